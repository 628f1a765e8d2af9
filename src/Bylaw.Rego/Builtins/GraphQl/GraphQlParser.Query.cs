namespace Bylaw.Rego.Builtins.GraphQl;

internal sealed partial class GraphQlParser
{
    /// <summary>Parses a document of operations and fragments.</summary>
    /// <exception cref="GraphQlException">The text is none.</exception>
    internal static QueryDocument ParseQuery(string text)
    {
        var parser = new GraphQlParser(text, isPrelude: false);
        var document = new QueryDocument();
        while (parser._next.Kind != TokenKind.End)
        {
            if (parser._next.Kind == TokenKind.OpenBrace || parser._next is { Kind: TokenKind.Name, Value: "query" or "mutation" or "subscription" })
            {
                document.Operations.Add(parser.Operation());
            }
            else if (parser.IsKeyword("fragment"))
            {
                document.Fragments.Add(parser.FragmentDefinition());
            }
            else
            {
                Unexpected(parser._next);
            }
        }
        return document;
    }

    private OperationDefinition Operation()
    {
        var at = At;
        if (_next.Kind == TokenKind.OpenBrace)
        {
            return new OperationDefinition { At = at, Operation = "query", Selections = RequiredSelections() };
        }
        return new OperationDefinition
        {
            At = at,
            Operation = Take().Value,
            Name = _next.Kind == TokenKind.Name ? Take().Value : "",
            Variables = Variables(),
            Directives = Directives(isConstant: false),
            Selections = RequiredSelections(),
        };
    }

    private List<VariableDefinition> Variables() => Some(TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, () =>
    {
        var at = At;
        Expect(TokenKind.Dollar);
        var name = Name();
        Expect(TokenKind.Colon);
        return new VariableDefinition
        {
            At = at,
            Name = name,
            Type = TypeReference(),
            DefaultValue = Skip(TokenKind.Equals) ? Value(isConstant: true) : null,
            Directives = Directives(isConstant: false),
        };
    });

    private List<Selection> RequiredSelections()
    {
        if (_next.Kind != TokenKind.OpenBrace)
        {
            Fail($"Expected {{, found {GraphQlToken.NameOf(_next.Kind)}");
        }
        return Selections();
    }

    private List<Selection> Selections() =>
        Some(TokenKind.OpenBrace, TokenKind.CloseBrace, () => _next.Kind == TokenKind.Spread ? Fragment() : Field());

    private Selection Field()
    {
        var at = At;
        var alias = Name();
        return new Field
        {
            At = at,
            Alias = alias,
            Name = Skip(TokenKind.Colon) ? Name() : alias,
            Arguments = Arguments(isConstant: false),
            Directives = Directives(isConstant: false),
            Selections = Selections(),
        };
    }

    private Selection Fragment()
    {
        Expect(TokenKind.Spread);
        var at = At;
        if (_next.Kind == TokenKind.Name && _next.Value != "on")
        {
            return new FragmentSpread { At = at, Name = FragmentName(), Directives = Directives(isConstant: false) };
        }
        var condition = "";
        if (_next.Value == "on")
        {
            Take();
            condition = Name();
        }
        return new InlineFragment
        {
            At = at,
            TypeCondition = condition,
            Directives = Directives(isConstant: false),
            Selections = RequiredSelections(),
        };
    }

    private FragmentDefinition FragmentDefinition()
    {
        var at = At;
        ExpectKeyword("fragment");
        var name = FragmentName();
        var variables = Variables();
        ExpectKeyword("on");
        return new FragmentDefinition
        {
            At = at,
            Name = name,
            Variables = variables,
            TypeCondition = Name(),
            Directives = Directives(isConstant: false),
            Selections = RequiredSelections(),
        };
    }

    private string FragmentName()
    {
        if (_next.Value == "on")
        {
            Unexpected(_next);
        }
        return Name();
    }
}
