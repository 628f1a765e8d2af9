using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Builtins.GraphQl.Rules;

/// <summary>Fields that answer under one name must be the same field, with the same arguments and a type of the same shape.</summary>
/// <remarks>Source: specification, section 5.3.2. Fragments are compared in pairs, each pair once, so that the work stays bounded.</remarks>
internal sealed class OverlappingFieldsCanBeMerged : QueryRule
{
    private const int MaxComparisons = 2_000_000;

    private readonly Dictionary<(string, string), bool> _pairs = [];
    private HashSet<string> _compared = new(StringComparer.Ordinal);
    private int _comparisons;

    internal override void OnOperation(OperationDefinition operation) => Check(operation.Selections);

    internal override void OnField(Field field)
    {
        // Fields of fragments are met again when their fragment is.
        if (Walker.Operation is not null)
        {
            Check(field.Selections);
        }
    }

    internal override void OnInlineFragment(InlineFragment fragment) => Check(fragment.Selections);

    internal override void OnFragment(FragmentDefinition fragment) => Check(fragment.Selections);

    private void Check(IReadOnlyList<Selection> selections)
    {
        if (selections.Count == 0)
        {
            return;
        }
        var set = new FieldSet(selections);
        var conflicts = new List<Conflict>();
        foreach (var fields in set.Groups)
        {
            for (var i = 0; i < fields.Count; i++)
            {
                for (var j = i + 1; j < fields.Count; j++)
                {
                    Add(conflicts, Compare(areExclusive: false, fields[i], fields[j]));
                }
            }
        }
        _compared = new(StringComparer.Ordinal);
        for (var i = 0; i < set.Spreads.Count; i++)
        {
            CompareWithFragment(conflicts, areExclusive: false, set, set.Spreads[i]);
            for (var j = i + 1; j < set.Spreads.Count; j++)
            {
                CompareFragments(conflicts, areExclusive: false, set.Spreads[i], set.Spreads[j]);
            }
        }
        foreach (var conflict in conflicts)
        {
            Report(
                $"Fields \"{conflict.ResponseName}\" conflict because {conflict.Reason}. "
                    + "Use different aliases on the fields to fetch both if this was intentional.",
                conflict.At);
        }
    }

    private static void Add(List<Conflict> conflicts, Conflict? conflict)
    {
        if (conflict is not null)
        {
            conflicts.Add(conflict);
        }
    }

