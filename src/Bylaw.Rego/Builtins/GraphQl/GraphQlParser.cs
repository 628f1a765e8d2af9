using System.Diagnostics.CodeAnalysis;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Parses GraphQL documents (specification of October 2021) and stops at the first fault.</summary>
internal sealed partial class GraphQlParser
{
    private const int MaxDepth = 500;

    private readonly GraphQlLexer _lexer;
    private readonly bool _isPrelude;
    private GraphQlToken _next;
    private GraphQlToken _previous;
    private int _depth;

    private GraphQlParser(string text, bool isPrelude)
    {
        _lexer = new GraphQlLexer(text, isPrelude);
        _isPrelude = isPrelude;
        _next = _lexer.Read();
        _previous = _next;
    }

    private Position At => _next.At;

    private GraphQlToken Take()
    {
        _previous = _next;
        if (_next.Fault is { } fault)
        {
            throw new GraphQlException(fault);
        }
        _next = _lexer.Read();
        return _previous;
    }

    private GraphQlToken Expect(TokenKind kind)
    {
        if (_next.Kind != kind)
        {
            Fail($"Expected {GraphQlToken.NameOf(kind)}, found {GraphQlToken.NameOf(_next.Kind)}");
        }
        return Take();
    }

    private void ExpectKeyword(string keyword)
    {
        if (!IsKeyword(keyword))
        {
            Fail($"Expected \"{keyword}\", found {_next}");
        }
        Take();
    }

    private bool IsKeyword(string keyword) => _next.Kind == TokenKind.Name && _next.Value == keyword;

    private bool Skip(TokenKind kind)
    {
        if (_next.Kind != kind)
        {
            return false;
        }
        Take();
        return true;
    }

    private string Name() => Expect(TokenKind.Name).Value;

    [DoesNotReturn]
    private void Fail(string message) => throw new GraphQlException(new GraphQlFault(message, _next.At));

    [DoesNotReturn]
    private static void Unexpected(GraphQlToken token) =>
        throw new GraphQlException(new GraphQlFault($"Unexpected {token}", token.At));

    /// <summary>Reads a list between marks if it is there; an empty one is a fault.</summary>
    private List<T> Some<T>(TokenKind open, TokenKind close, Func<T> read)
    {
        var result = new List<T>();
        if (!Skip(open))
        {
            return result;
        }
        Enter();
        while (_next.Kind != close)
        {
            result.Add(read());
        }
        _depth--;
        if (result.Count == 0)
        {
            Fail($"expected at least one definition, found {GraphQlToken.NameOf(_next.Kind)}");
        }
        Take();
        return result;
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
        {
            Fail("document nests too deep");
        }
    }

    private List<Argument> Arguments(bool isConstant) => Some(TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, () =>
    {
        var at = At;
        var name = Name();
        Expect(TokenKind.Colon);
        return new Argument(name, Value(isConstant), at);
    });

    private List<Directive> Directives(bool isConstant)
    {
        var result = new List<Directive>();
        while (Skip(TokenKind.At))
        {
            var at = At;
            result.Add(new Directive { At = at, Name = Name(), Arguments = Arguments(isConstant) });
        }
        return result;
    }

    private TypeReference TypeReference()
    {
        if (!Skip(TokenKind.OpenBracket))
        {
            var at = At;
            return new TypeReference(Name(), null, Skip(TokenKind.Bang), at);
        }
        Enter();
        var listAt = At;
        var element = TypeReference();
        Expect(TokenKind.CloseBracket);
        _depth--;
        return new TypeReference("", element, Skip(TokenKind.Bang), listAt);
    }

    private GraphQlValue Value(bool isConstant)
    {
        var at = At;
        switch (_next.Kind)
        {
            case TokenKind.OpenBracket:
                return new GraphQlValue
                {
                    Kind = GraphQlValueKind.List,
                    At = at,
                    Children = Many(TokenKind.CloseBracket, () => new ChildValue("", Value(isConstant), null)),
                };
            case TokenKind.OpenBrace:
                return new GraphQlValue
                {
                    Kind = GraphQlValueKind.Object,
                    At = at,
                    Children = Many(TokenKind.CloseBrace, () => ObjectField(isConstant)),
                };
            case TokenKind.Dollar when !isConstant:
                Take();
                return new GraphQlValue { Kind = GraphQlValueKind.Variable, At = at, Raw = Name() };
            case TokenKind.Int or TokenKind.Float or TokenKind.String or TokenKind.BlockString or TokenKind.Name:
                var token = Take();
                return new GraphQlValue { Kind = KindOf(token), At = at, Raw = token.Value };
            default:
                Unexpected(_next);
                return null;
        }
    }

    private List<ChildValue> Many(TokenKind close, Func<ChildValue> read)
    {
        Enter();
        Take();
        var result = new List<ChildValue>();
        while (_next.Kind != close)
        {
            result.Add(read());
        }
        Take();
        _depth--;
        return result;
    }

    private ChildValue ObjectField(bool isConstant)
    {
        var at = At;
        var name = Name();
        Expect(TokenKind.Colon);
        return new ChildValue(name, Value(isConstant), at);
    }

    private static GraphQlValueKind KindOf(GraphQlToken token) => token.Kind switch
    {
        TokenKind.Int => GraphQlValueKind.Int,
        TokenKind.Float => GraphQlValueKind.Float,
        TokenKind.String => GraphQlValueKind.String,
        TokenKind.BlockString => GraphQlValueKind.Block,
        _ => token.Value switch
        {
            "true" or "false" => GraphQlValueKind.Boolean,
            "null" => GraphQlValueKind.Null,
            _ => GraphQlValueKind.Enum,
        },
    };
}
