namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>A document of operations and fragments.</summary>
internal sealed class QueryDocument
{
    internal List<OperationDefinition> Operations { get; } = [];

    internal List<FragmentDefinition> Fragments { get; } = [];

    internal FragmentDefinition? Fragment(string name) => Fragments.Find(f => f.Name == name);
}

/// <summary>A query, mutation or subscription.</summary>
internal sealed class OperationDefinition
{
    internal required string Operation { get; init; }

    internal string Name { get; init; } = "";

    internal IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    internal IReadOnlyList<Directive> Directives { get; init; } = [];

    internal IReadOnlyList<Selection> Selections { get; init; } = [];

    internal Position? At { get; init; }
}

/// <summary>A variable of an operation.</summary>
internal sealed class VariableDefinition
{
    internal required string Name { get; init; }

    internal required TypeReference Type { get; init; }

    internal GraphQlValue? DefaultValue { get; init; }

    internal IReadOnlyList<Directive> Directives { get; init; } = [];

    internal Position? At { get; init; }

    internal Definition? Definition { get; set; }

    internal bool IsUsed { get; set; }
}

/// <summary>A named set of selections on a type.</summary>
internal sealed class FragmentDefinition
{
    internal required string Name { get; init; }

    internal IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    internal required string TypeCondition { get; init; }

    internal IReadOnlyList<Directive> Directives { get; init; } = [];

    internal IReadOnlyList<Selection> Selections { get; init; } = [];

    internal Position? At { get; init; }

    internal Definition? Definition { get; set; }
}

/// <summary>A field, a spread of a fragment, or a fragment in place.</summary>
internal abstract class Selection
{
    internal IReadOnlyList<Directive> Directives { get; init; } = [];

    internal Position? At { get; init; }

    /// <summary>Gets or sets the type that the selection is made on.</summary>
    internal Definition? Parent { get; set; }
}

/// <summary>A field that is asked for.</summary>
internal sealed class Field : Selection
{
    internal required string Name { get; init; }

    /// <summary>Gets the name in the answer; the field's own when no other was given.</summary>
    internal required string Alias { get; init; }

    internal IReadOnlyList<Argument> Arguments { get; init; } = [];

    internal IReadOnlyList<Selection> Selections { get; init; } = [];

    internal FieldDefinition? Definition { get; set; }

    internal string ResponseName => Alias.Length > 0 ? Alias : Name;
}

/// <summary>A use of a fragment by name.</summary>
internal sealed class FragmentSpread : Selection
{
    internal required string Name { get; init; }

    internal FragmentDefinition? Definition { get; set; }
}

/// <summary>A fragment in place.</summary>
internal sealed class InlineFragment : Selection
{
    /// <summary>Gets the type that it is for; empty for the type around it.</summary>
    internal string TypeCondition { get; init; } = "";

    internal IReadOnlyList<Selection> Selections { get; init; } = [];
}
