using System.Collections.Immutable;

namespace Bylaw.Metrics.Fairness;

/// <summary>Holds the cells of every group, for one attribute or the cross of several.</summary>
/// <remarks>A group is a list of values, one an attribute; a null value is "not known" and is a group of its own, never dropped silently.</remarks>
public sealed class GroupTable
{
    /// <summary>Makes a table; equal groups are merged, and groups are put in ordinal order of their values.</summary>
    /// <param name="attributes">The names of the attributes; at least one.</param>
    /// <param name="groups">Values and cells.</param>
    /// <exception cref="ArgumentException">There is no attribute, one is named twice, or a group has another number of values.</exception>
    public GroupTable(IEnumerable<string> attributes, IEnumerable<KeyValuePair<ImmutableArray<string?>, ConfusionCell>> groups)
    {
        Attributes = [.. attributes];
        if (Attributes.IsEmpty || Attributes.Distinct(StringComparer.Ordinal).Count() != Attributes.Length)
        {
            throw new ArgumentException("at least one attribute is needed, and none twice", nameof(attributes));
        }
        var merged = new Dictionary<string, Group>(StringComparer.Ordinal);
        foreach (var (values, cell) in groups)
        {
            if (values.Length != Attributes.Length)
            {
                throw new ArgumentException("a group needs one value for each attribute", nameof(groups));
            }
            var key = string.Join('\u001f', values.Select(v => v is null ? "\0" : "=" + v));
            merged[key] = merged.TryGetValue(key, out var known) ? known with { Cell = known.Cell + cell } : new(values, cell);
        }
        Groups = [.. merged.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Value)];
    }

    /// <summary>Gets the names of the attributes.</summary>
    public ImmutableArray<string> Attributes { get; }

    /// <summary>Gets the groups in ordinal order of their values.</summary>
    public ImmutableArray<Group> Groups { get; }

    /// <summary>Gets the cell of all rows together.</summary>
    public ConfusionCell Overall => Groups.Aggregate(default(ConfusionCell), (sum, g) => sum + g.Cell);

    /// <summary>Computes a group's share of all rows predicted positive (predicted positive share).</summary>
    /// <param name="group">A group of the table.</param>
    /// <returns>0 to 1; null when nothing is predicted positive.</returns>
    public double? SelectedShare(Group group) => Overall.Selected is > 0 and var all ? (double)group.Cell.Selected / all : null;

    /// <summary>Gets the groups of which every value is known.</summary>
    public IEnumerable<Group> Known => Groups.Where(g => g.IsKnown);

    /// <summary>Sums over all attributes but some.</summary>
    /// <param name="attributes">The attributes to keep, in the wanted order.</param>
    /// <returns>A smaller table with the same rows in all.</returns>
    /// <exception cref="ArgumentException">An attribute is not in the table.</exception>
    public GroupTable Over(params ReadOnlySpan<string> attributes)
    {
        var kept = attributes.ToArray();
        var places = Array.ConvertAll(kept, a => Attributes.IndexOf(a, StringComparer.Ordinal));
        if (places.Contains(-1))
        {
            throw new ArgumentException("an attribute is not in the table", nameof(attributes));
        }
        return new(kept, Groups.Select(g => KeyValuePair.Create(places.Select(p => g.Values[p]).ToImmutableArray(), g.Cell)));
    }

    /// <summary>Adds up tables of shards or windows of the same attributes.</summary>
    /// <param name="other">A table of the same attributes in the same order.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The attributes differ.</exception>
    public GroupTable Merge(GroupTable other) => Attributes.SequenceEqual(other.Attributes)
        ? new(Attributes, Groups.Concat(other.Groups).Select(g => KeyValuePair.Create(g.Values, g.Cell)))
        : throw new ArgumentException("the tables are about other attributes", nameof(other));
}

/// <summary>Holds one group: its values and its cell.</summary>
/// <param name="Values">One value an attribute; null where it is not known.</param>
/// <param name="Cell">The counts.</param>
public sealed record Group(ImmutableArray<string?> Values, ConfusionCell Cell)
{
    /// <summary>Gets the name: the values joined by <c>|</c>, with <c>(unknown)</c> for those not known.</summary>
    public string Name => string.Join('|', Values.Select(v => v ?? "(unknown)"));

    /// <summary>Gets a value indicating whether every value is known.</summary>
    public bool IsKnown => !Values.Contains(null);
}
