using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Reads documents back out of their object form; members that are not known are passed over.</summary>
internal static class GraphQlJsonReader
{
    /// <summary>Reads a document of operations and fragments.</summary>
    /// <exception cref="RefusedOperandException">A member has the wrong type.</exception>
    internal static QueryDocument ReadQuery(RegoObject value)
    {
        var result = new QueryDocument();
        result.Operations.AddRange(List(value, "Operations", ReadOperation));
        result.Fragments.AddRange(List(value, "Fragments", ReadFragment));
        return result;
    }

    /// <summary>Reads a document that defines types.</summary>
    /// <exception cref="RefusedOperandException">A member has the wrong type.</exception>
    internal static SchemaDocument ReadSchema(RegoObject value)
    {
        var result = new SchemaDocument();
        result.Schemas.AddRange(List(value, "Schema", ReadSchemaDefinition));
        result.SchemaExtensions.AddRange(List(value, "SchemaExtension", ReadSchemaDefinition));
        result.Directives.AddRange(List(value, "Directives", ReadDirectiveDefinition));
        result.Definitions.AddRange(List(value, "Definitions", ReadDefinition));
        result.Extensions.AddRange(List(value, "Extensions", ReadDefinition));
        return result;
    }

    private static OperationDefinition ReadOperation(RegoObject value) => new()
    {
        Operation = Text(value, "Operation"),
        Name = Text(value, "Name"),
        Variables = List(value, "VariableDefinitions", ReadVariable),
        Directives = List(value, "Directives", ReadDirective),
        Selections = List(value, "SelectionSet", ReadSelection),
    };

    private static FragmentDefinition ReadFragment(RegoObject value) => new()
    {
        Name = Text(value, "Name"),
        Variables = List(value, "VariableDefinition", ReadVariable),
        TypeCondition = Text(value, "TypeCondition"),
        Directives = List(value, "Directives", ReadDirective),
        Selections = List(value, "SelectionSet", ReadSelection),
    };

    private static VariableDefinition ReadVariable(RegoObject value) => new()
    {
        Name = Text(value, "Variable"),
        Type = ReadRequiredType(value),
        DefaultValue = ReadOptionalValue(value, "DefaultValue"),
        Directives = List(value, "Directives", ReadDirective),
    };

    private static Selection ReadSelection(RegoObject value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var directives = List(value, "Directives", ReadDirective);
        var selections = List(value, "SelectionSet", ReadSelection);
        if (value.ContainsKey("TypeCondition"))
        {
            return new InlineFragment { TypeCondition = Text(value, "TypeCondition"), Directives = directives, Selections = selections };
        }
        if (!value.ContainsKey("Alias") && selections.Count == 0)
        {
            return new FragmentSpread { Name = Text(value, "Name"), Directives = directives };
        }
        return new Field
        {
            Alias = Text(value, "Alias"),
            Name = Text(value, "Name"),
            Arguments = List(value, "Arguments", ReadArgument),
            Directives = directives,
            Selections = selections,
        };
    }

    private static Argument ReadArgument(RegoObject value) => new(Text(value, "Name"), ReadRequiredValue(value), null);

    private static Directive ReadDirective(RegoObject value) => new()
    {
        Name = Text(value, "Name"),
        Arguments = List(value, "Arguments", ReadArgument),
    };

    private static GraphQlValue? ReadOptionalValue(RegoObject owner, string name) =>
        owner.Get(name) is { IsDefined: true } value && value != RegoValue.Null ? ReadValue(Object(value, name)) : null;

    private static GraphQlValue ReadRequiredValue(RegoObject owner) =>
        ReadOptionalValue(owner, "Value") ?? throw new RefusedOperandException("GraphQL AST: an argument has no Value");

    private static GraphQlValue ReadValue(RegoObject value)
    {
        var kind = value.Get("Kind");
        if (kind.IsDefined && !(kind.TryGetInt64(out var number) && number is >= 0 and <= (long)GraphQlValueKind.Object))
        {
            throw Wrong("Kind");
        }
        return new GraphQlValue
        {
            Kind = kind.TryGetInt64(out var known) ? (GraphQlValueKind)known : GraphQlValueKind.Variable,
            Raw = Text(value, "Raw"),
            Children = List(value, "Children", c => new ChildValue(Text(c, "Name"), ReadRequiredValue(c), null)),
        };
    }

