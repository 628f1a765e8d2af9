using System.Runtime.CompilerServices;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>
/// The one parser: recursive descent over all tokens of a text. A method that cannot read what it should reports once and returns
/// null; bodies and modules skip what is broken and go on.
/// </summary>
internal sealed partial class Parser
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly ParserOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly DiagnosticSink _sink;
    private readonly NamePool _names;
    private readonly Token[] _tokens;
    private readonly int _lastIndex;
    private readonly List<TextSpan> _comments;

    private readonly Scratch<TermSyntax> _terms = new();
    private readonly Scratch<RefOperand> _operands = new();
    private readonly Scratch<ObjectItem> _pairs = new();
    private readonly Scratch<LiteralSyntax> _literals = new();

    private RegoVersion _version;
    private int _softKeywords;
    private bool _negatesBodies;
    private int _index;
    private TokenKind _kind;
    private int _depth;
    private int _greatestDepth;
    private bool _stopped;

    // A keyword at this index stands for a name, since a reference follows it: `if.x`.
    private int _nameIndex = -1;

    public Parser(SourceText source, ParserOptions options, CancellationToken cancellationToken)
    {
        _source = source;
        _text = source.Text;
        _names = new NamePool(_text.Length);
        _options = options;
        _cancellationToken = cancellationToken;
        _version = options.Version;
        _sink = new DiagnosticSink(source);
        var lexer = new Lexer(source, _sink, cancellationToken);
        _tokens = lexer.Run();
        _lastIndex = lexer.Tokens.Length - 1;
        _comments = lexer.Comments;
        _softKeywords = _version == RegoVersion.V1 ? TokenKinds.V1SoftKeywords : 0;
        foreach (var word in options.FutureKeywords)
        {
            EnableKeyword(word);
        }
        MoveTo(0);
    }

    /// <summary>Gives the tokens back; nothing can be parsed afterwards.</summary>
    public void Release() => TokenArrays.Return(_tokens);

    private ref readonly Token Current => ref _tokens[_index];

    /// <summary>Gets the index just past the last code unit that was read.</summary>
    private int PreviousEnd => _index == 0 ? 0 : _tokens[_index - 1].End;

    private bool UsesLogic => (_softKeywords & LogicBits) != 0 || _negatesBodies;

    private static int LogicBits { get; } = TokenKinds.SoftBit(TokenKind.LogicalAnd) | TokenKinds.SoftBit(TokenKind.LogicalOr);

    private void Advance()
    {
        if (_index < _lastIndex)
        {
            MoveTo(_index + 1);
        }
    }

    private void MoveTo(int index)
    {
        _index = index;
        _kind = KindAt(index);
    }

    /// <summary>Returns what the token is at this place of the module: a soft keyword that is not on is a name.</summary>
    private TokenKind KindAt(int index)
    {
        var kind = _tokens[index].Kind;
        return TokenKinds.IsSoftKeyword(kind) && (_softKeywords & TokenKinds.SoftBit(kind)) == 0 ? TokenKind.Identifier : kind;
    }

    private TokenKind KindAfter(int index) => index < _lastIndex ? KindAt(index + 1) : TokenKind.EndOfFile;

    private ReadOnlySpan<char> TextOf(int index) => _text.AsSpan(_tokens[index].Start, _tokens[index].End - _tokens[index].Start);

    private TextSpan SpanFrom(int start) => TextSpan.FromBounds(start, Math.Max(start, PreviousEnd));

    private TextSpan CurrentSpan => TextSpan.FromBounds(Current.Start, Current.End);

    /// <summary>Tells whether the token after this one continues it as a reference: <c>.</c> or <c>[</c> without a gap.</summary>
    private bool ReferenceFollows(int index) =>
        index < _lastIndex
        && _tokens[index + 1].Kind is TokenKind.Dot or TokenKind.LeftBracket
        && _tokens[index + 1].Start == _tokens[index].End;

    private bool IsAdjacent => _index > 0 && Current.Start == _tokens[_index - 1].End;

    private void EnableKeyword(string word)
    {
        if (word == "not")
        {
            _negatesBodies = true;
            return;
        }
        var kind = TokenKinds.OfWord(word);
        if (TokenKinds.IsSoftKeyword(kind))
        {
            _softKeywords |= TokenKinds.SoftBit(kind);
            if (kind == TokenKind.Every)
            {
                _softKeywords |= TokenKinds.SoftBit(TokenKind.In);
            }
        }
        _brackets = null;
    }

    /// <summary>Goes one level deeper. Every level costs stack, so both the option and the real stack bound it.</summary>
    private bool Enter()
    {
        if (++_depth <= _options.MaxDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _greatestDepth = Math.Max(_greatestDepth, _depth);
            return true;
        }
        _depth--;
        ReportTooDeep();
        return false;
    }

    private void Leave() => _depth--;

    private void ReportTooDeep()
    {
        if (!_stopped)
        {
            _sink.Report(ParseDiagnostics.TooDeep, CurrentSpan, $"no more than {_options.MaxDepth} levels of nesting are read; split the expression");
            Stop();
        }
    }

    // What follows is not parsed: each level of a hostile nest would fail again.
    private void Stop()
    {
        _stopped = true;
        MoveTo(_lastIndex);
    }

    private void Report(DiagnosticKind kind, TextSpan span, string? help, params object?[] arguments)
    {
        if (!_stopped)
        {
            _sink.Report(kind, span, help, arguments);
            if (_sink.IsFull)
            {
                Stop();
            }
        }
    }

    /// <summary>Reports the current token as wrong here; says nothing about a token that the lexer has reported.</summary>
    private void ReportUnexpected(string? note = null, string? help = null)
    {
        if (_kind == TokenKind.Illegal)
        {
            return;
        }
        var raw = _tokens[_index].Kind;
        var type = TokenKinds.IsKeyword(raw) ? "keyword" : "token";
        var name = TokenKinds.IsSoftKeyword(raw) ? TokenKinds.NameOf(raw) : TokenKinds.NameOf(_kind);
        help ??= HelpFor(_kind);
        if (note is null)
        {
            Report(ParseDiagnostics.UnexpectedToken, CurrentSpan, help, name, type);
        }
        else
        {
            Report(ParseDiagnostics.WrongToken, CurrentSpan, help, name, type, note);
        }
    }

    private string? HelpFor(TokenKind kind)
    {
        if (_index == 0)
        {
            return null;
        }
        var before = _tokens[_index - 1].Kind;
        return (before, kind) switch
        {
            (TokenKind.Ampersand, TokenKind.Ampersand) => "conditions of a body are joined by line breaks or `;`, not by `&&`",
            (TokenKind.Pipe, TokenKind.Pipe) => "write one rule for each alternative, or `import future.keywords.or` and use `or`",
            (_, TokenKind.Unify) when before is TokenKind.Plus or TokenKind.Minus => "variables are never changed; bind a new one with `:=`",
            _ => null,
        };
    }
}
