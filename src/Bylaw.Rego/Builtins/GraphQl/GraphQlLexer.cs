using System.Globalization;
using System.Text;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Cuts GraphQL text into tokens.</summary>
internal sealed class GraphQlLexer(string text, bool isPrelude)
{
    private const string Marks = "!$&():=@[]{}|";
    private static readonly TokenKind[] _markKinds =
    [
        TokenKind.Bang, TokenKind.Dollar, TokenKind.Ampersand, TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, TokenKind.Colon,
        TokenKind.Equals, TokenKind.At, TokenKind.OpenBracket, TokenKind.CloseBracket, TokenKind.OpenBrace, TokenKind.CloseBrace, TokenKind.Pipe,
    ];

    private int _at;
    private int _line = 1;
    private int _runes;
    private int _lineStart;

    /// <summary>Reads the next token; an invalid one carries its fault.</summary>
    internal GraphQlToken Read()
    {
        SkipIgnored();
        var start = Here();
        if (_at >= text.Length)
        {
            return new(TokenKind.End, "", start);
        }
        var c = text[_at];
        var mark = Marks.IndexOf(c, StringComparison.Ordinal);
        if (mark >= 0)
        {
            Advance(1);
            return new(_markKinds[mark], "", start);
        }
        if (Follows("..."))
        {
            Advance(3);
            return new(TokenKind.Spread, "", start);
        }
        if (char.IsAsciiLetter(c) || c == '_')
        {
            return new(TokenKind.Name, TakeWhile(static n => char.IsAsciiLetterOrDigit(n) || n == '_'), start);
        }
        if (char.IsAsciiDigit(c) || c == '-')
        {
            return ReadNumber(start);
        }
        if (c == '"')
        {
            return Follows("\"\"\"") ? ReadBlockString() : ReadString(start);
        }
        return c switch
        {
            < ' ' => Invalid($"Cannot contain the invalid character \"\\u{(int)c:x4}\""),
            '\'' => Invalid("Unexpected single quote character ('), did you mean to use a double quote (\")?"),
            _ => Invalid($"Cannot parse the unexpected character \"{c}\"."),
        };
    }

    private Position Here() => Since(_runes);

    private Position Since(int runes) => new(_line, runes - _lineStart + 1, isPrelude);

    private bool Follows(string what) => string.CompareOrdinal(text, _at, what, 0, what.Length) == 0;

    private void Advance(int count)
    {
        for (; count > 0; count--)
        {
            // The second half of a surrogate pair is no code point of its own.
            _runes += char.IsLowSurrogate(text[_at]) ? 0 : 1;
            _at++;
        }
    }

    private void NewLine(bool countsLineFeed)
    {
        var isPair = text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n';
        var length = isPair ? 2 : 1;
        _at += length;
        _runes += length;
        _line++;
        _lineStart = _runes - (isPair && countsLineFeed ? 1 : 0);
    }

    private void SkipIgnored()
    {
        while (_at < text.Length)
        {
            switch (text[_at])
            {
                case '\t' or ' ' or ',' or '\ufeff':
                    Advance(1);
                    break;
                case '\n' or '\r':
                    // The reference lexer counts the line feed of a pair as the first column of the next line.
                    NewLine(countsLineFeed: true);
                    break;
                case '#':
                    while (_at < text.Length && text[_at] is >= ' ' or '\t')
                    {
                        Advance(1);
                    }
                    break;
                default:
                    return;
            }
        }
    }

    private string TakeWhile(Func<char, bool> accepts)
    {
        var start = _at;
        while (_at < text.Length && accepts(text[_at]))
        {
            Advance(1);
        }
        return text[start.._at];
    }

    private GraphQlToken Invalid(string message) => new(TokenKind.Invalid, "", Here(), new GraphQlFault(message, Here()));

    private string Next() => _at < text.Length ? $"\"{text[_at]}\"" : "<EOF>";