    private void CompareWithFragment(List<Conflict> conflicts, bool areExclusive, FieldSet fields, FragmentSpread spread)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_compared.Add(spread.Name) || spread.Definition is not { } fragment)
        {
            return;
        }
        var inner = new FieldSet(fragment.Selections);
        if (inner.HasSameFields(fields))
        {
            return;
        }
        CompareSets(conflicts, areExclusive, fields, inner);
        foreach (var next in inner.Spreads.Where(s => s.Name != spread.Name))
        {
            CompareWithFragment(conflicts, areExclusive, fields, next);
        }
    }

    private void CompareFragments(List<Conflict> conflicts, bool areExclusive, FragmentSpread left, FragmentSpread right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (left.Name == right.Name || !IsNewPair(left.Name, right.Name, areExclusive)
            || left.Definition is not { } leftFragment || right.Definition is not { } rightFragment)
        {
            return;
        }
        var leftSet = new FieldSet(leftFragment.Selections);
        var rightSet = new FieldSet(rightFragment.Selections);
        CompareSets(conflicts, areExclusive, leftSet, rightSet);
        rightSet.Spreads.ForEach(next => CompareFragments(conflicts, areExclusive, left, next));
        leftSet.Spreads.ForEach(next => CompareFragments(conflicts, areExclusive, next, right));
    }

    // A pair compared without exclusion covers the comparison with it, not the other way round.
    private bool IsNewPair(string left, string right, bool areExclusive)
    {
        var key = string.CompareOrdinal(left, right) <= 0 ? (left, right) : (right, left);
        if (_pairs.TryGetValue(key, out var before) && (areExclusive || !before))
        {
            return false;
        }
        _pairs[key] = areExclusive;
        return true;
    }

    private void CompareSets(List<Conflict> conflicts, bool areExclusive, FieldSet left, FieldSet right)
    {
        foreach (var fields in left.Groups)
        {
            foreach (var field in fields)
            {
                foreach (var other in right.Group(field.ResponseName))
                {
                    Add(conflicts, Compare(areExclusive, field, other));
                }
            }
        }
    }

    private Conflict? Compare(bool areExclusive, Field left, Field right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_comparisons > MaxComparisons)
        {
            throw new RefusedOperandException("query is too complex to check for conflicting fields");
        }
        if ((_comparisons & 0xfff) == 0)
        {
            Walker.Spend();
        }
        if (left.Parent is not { } leftParent || right.Parent is not { } rightParent)
        {
            return null;
        }
        // Fields of different object types never answer together.
        areExclusive |= leftParent.Name != rightParent.Name
            && leftParent.Kind == DefinitionKind.Object && rightParent.Kind == DefinitionKind.Object
            && left.Definition is not null && right.Definition is not null;
        if (!areExclusive && left.Name != right.Name)
        {
            return new Conflict(left.ResponseName, $"\"{left.Name}\" and \"{right.Name}\" are different fields", right.At);
        }
        if (!areExclusive && !HaveSameArguments(left.Arguments, right.Arguments))
        {
            return new Conflict(left.ResponseName, "they have differing arguments", right.At);
        }
        if (left.Definition is { } a && right.Definition is { } b && Differ(a.Type, b.Type))
        {
            return new Conflict(left.ResponseName, $"they return conflicting types \"{a.Type}\" and \"{b.Type}\"", right.At);
        }
        var below = CompareSelections(areExclusive, left.Selections, right.Selections);
        return below.Count == 0
            ? null
            : new Conflict(
                left.ResponseName,
                string.Join(" and ", below.Select(c => $"subfields \"{c.ResponseName}\" conflict because {c.Reason}")),
                right.At);
    }

    private List<Conflict> CompareSelections(bool areExclusive, IReadOnlyList<Selection> left, IReadOnlyList<Selection> right)
    {
        var conflicts = new List<Conflict>();
        var (leftSet, rightSet) = (new FieldSet(left), new FieldSet(right));
        CompareSets(conflicts, areExclusive, leftSet, rightSet);
        foreach (var (set, spreads) in new[] { (leftSet, rightSet.Spreads), (rightSet, leftSet.Spreads) })
        {
            foreach (var spread in spreads)
            {
                _compared = new(StringComparer.Ordinal);
                CompareWithFragment(conflicts, areExclusive, set, spread);
            }
        }
        foreach (var spread in leftSet.Spreads)
        {
            rightSet.Spreads.ForEach(other => CompareFragments(conflicts, areExclusive, spread, other));
        }
        return conflicts;
    }

    private static bool HaveSameArguments(IReadOnlyList<Argument> left, IReadOnlyList<Argument> right) =>
        left.Count == right.Count
        && left.All(a => right.Any(b => a.Name == b.Name && a.Value.Kind == b.Value.Kind && a.Value.ToString() == b.Value.ToString()));

    private bool Differ(TypeReference left, TypeReference right)
    {
        if (left.Element is not null || right.Element is not null)
        {
            return left.Element is null || right.Element is null || Differ(left.Element, right.Element);
        }
        return left.IsNonNull != right.IsNonNull
            || (Walker.Schema.Type(left.NamedType) is { IsLeaf: true } a && Walker.Schema.Type(right.NamedType) is { IsLeaf: true } b && a.Name != b.Name);
    }

    private sealed record Conflict(string ResponseName, string Reason, Position? At);

    /// <summary>The fields of a selection by the names that they answer under, in order, and the fragments that it spreads.</summary>
    private sealed class FieldSet
    {
        private readonly Dictionary<string, List<Field>> _byName = new(StringComparer.Ordinal);

        internal FieldSet(IReadOnlyList<Selection> selections) => Collect(selections);

        internal List<List<Field>> Groups { get; } = [];

        internal List<FragmentSpread> Spreads { get; } = [];

        internal List<Field> Group(string name) => _byName.GetValueOrDefault(name) ?? [];

        internal bool HasSameFields(FieldSet other) =>
            Groups.Count == other.Groups.Count && Groups.Zip(other.Groups).All(pair => pair.First.SequenceEqual(pair.Second));

        private void Collect(IReadOnlyList<Selection> selections)
        {
            foreach (var selection in selections)
            {
                switch (selection)
                {
                    case Field field:
                        if (!_byName.TryGetValue(field.ResponseName, out var group))
                        {
                            _byName[field.ResponseName] = group = [];
                            Groups.Add(group);
                        }
                        group.Add(field);
                        break;
                    case InlineFragment inline:
                        Collect(inline.Selections);
                        break;
                    case FragmentSpread spread:
                        Spreads.Add(spread);
                        break;
                }
            }
        }
    }
}