    private static TypeReference ReadRequiredType(RegoObject owner) => ReadType(Object(owner.Get("Type"), "Type"));

    private static TypeReference ReadType(RegoObject value)
    {
        var element = value.Get("Elem");
        var name = Text(value, "NamedType");
        if (name.Length == 0 && !element.IsDefined)
        {
            throw Wrong("Type");
        }
        return new TypeReference(
            name,
            element.IsDefined && element != RegoValue.Null ? ReadType(Object(element, "Elem")) : null,
            Flag(value, "NonNull"),
            null);
    }

    private static SchemaDefinition ReadSchemaDefinition(RegoObject value) => new()
    {
        Description = Text(value, "Description"),
        Directives = List(value, "Directives", ReadDirective),
        OperationTypes = List(value, "OperationTypes", o => new OperationTypeDefinition(Text(o, "Operation"), Text(o, "Type"), null)),
    };

    private static Definition ReadDefinition(RegoObject value) => new()
    {
        Kind = Text(value, "Kind"),
        Name = Text(value, "Name"),
        Description = Text(value, "Description"),
        Directives = List(value, "Directives", ReadDirective),
        Interfaces = Texts(value, "Interfaces"),
        Fields = List(value, "Fields", ReadField),
        Types = Texts(value, "Types").ConvertAll(name => (name, (Position?)null)),
        EnumValues = List(value, "EnumValues", v => new EnumValueDefinition
        {
            Name = Text(v, "Name"),
            Description = Text(v, "Description"),
            Directives = List(v, "Directives", ReadDirective),
        }),
        IsBuiltIn = Flag(value, "BuiltIn"),
    };

    private static FieldDefinition ReadField(RegoObject value) => new()
    {
        Name = Text(value, "Name"),
        Description = Text(value, "Description"),
        Arguments = List(value, "Arguments", ReadArgumentDefinition),
        DefaultValue = ReadOptionalValue(value, "DefaultValue"),
        Type = ReadRequiredType(value),
        Directives = List(value, "Directives", ReadDirective),
    };

    private static ArgumentDefinition ReadArgumentDefinition(RegoObject value) => new()
    {
        Name = Text(value, "Name"),
        Description = Text(value, "Description"),
        DefaultValue = ReadOptionalValue(value, "DefaultValue"),
        Type = ReadRequiredType(value),
        Directives = List(value, "Directives", ReadDirective),
    };

    private static DirectiveDefinition ReadDirectiveDefinition(RegoObject value) => new()
    {
        Name = Text(value, "Name"),
        Description = Text(value, "Description"),
        Arguments = List(value, "Arguments", ReadArgumentDefinition),
        Locations = Texts(value, "Locations"),
        IsRepeatable = Flag(value, "IsRepeatable"),
    };

    private static string Text(RegoObject owner, string name)
    {
        var value = owner.Get(name);
        if (!value.IsDefined || value == RegoValue.Null)
        {
            return "";
        }
        return value.TryGetString(out var text) ? text : throw Wrong(name);
    }

    private static bool Flag(RegoObject owner, string name)
    {
        var value = owner.Get(name);
        return value.IsTrue || (!value.IsDefined || value.IsFalse || value == RegoValue.Null ? false : throw Wrong(name));
    }

    private static RegoObject Object(in RegoValue value, string name) => value.TryGetObject(out var result) ? result : throw Wrong(name);

    private static List<T> List<T>(RegoObject owner, string name, Func<RegoObject, T> read)
    {
        var result = new List<T>();
        foreach (var item in Items(owner, name).AsSpan())
        {
            result.Add(read(Object(item, name)));
        }
        return result;
    }

    private static List<string> Texts(RegoObject owner, string name)
    {
        var result = new List<string>();
        foreach (var item in Items(owner, name).AsSpan())
        {
            result.Add(item.TryGetString(out var text) ? text : throw Wrong(name));
        }
        return result;
    }

    private static RegoArray Items(RegoObject owner, string name)
    {
        var value = owner.Get(name);
        if (!value.IsDefined || value == RegoValue.Null)
        {
            return RegoArray.Empty;
        }
        return value.TryGetArray(out var items) ? items : throw Wrong(name);
    }

    private static RefusedOperandException Wrong(string name) => new($"GraphQL AST: member {name} has the wrong type");
}
