namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>A document that defines types.</summary>
internal sealed class SchemaDocument
{
    internal List<SchemaDefinition> Schemas { get; } = [];

    internal List<SchemaDefinition> SchemaExtensions { get; } = [];

    internal List<DirectiveDefinition> Directives { get; } = [];

    internal List<Definition> Definitions { get; } = [];

    internal List<Definition> Extensions { get; } = [];
}

/// <summary>Says which types the operations start from.</summary>
internal sealed class SchemaDefinition
{
    internal string Description { get; init; } = "";

    internal List<Directive> Directives { get; init; } = [];

    internal List<OperationTypeDefinition> OperationTypes { get; init; } = [];

    internal Position? At { get; init; }
}

/// <summary>The type that one kind of operation starts from.</summary>
internal sealed record OperationTypeDefinition(string Operation, string Type, Position? At);

/// <summary>Names the kinds of type.</summary>
internal static class DefinitionKind
{
    internal const string Scalar = "SCALAR";
    internal const string Object = "OBJECT";
    internal const string Interface = "INTERFACE";
    internal const string Union = "UNION";
    internal const string Enum = "ENUM";
    internal const string InputObject = "INPUT_OBJECT";
}

/// <summary>A type, or an extension of one.</summary>
internal sealed class Definition
{
    internal required string Kind { get; init; }

    internal required string Name { get; init; }

    internal string Description { get; init; } = "";

    internal List<Directive> Directives { get; init; } = [];

    internal List<string> Interfaces { get; init; } = [];

    internal List<FieldDefinition> Fields { get; init; } = [];

    /// <summary>Gets the members of a union, with their places.</summary>
    internal List<(string Name, Position? At)> Types { get; init; } = [];

    internal List<EnumValueDefinition> EnumValues { get; init; } = [];

    internal Position? At { get; init; }

    internal bool IsBuiltIn { get; init; }

    internal bool IsLeaf => Kind is DefinitionKind.Enum or DefinitionKind.Scalar;

    internal bool IsAbstract => Kind is DefinitionKind.Interface or DefinitionKind.Union;

    internal bool IsComposite => Kind is DefinitionKind.Object or DefinitionKind.Interface or DefinitionKind.Union;

    internal bool IsInput => Kind is DefinitionKind.Scalar or DefinitionKind.Enum or DefinitionKind.InputObject;

    internal FieldDefinition? Field(string name) => Fields.Find(f => f.Name == name);

    /// <summary>Makes a copy whose lists can grow without touching this one.</summary>
    internal Definition Copy() => new()
    {
        Kind = Kind,
        Name = Name,
        Description = Description,
        Directives = [.. Directives],
        Interfaces = [.. Interfaces],
        Fields = [.. Fields],
        Types = [.. Types],
        EnumValues = [.. EnumValues],
        At = At,
        IsBuiltIn = IsBuiltIn,
    };
}

/// <summary>A field of an object, interface or input object.</summary>
internal sealed class FieldDefinition
{
    internal required string Name { get; init; }

    internal required TypeReference Type { get; init; }

    internal string Description { get; init; } = "";

    internal IReadOnlyList<ArgumentDefinition> Arguments { get; init; } = [];

    internal GraphQlValue? DefaultValue { get; init; }

    internal IReadOnlyList<Directive> Directives { get; init; } = [];

    internal Position? At { get; init; }

    internal ArgumentDefinition? Argument(string name) => Arguments.FirstOrDefault(a => a.Name == name);
}

/// <summary>An argument that a field or directive takes.</summary>
internal sealed class ArgumentDefinition
{
    internal required string Name { get; init; }

    internal required TypeReference Type { get; init; }

    internal string Description { get; init; } = "";

    internal GraphQlValue? DefaultValue { get; init; }

    internal IReadOnlyList<Directive> Directives { get; init; } = [];

    internal Position? At { get; init; }
}

/// <summary>A value of an enum.</summary>
internal sealed class EnumValueDefinition
{
    internal required string Name { get; init; }

    internal string Description { get; init; } = "";

    internal IReadOnlyList<Directive> Directives { get; init; } = [];

    internal Position? At { get; init; }
}

/// <summary>A directive and where it may stand.</summary>
internal sealed class DirectiveDefinition
{
    internal required string Name { get; init; }

    internal string Description { get; init; } = "";

    internal IReadOnlyList<ArgumentDefinition> Arguments { get; init; } = [];

    internal IReadOnlyList<string> Locations { get; init; } = [];

    internal bool IsRepeatable { get; init; }

    internal Position? At { get; init; }

    internal ArgumentDefinition? Argument(string name) => Arguments.FirstOrDefault(a => a.Name == name);
}