    private GraphQlToken ReadNumber(Position start)
    {
        var from = _at;
        if (text[_at] == '-')
        {
            Advance(1);
        }
        if (_at < text.Length && text[_at] == '0')
        {
            Advance(1);
            if (_at < text.Length && char.IsAsciiDigit(text[_at]))
            {
                return Invalid($"Invalid number, unexpected digit after 0: {Next()}.");
            }
        }
        else if (TakeWhile(char.IsAsciiDigit).Length == 0)
        {
            return Invalid($"Invalid number, expected digit but got: {Next()}.");
        }
        var isFloat = false;
        if (_at < text.Length && text[_at] == '.')
        {
            isFloat = true;
            Advance(1);
            if (TakeWhile(char.IsAsciiDigit).Length == 0)
            {
                return Invalid($"Invalid number, expected digit but got: {Next()}.");
            }
        }
        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            isFloat = true;
            Advance(1);
            if (_at < text.Length && text[_at] is '-' or '+')
            {
                Advance(1);
            }
            if (TakeWhile(char.IsAsciiDigit).Length == 0)
            {
                return Invalid($"Invalid number, expected digit but got: {Next()}.");
            }
        }
        return new(isFloat ? TokenKind.Float : TokenKind.Int, text[from.._at], start);
    }

    private GraphQlToken ReadString(Position start)
    {
        // A string's token stands after its quote, as in the reference lexer; messages are placed by it.
        var value = new StringBuilder();
        Advance(1);
        start = start with { Column = start.Column + 1 };
        while (_at < text.Length && text[_at] is not ('\n' or '\r'))
        {
            var c = text[_at];
            if (c == '"')
            {
                Advance(1);
                return new(TokenKind.String, value.ToString(), start);
            }
            if (c < ' ' && c != '\t')
            {
                return Invalid($"Invalid character within String: \"\\u{(int)c:x4}\".");
            }
            if (c != '\\')
            {
                value.Append(c);
                Advance(1);
            }
            else if (ReadEscape(value) is { } fault)
            {
                return fault;
            }
        }
        return Invalid("Unterminated string.");
    }

    private GraphQlToken? ReadEscape(StringBuilder value)
    {
        Advance(1);
        if (_at >= text.Length)
        {
            return Invalid("Invalid character escape sequence.");
        }
        const string Escapes = "\"/\\bfnrt";
        var index = Escapes.IndexOf(text[_at], StringComparison.Ordinal);
        if (index >= 0)
        {
            value.Append("\"/\\\b\f\n\r\t"[index]);
            Advance(1);
            return null;
        }
        if (text[_at] != 'u')
        {
            return Invalid($"Invalid character escape sequence: \\{text[_at]}.");
        }
        var digits = text.AsSpan(_at + 1, Math.Min(4, text.Length - _at - 1));
        if (digits.Length < 4 || !ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            return Invalid($"Invalid character escape sequence: \\{text.AsSpan(_at, Math.Min(5, text.Length - _at))}.");
        }
        value.Append((char)unit);
        Advance(5);
        return null;
    }

    private GraphQlToken ReadBlockString()
    {
        var value = new StringBuilder();
        Advance(3);
        var start = _runes;
        while (_at < text.Length)
        {
            var c = text[_at];
            if (c == '"')
            {
                var quotes = 1;
                while (_at + quotes < text.Length && text[_at + quotes] == '"')
                {
                    quotes++;
                }
                if (quotes >= 3)
                {
                    // The last three close; any before them belong to the text.
                    value.Append('"', quotes - 3);
                    // The reference lexer places a block string by the line that it ends on.
                    var at = Since(start);
                    Advance(quotes);
                    return new(TokenKind.BlockString, Dedent(value.ToString()), at);
                }
            }
            if (c < ' ' && c is not ('\t' or '\n' or '\r'))
            {
                return Invalid($"Invalid character within String: \"\\u{(int)c:x4}\".");
            }
            if (Follows("\\\"\"\""))
            {
                value.Append("\"\"\"");
                Advance(4);
            }
            else if (c is '\n' or '\r')
            {
                value.Append('\n');
                NewLine(countsLineFeed: false);
            }
            else
            {
                value.Append(c);
                Advance(1);
            }
        }
        return Invalid("Unterminated string.");
    }

    /// <summary>Takes off the indentation that all lines share, and empty lines at both ends.</summary>
    private static string Dedent(string raw)
    {
        var lines = raw.Split('\n');
        var common = lines.Where(l => !IsBlank(l)).Select(Indentation).DefaultIfEmpty(0).Min();
        for (var i = 1; i < lines.Length; i++)
        {
            lines[i] = lines[i].Length < common ? "" : lines[i][common..];
        }
        var start = Array.FindIndex(lines, l => !IsBlank(l));
        var end = Array.FindLastIndex(lines, l => !IsBlank(l));
        return start < 0 ? "" : string.Join('\n', lines[start..(end + 1)]);
    }

    private static bool IsBlank(string line) => line.AsSpan().TrimStart(" \t").IsEmpty;

    private static int Indentation(string line) => line.Length - line.AsSpan().TrimStart(" \t").Length;
}
