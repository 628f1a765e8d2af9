namespace Bylaw.Rego.Builtins.GraphQl.Rules;

/// <summary>Variables that are used must be defined.</summary>
internal sealed class NoUndefinedVariables : QueryRule
{
    internal override void OnValue(GraphQlValue value)
    {
        if (Walker.Operation is not { } operation || value.Kind != GraphQlValueKind.Variable || value.VariableDefinition is not null)
        {
            return;
        }
        Report(
            operation.Name.Length > 0
                ? $"Variable \"{value}\" is not defined by operation \"{operation.Name}\"."
                : $"Variable \"{value}\" is not defined.",
            value.At);
    }
}

/// <summary>Variables that are defined must be used.</summary>
internal sealed class NoUnusedVariables : QueryRule
{
    internal override void OnOperation(OperationDefinition operation)
    {
        var where = operation.Name.Length > 0 ? $" in operation \"{operation.Name}\"" : "";
        foreach (var variable in operation.Variables.Where(v => !v.IsUsed))
        {
            Report($"Variable \"${variable.Name}\" is never used{where}.", variable.At);
        }
    }
}

/// <summary>A name stands for one variable.</summary>
internal sealed class UniqueVariableNames : QueryRule
{
    internal override void OnOperation(OperationDefinition operation)
    {
        foreach (var again in operation.Variables.GroupBy(v => v.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            Report($"There can be only one variable named \"${again.Key}\".", again.ElementAt(1).At);
        }
    }
}

/// <summary>Variables have types that can be given from outside.</summary>
internal sealed class VariablesAreInputTypes : QueryRule
{
    internal override void OnOperation(OperationDefinition operation)
    {
        foreach (var variable in operation.Variables.Where(v => v.Definition is { IsInput: false }))
        {
            Report($"Variable \"${variable.Name}\" cannot be non-input type \"{variable.Type}\".", variable.At);
        }
    }
}

/// <summary>A variable's type must fit where it is used.</summary>
internal sealed class VariablesInAllowedPosition : QueryRule
{
    internal override void OnValue(GraphQlValue value)
    {
        if (value is { Kind: GraphQlValueKind.Variable, ExpectedType: { } expected, VariableDefinition: { } variable } && Walker.Operation is not null)
        {
            // A default, on either side, takes the place of a null.
            var hasDefault = value.ExpectedTypeHasDefault || variable.DefaultValue is not null and not { Kind: GraphQlValueKind.Null };
            var wanted = hasDefault ? expected with { IsNonNull = false } : expected;
            if (!variable.Type.IsCompatible(wanted))
            {
                Report($"Variable \"{value}\" of type \"{variable.Type}\" used in position expecting type \"{expected}\".", value.At);
            }
        }
        if (value is { Kind: GraphQlValueKind.Object, Definition: { } definition } && definition.Directives.Exists(d => d.Name == "oneOf"))
        {
            OneOf(value, definition);
        }
    }

    private void OneOf(GraphQlValue value, Definition definition)
    {
        foreach (var child in value.Children.Select(c => c.Value))
        {
            if (child is { Kind: GraphQlValueKind.Variable, VariableDefinition: { Type.IsNonNull: false } variable })
            {
                Report(
                    $"Variable \"{child}\" is of type \"{variable.Type}\" but must be non-nullable to be used for OneOf Input Object \"{definition.Name}\".",
                    variable.At);
            }
        }
    }
}
