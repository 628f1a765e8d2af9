using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Builtins.GraphQl.Rules;

/// <summary>Fragments are for types that have fields.</summary>
internal sealed class FragmentsOnCompositeTypes : QueryRule
{
    internal override void OnInlineFragment(InlineFragment fragment)
    {
        if (Walker.Schema.Type(fragment.TypeCondition) is { IsComposite: false })
        {
            Report($"Fragment cannot condition on non composite type \"{fragment.TypeCondition}\".", fragment.At);
        }
    }

    internal override void OnFragment(FragmentDefinition fragment)
    {
        if (fragment.Definition is { IsComposite: false })
        {
            Report($"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{fragment.TypeCondition}\".", fragment.At);
        }
    }
}

/// <summary>Fragments must not spread themselves.</summary>
internal sealed class NoFragmentCycles : QueryRule
{
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly List<FragmentSpread> _path = [];
    private readonly Dictionary<string, int> _starts = new(StringComparer.Ordinal);

    internal override void OnFragment(FragmentDefinition fragment)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_visited.Add(fragment.Name))
        {
            return;
        }
        _starts[fragment.Name] = _path.Count;
        foreach (var spread in Spreads(fragment.Selections))
        {
            var isCycle = _starts.TryGetValue(spread.Name, out var start);
            _path.Add(spread);
            if (isCycle)
            {
                var names = _path.Skip(start).SkipLast(1).Select(s => $"\"{s.Name}\"").ToList();
                var via = names.Count > 0 ? $" via {string.Join(", ", names)}" : "";
                Report($"Cannot spread fragment \"{spread.Name}\" within itself{via}.", spread.At);
            }
            else if (Walker.Document.Fragment(spread.Name) is { } next)
            {
                OnFragment(next);
            }
            _path.RemoveAt(_path.Count - 1);
        }
        _starts.Remove(fragment.Name);
    }

    private static List<FragmentSpread> Spreads(IReadOnlyList<Selection> selections)
    {
        var result = new List<FragmentSpread>();
        var rest = new Stack<IReadOnlyList<Selection>>([selections]);
        while (rest.TryPop(out var set))
        {
            foreach (var selection in set)
            {
                switch (selection)
                {
                    case FragmentSpread spread:
                        result.Add(spread);
                        break;
                    case Field field:
                        rest.Push(field.Selections);
                        break;
                    case InlineFragment inline:
                        rest.Push(inline.Selections);
                        break;
                }
            }
        }
        return result;
    }
}

/// <summary>Fragments must be used by an operation.</summary>
internal sealed class NoUnusedFragments : QueryRule
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private bool _isPastOperations;

    internal override void OnFragmentSpread(FragmentSpread spread)
    {
        if (!_isPastOperations)
        {
            _used.Add(spread.Name);
        }
    }

    internal override void OnFragment(FragmentDefinition fragment)
    {
        _isPastOperations = true;
        if (!_used.Contains(fragment.Name))
        {
            Report($"Fragment \"{fragment.Name}\" is never used.", fragment.At);
        }
    }
}

/// <summary>A fragment must be for a type that can occur where it is spread.</summary>
internal sealed class PossibleFragmentSpreads : QueryRule
{
    internal override void OnInlineFragment(InlineFragment fragment)
    {
        if (fragment.Parent is { } parent && !CanOccur(parent, fragment.TypeCondition))
        {
            Report(
                $"Fragment cannot be spread here as objects of type \"{parent.Name}\" can never be of type \"{fragment.TypeCondition}\".",
                fragment.At);
        }
    }

    internal override void OnFragmentSpread(FragmentSpread spread)
    {
        if (spread.Parent is { } parent && spread.Definition is { } fragment && !CanOccur(parent, fragment.TypeCondition))
        {
            Report(
                $"Fragment \"{spread.Name}\" cannot be spread here as objects of type \"{parent.Name}\" can never be of type \"{fragment.TypeCondition}\".",
                spread.At);
        }
    }

    private bool CanOccur(Definition parent, string name)
    {
        if (!parent.IsComposite || Walker.Schema.Type(name) is not { IsComposite: true })
        {
            // Other rules speak of these.
            return true;
        }
        var here = parent.Kind == DefinitionKind.Object ? [parent] : Walker.Schema.PossibleTypes(parent.Name);
        return Walker.Schema.PossibleTypes(name).Exists(type => here.Exists(h => h.Name == type.Name));
    }
}

/// <summary>A name stands for one fragment.</summary>
internal sealed class UniqueFragmentNames : QueryRule
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    internal override void OnFragment(FragmentDefinition fragment)
    {
        if (!_seen.Add(fragment.Name))
        {
            Report($"There can be only one fragment named \"{fragment.Name}\".", fragment.At);
        }
    }
}
