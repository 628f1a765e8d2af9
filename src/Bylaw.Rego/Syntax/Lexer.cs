using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>
/// Cuts a text into tokens in one pass. Comments are collected apart. A fault is reported once, at its place, and leaves a token
/// that the parser can go on with.
/// </summary>
internal sealed partial class Lexer
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly DiagnosticSink _sink;
    private readonly CancellationToken _cancellationToken;
    private readonly List<TextSpan> _comments = [];
    private Token[] _tokens;
    private int _count;
    private int _position;
    private bool _startsLine = true;

    // One entry for each template string that is open: whether it is raw, and how many braces are open in its expression.
    private readonly Stack<(bool IsRaw, int Braces)> _templates = new();
    private int _templateBraces = -1;

    public Lexer(SourceText source, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        _source = source;
        _text = source.Text;
        _sink = sink;
        _cancellationToken = cancellationToken;
        _tokens = TokenArrays.Rent(Math.Max(16, _text.Length / 4));
    }

    /// <summary>Gets the tokens; the last one is <see cref="TokenKind.EndOfFile"/>. Valid after <see cref="Run"/>.</summary>
    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, _count);

    /// <summary>Gets the places of the comments, in order. Valid after <see cref="Run"/>.</summary>
    public List<TextSpan> Comments => _comments;

    /// <summary>Cuts the whole text.</summary>
    /// <returns>The tokens, in an array that may be longer than their number, and that is to be given back to the shared pool.</returns>
    public Token[] Run()
    {
        if (_text.StartsWith('\uFEFF'))
        {
            _position = 1;
        }
        while (Next())
        {
            if ((_count & 0xFFF) == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }
        }
        Add(_text.Length, _text.Length, TokenKind.EndOfFile);
        return _tokens;
    }

    private bool Next()
    {
        var text = _text;
        var i = _position;
        while ((uint)i < (uint)text.Length)
        {
            var c = text[i];
            if (c is ' ' or '\t' or '\r')
            {
                i++;
                continue;
            }
            if (c == '\n')
            {
                _startsLine = true;
                i++;
                continue;
            }
            if (c == '#')
            {
                i = LexComment(i);
                continue;
            }
            LexToken(c, i);
            return true;
        }
        _position = i;
        return false;
    }

    private int LexComment(int start)
    {
        var end = _text.IndexOf('\n', start);
        if (end < 0)
        {
            end = _text.Length;
        }
        var last = end > start + 1 && _text[end - 1] == '\r' ? end - 1 : end;
        _comments.Add(TextSpan.FromBounds(start, last));
        return end;
    }

    private void LexToken(char c, int start)
    {
        if (IsLetter(c))
        {
            var end = start + 1;
            while (end < _text.Length && IsLetterOrDigit(_text[end]))
            {
                end++;
            }
            Add(start, end, TokenKinds.OfWord(_text.AsSpan(start, end - start)));
            return;
        }
        if (char.IsAsciiDigit(c))
        {
            LexNumber(start);
            return;
        }
        switch (c)
        {
            case '"':
                LexString(start);
                break;
            case '`':
                LexRawString(start);
                break;
            case '$' when Peek(start) is '"' or '`':
                LexTemplate(start, start + 2, _text[start + 1] == '`');
                break;
            case '{':
                if (_templateBraces >= 0)
                {
                    _templateBraces++;
                }
                Add(start, start + 1, TokenKind.LeftBrace);
                break;
            case '}' when _templateBraces == 0:
                var (isRaw, braces) = _templates.Pop();
                _templateBraces = braces;
                LexTemplate(start, start + 1, isRaw);
                break;
            case '}':
                if (_templateBraces > 0)
                {
                    _templateBraces--;
                }
                Add(start, start + 1, TokenKind.RightBrace);
                break;
            default:
                LexPunctuation(c, start);
                break;
        }
    }

    private void LexPunctuation(char c, int start)
    {
        var followedByEquals = Peek(start) == '=';
        var (kind, length) = c switch
        {
            '[' => (TokenKind.LeftBracket, 1),
            ']' => (TokenKind.RightBracket, 1),
            '(' => (TokenKind.LeftParenthesis, 1),
            ')' => (TokenKind.RightParenthesis, 1),
            ',' => (TokenKind.Comma, 1),
            ';' => (TokenKind.Semicolon, 1),
            '.' => (TokenKind.Dot, 1),
            '+' => (TokenKind.Plus, 1),
            '-' => (TokenKind.Minus, 1),
            '*' => (TokenKind.Multiply, 1),
            '/' => (TokenKind.Divide, 1),
            '%' => (TokenKind.Remainder, 1),
            '&' => (TokenKind.Ampersand, 1),
            '|' => (TokenKind.Pipe, 1),
            ':' => followedByEquals ? (TokenKind.Assign, 2) : (TokenKind.Colon, 1),
            '=' => followedByEquals ? (TokenKind.Equal, 2) : (TokenKind.Unify, 1),
            '<' => followedByEquals ? (TokenKind.LessOrEqual, 2) : (TokenKind.Less, 1),
            '>' => followedByEquals ? (TokenKind.GreaterOrEqual, 2) : (TokenKind.Greater, 1),
            '!' when followedByEquals => (TokenKind.NotEqual, 2),
            _ => (TokenKind.Illegal, 1),
        };
        if (kind == TokenKind.Illegal)
        {
            length = ReportIllegalCharacter(c, start);
        }
        Add(start, start + length, kind);
    }

    private int ReportIllegalCharacter(char c, int start)
    {
        var length = char.IsHighSurrogate(c) && char.IsLowSurrogate(Peek(start)) ? 2 : 1;
        var name = c switch
        {
            '\0' => "null character",
            '\uFEFF' => "byte-order mark",
            '\uFFFD' => "utf-8 character",
            '!' => "! character",
            '$' => "$ character",
            _ => "token",
        };
        var help = (c, Peek(start)) switch
        {
            ('!', _) => "write `not` before an expression to negate it",
            ('$', _) => "a template string is written $\"...\" or $`...`",
            ('\'', _) => "strings stand in double quotes or backticks",
            ('\u201C' or '\u201D', _) => "this is a typographic quotation mark; write \"",
            _ => null,
        };
        _sink.Report(ParseDiagnostics.IllegalCharacter, new TextSpan(start, length), help, name);
        return length;
    }

    private char Peek(int index) => index + 1 < _text.Length ? _text[index + 1] : '\0';

    private void Add(int start, int end, TokenKind kind)
    {
        if (_count == _tokens.Length)
        {
            var larger = TokenArrays.Rent(_tokens.Length * 2);
            _tokens.AsSpan().CopyTo(larger);
            TokenArrays.Return(_tokens);
            _tokens = larger;
        }
        _tokens[_count++] = new Token(start, end, kind, _startsLine);
        _startsLine = false;
        _position = end;
    }

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsLetterOrDigit(char c) =>
        char.IsAsciiLetterOrDigit(c) || c == '_' || (c >= 0x80 && char.IsDigit(c));
}
