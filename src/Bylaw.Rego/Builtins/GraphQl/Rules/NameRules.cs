namespace Bylaw.Rego.Builtins.GraphQl.Rules;

/// <summary>Arguments must be ones that the field or directive takes.</summary>
internal sealed class KnownArgumentNames : QueryRule
{
    internal override void OnField(Field field)
    {
        if (field.Definition is { } definition && field.Parent is { } parent)
        {
            Check(field.Arguments, definition.Arguments, $"field \"{parent.Name}.{field.Name}\"", field.At);
        }
    }

    internal override void OnDirective(Directive directive)
    {
        if (directive.Definition is { } definition)
        {
            Check(directive.Arguments, definition.Arguments, $"directive \"@{directive.Name}\"", directive.At);
        }
    }

    private void Check(IReadOnlyList<Argument> given, IReadOnlyList<ArgumentDefinition> taken, string where, Position? at)
    {
        foreach (var argument in given.Where(g => !taken.Any(t => t.Name == g.Name)))
        {
            var advice = Suggestions.DidYouMean("Did you mean", argument.Name, taken.Select(t => t.Name));
            Report($"Unknown argument \"{argument.Name}\" on {where}.{advice}", at);
        }
    }
}

/// <summary>Directives must exist and be meant for where they stand.</summary>
internal sealed class KnownDirectives : QueryRule
{
    private readonly HashSet<(string, Position?)> _seen = [];

    internal override void OnDirective(Directive directive)
    {
        if (directive.Definition is not { } definition)
        {
            Report($"Unknown directive \"@{directive.Name}\".", directive.At);
        }
        else if (!definition.Locations.Contains(directive.Location) && _seen.Add((directive.Name, directive.At)))
        {
            Report($"Directive \"@{directive.Name}\" may not be used on {directive.Location}.", directive.At);
        }
    }
}

/// <summary>Fragments that are spread must exist.</summary>
internal sealed class KnownFragmentNames : QueryRule
{
    internal override void OnFragmentSpread(FragmentSpread spread)
    {
        if (spread.Definition is null)
        {
            Report($"Unknown fragment \"{spread.Name}\".", spread.At);
        }
    }
}

/// <summary>The schema must offer the kind of operation.</summary>
internal sealed class KnownRootType : QueryRule
{
    internal override void OnOperation(OperationDefinition operation)
    {
        if (Walker.Schema.Root(operation.Operation) is null)
        {
            Report($"Schema does not support operation type \"{operation.Operation}\"", operation.At);
        }
    }
}

/// <summary>Types that variables and fragments name must exist.</summary>
internal sealed class KnownTypeNames : QueryRule
{
    internal override void OnVariable(VariableDefinition variable) => Check(variable.Type.Name, variable.At, "");

    internal override void OnInlineFragment(InlineFragment fragment)
    {
        if (fragment.TypeCondition.Length > 0)
        {
            Check(fragment.TypeCondition, fragment.At, "");
        }
    }

    internal override void OnFragment(FragmentDefinition fragment) => Check(
        fragment.TypeCondition,
        fragment.At,
        Suggestions.DidYouMean("Did you mean", fragment.TypeCondition, Walker.Schema.Types.Keys.Order(StringComparer.Ordinal)));

    private void Check(string name, Position? at, string advice)
    {
        if (Walker.Schema.Type(name) is null)
        {
            Report($"Unknown type \"{name}\".{advice}", at);
        }
    }
}

/// <summary>Arguments that must be given are given.</summary>
internal sealed class ProvidedRequiredArguments : QueryRule
{
    internal override void OnField(Field field)
    {
        if (field.Definition is { } definition)
        {
            Check(field.Arguments, definition.Arguments, $"Field \"{field.Name}\"", field.At);
        }
    }

    internal override void OnDirective(Directive directive)
    {
        if (directive.Definition is { } definition)
        {
            Check(directive.Arguments, definition.Arguments, $"Directive \"@{definition.Name}\"", directive.At);
        }
    }

    private void Check(IReadOnlyList<Argument> given, IReadOnlyList<ArgumentDefinition> taken, string where, Position? at)
    {
        foreach (var wanted in taken.Where(t => t.Type.IsNonNull && t.DefaultValue is null && !given.Any(g => g.Name == t.Name)))
        {
            Report($"{where} argument \"{wanted.Name}\" of type \"{wanted.Type}\" is required, but it was not provided.", at);
        }
    }
}
