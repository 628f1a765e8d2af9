using System.Globalization;
using System.Text;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Templates;

/// <summary>Names the kinds of token within an action.</summary>
internal enum TemplateTokenKind
{
    End,
    Identifier,
    Field,
    Dot,
    Variable,
    Constant,
    Mark,
}

/// <summary>A token within an action.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The name or mark.</param>
/// <param name="Value">The constant.</param>
/// <param name="FollowsSpace">Whether white space stands before it.</param>
internal sealed record TemplateToken(TemplateTokenKind Kind, string Text, RegoValue Value = default, bool FollowsSpace = false);

/// <summary>Cuts the text between <c>{{</c> and <c>}}</c> into tokens.</summary>
internal static class TemplateLexer
{
    internal static List<TemplateToken> Read(string action)
    {
        var tokens = new List<TemplateToken>();
        var at = 0;
        while (true)
        {
            var start = at;
            while (at < action.Length && char.IsWhiteSpace(action[at]))
            {
                at++;
            }
            var followsSpace = at > start || start == 0;
            if (at >= action.Length)
            {
                tokens.Add(new(TemplateTokenKind.End, "", FollowsSpace: followsSpace));
                return tokens;
            }
            tokens.Add(Next(action, ref at) with { FollowsSpace = followsSpace });
        }
    }

    private static TemplateToken Next(string action, ref int at)
    {
        var c = action[at];
        switch (c)
        {
            case '"':
                return new(TemplateTokenKind.Constant, "", Quoted(action, ref at));
            case '`':
                var end = action.IndexOf('`', at + 1);
                var raw = end < 0 ? throw new TemplateException("unterminated raw quoted string") : action[(at + 1)..end];
                at = end + 1;
                return new(TemplateTokenKind.Constant, "", raw);
            case '\'':
                return new(TemplateTokenKind.Constant, "", Character(action, ref at));
            case '$':
                at++;
                return new(TemplateTokenKind.Variable, "$" + Word(action, ref at));
            case '.' when at + 1 < action.Length && IsLetter(action[at + 1]):
                at++;
                return new(TemplateTokenKind.Field, Word(action, ref at));
            case '.' when at + 1 >= action.Length || !char.IsAsciiDigit(action[at + 1]):
                at++;
                return new(TemplateTokenKind.Dot, ".");
            case ':' when at + 1 < action.Length && action[at + 1] == '=':
                at += 2;
                return new(TemplateTokenKind.Mark, ":=");
            case '=' or '|' or '(' or ')' or ',':
                at++;
                return new(TemplateTokenKind.Mark, c.ToString());
            default:
                if (char.IsAsciiDigit(c) || c is '+' or '-' or '.')
                {
                    return new(TemplateTokenKind.Constant, "", Number(action, ref at));
                }
                return IsLetter(c)
                    ? Named(Word(action, ref at))
                    : throw new TemplateException($"unexpected {GoQuote.Quote(c.ToString())} in command");
        }
    }

    private static TemplateToken Named(string word) => word switch
    {
        "true" => new(TemplateTokenKind.Constant, word, true),
        "false" => new(TemplateTokenKind.Constant, word, false),
        "nil" => new(TemplateTokenKind.Constant, word, RegoValue.Null),
        _ => new(TemplateTokenKind.Identifier, word),
    };

    private static bool IsLetter(char c) => c == '_' || char.IsLetter(c);

    private static string Word(string action, ref int at)
    {
        var start = at;
        while (at < action.Length && (IsLetter(action[at]) || char.IsDigit(action[at])))
        {
            at++;
        }
        return action[start..at];
    }

    private static RegoValue Number(string action, ref int at)
    {
        var start = at;
        at++;
        while (at < action.Length && (char.IsAsciiLetterOrDigit(action[at]) || action[at] is '.' or '_'
            || (action[at] is '+' or '-' && action[at - 1] is 'e' or 'E')))
        {
            at++;
        }
        var text = action[start..at].Replace("_", "", StringComparison.Ordinal).TrimStart('+');
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
        {
            return hex;
        }
        return RegoValue.TryParseNumber(text.StartsWith('.') ? "0" + text : text, out var value)
            ? value
            : throw new TemplateException($"bad number syntax: {GoQuote.Quote(text)}");
    }

    private static string Quoted(string action, ref int at)
    {
        var text = new StringBuilder();
        at++;
        while (true)
        {
            if (at >= action.Length || action[at] == '\n')
            {
                throw new TemplateException("unterminated quoted string");
            }
            if (action[at] == '"')
            {
                at++;
                return text.ToString();
            }
            Unescape(action, ref at, text);
        }
    }

    private static RegoValue Character(string action, ref int at)
    {
        var text = new StringBuilder();
        at++;
        while (at < action.Length && action[at] != '\'')
        {
            Unescape(action, ref at, text);
        }
        if (at >= action.Length || !Rune.TryGetRuneAt(text.Append(' ').ToString(), 0, out var rune) || text.Length != rune.Utf16SequenceLength + 1)
        {
            throw new TemplateException("malformed character constant");
        }
        at++;
        return rune.Value;
    }

    private static void Unescape(string action, ref int at, StringBuilder text)
    {
        if (action[at] != '\\')
        {
            text.Append(action[at++]);
            return;
        }
        if (at + 1 >= action.Length)
        {
            throw new TemplateException("unterminated quoted string");
        }
        const string Escapes = "abfnrtv\\'\"";
        var index = Escapes.IndexOf(action[at + 1], StringComparison.Ordinal);
        if (index >= 0)
        {
            text.Append("\a\b\f\n\r\t\v\\'\""[index]);
            at += 2;
            return;
        }
        var digits = action[at + 1] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0 || at + 2 + digits > action.Length
            || !int.TryParse(action.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            || !Rune.IsValid(point))
        {
            throw new TemplateException("invalid syntax in quoted string");
        }
        text.Append(new Rune(point).ToString());
        at += 2 + digits;
    }
}
