namespace Bylaw.Rego.Builtins.GraphQl;

internal sealed partial class GraphQlParser
{
    private static readonly HashSet<string> _locations = new(StringComparer.Ordinal)
    {
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT",
        "INPUT_FIELD_DEFINITION",
    };

    /// <summary>Parses a document that defines types.</summary>
    /// <exception cref="GraphQlException">The text is none.</exception>
    internal static SchemaDocument ParseSchema(string text, bool isPrelude = false)
    {
        var parser = new GraphQlParser(text, isPrelude);
        var document = new SchemaDocument();
        while (parser._next.Kind != TokenKind.End)
        {
            parser.TopLevel(document);
        }
        return document;
    }

    private void TopLevel(SchemaDocument document)
    {
        var description = Description();
        if (_next.Kind != TokenKind.Name)
        {
            Unexpected(_next);
        }
        switch (_next.Value)
        {
            case "scalar" or "type" or "interface" or "union" or "enum" or "input":
                document.Definitions.Add(TypeDefinition(description, isExtension: false));
                break;
            case "schema":
                document.Schemas.Add(SchemaDefinition(description, isExtension: false));
                break;
            case "directive":
                document.Directives.Add(DirectiveDefinition(description));
                break;
            case "extend":
                if (description.Length > 0)
                {
                    Unexpected(_previous);
                }
                Take();
                Extension(document);
                break;
            default:
                Unexpected(_next);
                break;
        }
    }

    private void Extension(SchemaDocument document)
    {
        switch (_next.Value)
        {
            case "schema":
                document.SchemaExtensions.Add(SchemaDefinition("", isExtension: true));
                break;
            case "scalar" or "type" or "interface" or "union" or "enum" or "input":
                document.Extensions.Add(TypeDefinition("", isExtension: true));
                break;
            default:
                Unexpected(_next);
                break;
        }
    }

    private string Description() => _next.Kind is TokenKind.String or TokenKind.BlockString ? Take().Value : "";

    private SchemaDefinition SchemaDefinition(string description, bool isExtension)
    {
        ExpectKeyword("schema");
        var result = new SchemaDefinition
        {
            At = At,
            Description = description,
            Directives = Directives(isConstant: true),
            OperationTypes = Some(TokenKind.OpenBrace, TokenKind.CloseBrace, OperationType),
        };
        if (isExtension && result.Directives.Count == 0 && result.OperationTypes.Count == 0)
        {
            Unexpected(_next);
        }
        return result;
    }

    private OperationTypeDefinition OperationType()
    {
        var at = At;
        var operation = Take();
        if (operation.Value is not ("query" or "mutation" or "subscription"))
        {
            Unexpected(operation);
        }
        Expect(TokenKind.Colon);
        return new OperationTypeDefinition(operation.Value, Name(), at);
    }

    private Definition TypeDefinition(string description, bool isExtension)
    {
        var keyword = Take().Value;
        var at = At;
        var name = Name();
        // Interfaces can be extended, but not by further interfaces: so the reference parser has it.
        var interfaces = keyword == "type" || (keyword == "interface" && !isExtension) ? Interfaces() : [];
        var directives = Directives(isConstant: keyword != "input" || !isExtension);
        var result = new Definition
        {
            At = at,
            Name = name,
            Description = description,
            Interfaces = interfaces,
            Directives = directives,
            IsBuiltIn = _isPrelude,
            Kind = keyword switch
            {
                "scalar" => DefinitionKind.Scalar,
                "type" => DefinitionKind.Object,
                "interface" => DefinitionKind.Interface,
                "union" => DefinitionKind.Union,
                "enum" => DefinitionKind.Enum,
                _ => DefinitionKind.InputObject,
            },
            Fields = keyword switch
            {
                "type" or "interface" => Some(TokenKind.OpenBrace, TokenKind.CloseBrace, FieldDefinition),
                "input" => Some(TokenKind.OpenBrace, TokenKind.CloseBrace, InputFieldDefinition),
                _ => [],
            },
            Types = keyword == "union" ? UnionMembers() : [],
            EnumValues = keyword == "enum" ? Some(TokenKind.OpenBrace, TokenKind.CloseBrace, EnumValue) : [],
        };
        if (isExtension && directives.Count + interfaces.Count + result.Fields.Count + result.Types.Count + result.EnumValues.Count == 0)
        {
            Unexpected(_next);
        }
        return result;
    }

    private List<string> Interfaces()
    {
        var result = new List<string>();
        if (_next.Value != "implements")
        {
            return result;
        }
        Take();
        Skip(TokenKind.Ampersand);
        do
        {
            result.Add(Name());
        }
        while (Skip(TokenKind.Ampersand));
        return result;
    }

    private List<(string, Position?)> UnionMembers()
    {
        var result = new List<(string, Position?)>();
        if (!Skip(TokenKind.Equals))
        {
            return result;
        }
        Skip(TokenKind.Pipe);
        do
        {
            var at = At;
            result.Add((Name(), at));
        }
        while (Skip(TokenKind.Pipe));
        return result;
    }

    private FieldDefinition FieldDefinition()
    {
        var description = Description();
        var at = At;
        var name = Name();
        var arguments = Some(TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, ArgumentDefinition);
        Expect(TokenKind.Colon);
        return new FieldDefinition
        {
            At = at,
            Description = description,
            Name = name,
            Arguments = arguments,
            Type = TypeReference(),
            Directives = Directives(isConstant: true),
        };
    }

    private FieldDefinition InputFieldDefinition()
    {
        var argument = ArgumentDefinition();
        return new FieldDefinition
        {
            At = argument.At,
            Description = argument.Description,
            Name = argument.Name,
            Type = argument.Type,
            DefaultValue = argument.DefaultValue,
            Directives = argument.Directives,
        };
    }

    private ArgumentDefinition ArgumentDefinition()
    {
        var description = Description();
        var at = At;
        var name = Name();
        Expect(TokenKind.Colon);
        return new ArgumentDefinition
        {
            At = at,
            Description = description,
            Name = name,
            Type = TypeReference(),
            DefaultValue = Skip(TokenKind.Equals) ? Value(isConstant: true) : null,
            Directives = Directives(isConstant: true),
        };
    }

    private EnumValueDefinition EnumValue()
    {
        var description = Description();
        var at = At;
        return new EnumValueDefinition { At = at, Description = description, Name = Name(), Directives = Directives(isConstant: true) };
    }

    private DirectiveDefinition DirectiveDefinition(string description)
    {
        ExpectKeyword("directive");
        Expect(TokenKind.At);
        var at = At;
        var name = Name();
        var arguments = Some(TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, ArgumentDefinition);
        var isRepeatable = IsKeyword("repeatable");
        if (isRepeatable)
        {
            Take();
        }
        ExpectKeyword("on");
        Skip(TokenKind.Pipe);
        var locations = new List<string>();
        do
        {
            var location = Expect(TokenKind.Name);
            if (!_locations.Contains(location.Value))
            {
                Unexpected(location);
            }
            locations.Add(location.Value);
        }
        while (Skip(TokenKind.Pipe));
        return new DirectiveDefinition
        {
            At = at,
            Description = description,
            Name = name,
            Arguments = arguments,
            IsRepeatable = isRepeatable,
            Locations = locations,
        };
    }
}
