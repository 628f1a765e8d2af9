using System.Buffers;

namespace Bylaw.Detection.Secrets;

/// <summary>Finds literal passwords: a quoted text, or one of many special characters, that is given to a name such as <c>db_pass</c>.</summary>
internal static class PasswordFinder
{
    private static readonly string[] _names = ["password", "passwd", "passphrase", "db_pass", "dbpass", "pwd", "secrete", "secret", "api_key", "apikey", "api-key", "private_key", "privatekey"];

    /// <summary>Gets the words that a name may hold.</summary>
    public static IReadOnlyList<string> Names => _names;

    private static readonly SearchValues<string> _nameSet = SearchValues.Create(_names, StringComparison.OrdinalIgnoreCase);

    private static readonly string[] _fillIns = ["password", "passwd", "secret", "test", "none", "null", "true", "false", "undefined", "example", "todo", "fake", "dummy", "changeme", "string", "required"];

    /// <summary>Adds what is found to a list.</summary>
    public static void Find(string text, LiteralStyle style, List<SecretSpan> found)
    {
        var at = 0;
        while (at < text.Length && text.AsSpan(at).IndexOfAny(_nameSet) is var next && next >= 0)
        {
            if (TryReadCompared(text, at + next, out var before, out var until) && Looks(text.AsSpan(before, until - before), quoted: true))
            {
                found.Add(new("SECRET_PASSWORD", before, until - before, 0.55));
            }
            at += next + 3;
            if (TryReadLiteral(text, at, style, out var start, out var end, out var quoted) && Looks(text.AsSpan(start, end - start), quoted))
            {
                found.Add(new("SECRET_PASSWORD", start, end - start, 0.55));
                at = end;
            }
        }
    }

    /// <summary>Reads the literal that stands before a comparison with a name: <c>"…" == password</c>.</summary>
    private static bool TryReadCompared(string text, int name, out int start, out int end)
    {
        (start, end) = (0, 0);
        var at = name;
        while (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '.'))
        {
            at--;
        }
        while (at > 0 && text[at - 1] is ' ' or '\t')
        {
            at--;
        }
        var operators = at;
        while (at > 0 && text[at - 1] is '=' or '!')
        {
            at--;
        }
        if (operators - at is < 2 or > 3)
        {
            return false;
        }
        while (at > 0 && text[at - 1] is ' ' or '\t')
        {
            at--;
        }
        if (at < 2 || text[at - 1] is not ('"' or '\''))
        {
            return false;
        }
        end = at - 1;
        start = text.LastIndexOf(text[end], end - 1) + 1;
        return start > 0 && end > start && end - start <= 200 && text.AsSpan(start, end - start).IndexOf('\n') < 0;
    }

    private static bool TryReadLiteral(string text, int at, LiteralStyle style, out int start, out int end, out bool quoted)
    {
        (start, end, quoted) = (0, 0, false);
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-'))
        {
            at++;
        }
        var closers = 0;
        while (at < text.Length && text[at] is '"' or '\'' or '[' or ']' or ')' && closers++ < 3)
        {
            at++;
        }
        var afterName = at;
        at = SkipBlanks(text, at);
        var operators = 0;
        while (at < text.Length && text[at] is ':' or '=' or '>' or '!' or '(' && operators++ < 4)
        {
            at++;
        }
        at = SkipBlanks(text, at);
        at += at < text.Length && text[at] is '@' ? 1 : 0;
        if (at >= text.Length || (operators == 0 && (at == afterName || text[at] is not ('"' or '\''))))
        {
            return false;
        }
        var quote = text[at];
        quoted = quote is '"' or '\'' or '`';
        if ((style is LiteralStyle.Quoted && !quoted) || (style is LiteralStyle.DoubleQuoted && quote != '"'))
        {
            return false; // an expression, or a single character
        }
        start = quoted ? at + 1 : at;
        end = quoted ? text.IndexOf(quote, start) : style is LiteralStyle.Settings && operators > 0 ? EndOfLine(text, start) : EndOfWord(text, start);
        quoted |= style is LiteralStyle.Settings && !text.AsSpan(start, Math.Max(0, end - start)).ContainsAny('$', '<');
        return end > start && end - start <= 200 && text.AsSpan(start, end - start).IndexOf('\n') < 0;
    }

    private static bool Looks(ReadOnlySpan<char> value, bool quoted)
    {
        if (value.Length < 6 || value.IndexOfAnyExcept(value[0]) < 0 || value.StartsWith("${") || value.StartsWith("<") || value.StartsWith("%") || value.StartsWith("{{") || value.StartsWith("$(") || value.Contains("://", StringComparison.Ordinal))
        {
            return false;
        }
        foreach (var fillIn in _fillIns)
        {
            if (value.Equals(fillIn, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }
        if (value.Contains("EXAMPLE", StringComparison.Ordinal) || value.Contains("xxxxxx", StringComparison.OrdinalIgnoreCase) || Entropy.Of(value) < 2.5)
        {
            return false;
        }
        if (!value.ContainsAnyInRange('a', 'z') && !value.ContainsAnyInRange('A', 'Z') && !value.ContainsAnyInRange('0', '9'))
        {
            return false;
        }
        var special = 0;
        foreach (var c in value)
        {
            special += !char.IsLetterOrDigit(c) && c is not (' ' or '_' or '-' or '.' or '/') ? 1 : 0;
        }
        return quoted ? special > 0 || value.ContainsAnyInRange('0', '9') || value.Contains(' ') : special >= 4;
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }
        return at;
    }

    private static int EndOfLine(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny('\r', '\n');
        end = end < 0 ? text.Length : at + end;
        while (end > at && text[end - 1] is ' ' or '\t' or ',' or ';' or '"' or '\'' or '`')
        {
            end--;
        }
        return end;
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('`' or '"' or '\''))
        {
            at++;
        }
        return at;
    }
}
