using System.Runtime.CompilerServices;
using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.GraphQl.Rules;

/// <summary>An operation without a name must be alone.</summary>
internal sealed class LoneAnonymousOperation : QueryRule
{
    internal override void OnOperation(OperationDefinition operation)
    {
        if (operation.Name.Length == 0 && Walker.Document.Operations.Count > 1)
        {
            Report("This anonymous operation must be the only defined operation.", operation.At);
        }
    }
}

/// <summary>A subscription selects one field.</summary>
internal sealed class SingleFieldSubscriptions : QueryRule
{
    internal override void OnOperation(OperationDefinition operation)
    {
        if (Walker.Schema.Subscription is null || operation.Operation != "subscription")
        {
            return;
        }
        var fields = new List<Field>();
        Collect(operation.Selections, fields, []);
        var name = operation.Name.Length > 0 ? $"Subscription {GoQuote.Quote(operation.Name)}" : "Anonymous Subscription";
        if (fields.Count > 1)
        {
            Report($"{name} must select only one top level field.", fields[1].At);
        }
        foreach (var field in fields.Where(f => f.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            Report($"{name} must not select an introspection top level field.", field.At);
        }
    }

    private static void Collect(IReadOnlyList<Selection> selections, List<Field> fields, HashSet<string> fragments)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var selection in selections)
        {
            switch (selection)
            {
                case Field field when !fields.Exists(f => f.Name == field.Name):
                    fields.Add(field);
                    break;
                case InlineFragment inline:
                    Collect(inline.Selections, fields, fragments);
                    break;
                case FragmentSpread { Definition: { } fragment } when fragments.Add(fragment.Name):
                    Collect(fragment.Selections, fields, fragments);
                    break;
            }
        }
    }
}

/// <summary>A name stands for one operation.</summary>
internal sealed class UniqueOperationNames : QueryRule
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    internal override void OnOperation(OperationDefinition operation)
    {
        if (!_seen.Add(operation.Name))
        {
            Report($"There can be only one operation named \"{operation.Name}\".", operation.At);
        }
    }
}

/// <summary>An argument is given once.</summary>
internal sealed class UniqueArgumentNames : QueryRule
{
    internal override void OnField(Field field) => Check(field.Arguments);

    internal override void OnDirective(Directive directive) => Check(directive.Arguments);

    private void Check(IReadOnlyList<Argument> arguments)
    {
        foreach (var again in arguments.GroupBy(a => a.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            Report($"There can be only one argument named \"{again.Key}\".", again.ElementAt(1).At);
        }
    }
}

/// <summary>A directive stands once in a place, unless it is repeatable.</summary>
internal sealed class UniqueDirectivesPerLocation : QueryRule
{
    internal override void OnDirectives(IReadOnlyList<Directive> directives)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            if (!seen.Add(directive.Name) && directive.Definition is not { IsRepeatable: true })
            {
                Report($"The directive \"@{directive.Name}\" can only be used once at this location.", directive.At);
            }
        }
    }
}

/// <summary>A field of an input object is given once.</summary>
internal sealed class UniqueInputFieldNames : QueryRule
{
    internal override void OnValue(GraphQlValue value)
    {
        if (value.Kind != GraphQlValueKind.Object)
        {
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in value.Children.Where(c => !seen.Add(c.Name)))
        {
            Report($"There can be only one input field named \"{field.Name}\".", field.At);
        }
    }
}
