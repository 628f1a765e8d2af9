namespace Bylaw.Rego.Builtins.GraphQl.Rules;

/// <summary>A field must exist on the type that it is asked of.</summary>
internal sealed class FieldsOnCorrectType : QueryRule
{
    internal override void OnField(Field field)
    {
        if (field.Parent is not { } parent || field.Definition is not null)
        {
            return;
        }
        var types = SuggestedTypes(parent, field.Name);
        var names = parent.Kind is DefinitionKind.Object or DefinitionKind.Interface ? parent.Fields.Select(f => f.Name) : [];
        var advice = types.Count > 0
            ? $" Did you mean to use an inline fragment on {Suggestions.OrList(types.Select(t => $"\"{t}\""))}?"
            : Suggestions.DidYouMean("Did you mean", field.Name, names);
        Report($"Cannot query field \"{field.Name}\" on type \"{parent.Name}\".{advice}", field.At);
    }

    private List<string> SuggestedTypes(Definition parent, string name)
    {
        var objects = new List<string>();
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        if (!parent.IsAbstract)
        {
            return objects;
        }
        foreach (var type in Walker.Schema.PossibleTypes(parent.Name).Where(t => t.Field(name) is not null))
        {
            objects.Add(type.Name);
            foreach (var above in type.Interfaces.Where(i => Walker.Schema.Type(i)?.Field(name) is not null))
            {
                uses[above] = uses.GetValueOrDefault(above) + 1;
            }
        }
        // Interfaces that cover most come first.
        return [.. uses.Keys.Concat(objects).OrderByDescending(t => uses.GetValueOrDefault(t)).ThenBy(t => t, StringComparer.Ordinal)];
    }
}

/// <summary>A field of a leaf type has no selection, every other field has one.</summary>
internal sealed class ScalarLeafs : QueryRule
{
    internal override void OnField(Field field)
    {
        if (field.Definition is not { } definition || Walker.Schema.Type(definition.Type.Name) is not { } type)
        {
            return;
        }
        if (type.IsLeaf && field.Selections.Count > 0)
        {
            Report($"Field \"{field.Name}\" must not have a selection since type \"{type.Name}\" has no subfields.", field.At);
        }
        if (!type.IsLeaf && field.Selections.Count == 0)
        {
            Report(
                $"Field \"{field.Name}\" of type \"{definition.Type}\" must have a selection of subfields. Did you mean \"{field.Name} {{ ... }}\"?",
                field.At);
        }
    }
}

/// <summary>Introspection must not go through lists of types again and again: its cost grows with every turn.</summary>
internal sealed class MaxIntrospectionDepth : QueryRule
{
    private const int MaxLists = 3;

    internal override void OnField(Field field)
    {
        if (field.Name is "__schema" or "__type" && IsTooDeep(field, [], 0))
        {
            Report("Maximum introspection depth exceeded", field.At);
        }
    }

    private static bool IsTooDeep(Field field, HashSet<string> fragments, int depth)
    {
        if (field.Name is "fields" or "interfaces" or "possibleTypes" or "inputFields")
        {
            depth++;
        }
        return depth >= MaxLists || AreTooDeep(field.Selections, fragments, depth);
    }

    private static bool AreTooDeep(IReadOnlyList<Selection> selections, HashSet<string> fragments, int depth) =>
        selections.Any(selection => selection switch
        {
            Field field => IsTooDeep(field, fragments, depth),
            InlineFragment inline => AreTooDeep(inline.Selections, fragments, depth),
            FragmentSpread { Definition: { } fragment } when fragments.Add(fragment.Name) => Within(fragment, fragments, depth),
            _ => false,
        });

    private static bool Within(FragmentDefinition fragment, HashSet<string> fragments, int depth)
    {
        var result = AreTooDeep(fragment.Selections, fragments, depth);
        fragments.Remove(fragment.Name);
        return result;
    }
}
