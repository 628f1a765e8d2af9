using System.Buffers;

namespace Bylaw.Detection.Secrets;

/// <summary>Finds literal passwords: a quoted text, or one of many special characters, that is given to a name such as <c>db_pass</c>.</summary>
internal static class PasswordFinder
{
    private static readonly string[] _names = ["password", "passwd", "passphrase", "db_pass", "dbpass", "pwd", "secrete", "secret", "api_key", "apikey", "api-key", "private_key", "privatekey"];

    private static readonly SearchValues<string> _nameSet = SearchValues.Create(_names, StringComparison.OrdinalIgnoreCase);

    private static readonly string[] _fillIns = ["password", "passwd", "secret", "test", "none", "null", "true", "false", "undefined", "example", "todo", "fake", "dummy", "changeme", "string", "required"];

    /// <summary>Adds what is found to a list.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        var at = 0;
        while (at < text.Length && text.AsSpan(at).IndexOfAny(_nameSet) is var next && next >= 0)
        {
            at += next + 3;
            if (TryReadLiteral(text, at, out var start, out var end, out var quoted) && Looks(text.AsSpan(start, end - start), quoted))
            {
                found.Add(new("SECRET_PASSWORD", start, end - start, 0.55));
                at = end;
            }
        }
    }

    private static bool TryReadLiteral(string text, int at, out int start, out int end, out bool quoted)
    {
        (start, end, quoted) = (0, 0, false);
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-'))
        {
            at++;
        }
        at = SkipBlanks(text, at);
        var closers = 0;
        while (at < text.Length && text[at] is '"' or '\'' or ']' or ')' && closers++ < 3)
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
        start = quoted ? at + 1 : at;
        end = quoted ? text.IndexOf(quote, start) : EndOfWord(text, start);
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

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('`' or '"' or '\''))
        {
            at++;
        }
        return at;
    }
}
