using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.JsonSchemas;

/// <summary>Names the versions of JSON Schema that are told apart; without <c>$schema</c> the features of all are on.</summary>
internal enum SchemaDraft
{
    Draft4 = 4,
    Draft6 = 6,
    Draft7 = 7,
    Hybrid = 99,
}

/// <summary>One schema, checked and taken apart. Immutable once the reader is done.</summary>
internal sealed class SchemaNode
{
    /// <summary>Gets or sets the answer of a schema that is <c>true</c> or <c>false</c>.</summary>
    internal bool? Always { get; set; }

    /// <summary>Gets or sets the schema that stands in place of this one (<c>$ref</c>).</summary>
    internal SchemaNode? Reference { get; set; }

    internal List<string> Types { get; } = [];

    internal RegoValue Const { get; set; }

    internal List<RegoValue>? Enum { get; set; }

    internal string Format { get; set; } = "";

    internal RegoValue MultipleOf { get; set; }

    internal RegoValue Minimum { get; set; }

    internal RegoValue ExclusiveMinimum { get; set; }

    internal RegoValue Maximum { get; set; }

    internal RegoValue ExclusiveMaximum { get; set; }

    internal long? MinLength { get; set; }

    internal long? MaxLength { get; set; }

    internal SchemaPattern? Pattern { get; set; }

    internal List<(string Name, SchemaNode Schema)> Properties { get; } = [];

    internal List<(SchemaPattern Pattern, SchemaNode Schema)> PatternProperties { get; } = [];

    internal SchemaNode? AdditionalProperties { get; set; }

    /// <summary>Gets or sets whether further properties are forbidden by the plain word <c>false</c>, which has its own message.</summary>
    internal bool ForbidsAdditionalProperties { get; set; }

    internal SchemaNode? PropertyNames { get; set; }

    internal List<string> Required { get; } = [];

    internal long? MinProperties { get; set; }

    internal long? MaxProperties { get; set; }

    internal List<(string Name, IReadOnlyList<string> Others)> PropertyDependencies { get; } = [];

    internal List<(string Name, SchemaNode Schema)> SchemaDependencies { get; } = [];

    /// <summary>Gets or sets the schema of all items.</summary>
    internal SchemaNode? Items { get; set; }

    /// <summary>Gets the schemas of the first items, one each.</summary>
    internal List<SchemaNode> PositionalItems { get; } = [];

    internal SchemaNode? AdditionalItems { get; set; }

    internal bool ForbidsAdditionalItems { get; set; }

    internal SchemaNode? Contains { get; set; }

    internal long? MinItems { get; set; }

    internal long? MaxItems { get; set; }

    internal bool UniqueItems { get; set; }

    internal List<SchemaNode> AllOf { get; } = [];

    internal List<SchemaNode> AnyOf { get; } = [];

    internal List<SchemaNode> OneOf { get; } = [];

    internal SchemaNode? Not { get; set; }

    internal SchemaNode? If { get; set; }

    internal SchemaNode? Then { get; set; }

    internal SchemaNode? Else { get; set; }
}
