namespace Bylaw.Metrics.Fairness;

/// <summary>Says which group the others are compared with.</summary>
/// <param name="Kind">How it is chosen.</param>
/// <param name="Name">The group's name, for a named one.</param>
public sealed record ReferenceChoice(ReferenceKind Kind, string? Name = null)
{
    /// <summary>Gets the choice of the group with most rows.</summary>
    public static ReferenceChoice Largest { get; } = new(ReferenceKind.Largest);

    /// <summary>Gets the choice of the group with the highest rate.</summary>
    public static ReferenceChoice Best { get; } = new(ReferenceKind.Best);

    /// <summary>Gets the choice of all rows together.</summary>
    public static ReferenceChoice Overall { get; } = new(ReferenceKind.Overall);

    /// <summary>Chooses a group by name.</summary>
    /// <param name="name">Its values joined by <c>|</c>.</param>
    /// <returns>The choice.</returns>
    public static ReferenceChoice Named(string name) => new(ReferenceKind.Named, name);

    /// <summary>Finds the reference in a table; a group too small to be judged is never chosen for its size or its rate.</summary>
    /// <param name="table">The groups.</param>
    /// <param name="rate">The rate that is compared, which decides who is best.</param>
    /// <param name="rule">The size limits.</param>
    /// <returns>A group (for all rows together, one named <c>(all)</c>), or null when no group can serve.</returns>
    public Group? Find(GroupTable table, Rate rate, SmallGroupRule rule)
    {
        var total = table.Overall.Rows;
        var able = table.Known.Where(g => rule.Reason(g.Cell, rate, total) is null).ToList();
        return Kind switch
        {
            ReferenceKind.Overall => new(["(all)"], table.Overall),
            ReferenceKind.Named => able.FirstOrDefault(g => g.Name == Name),
            ReferenceKind.Best => able.MaxBy(g => g.Cell.Value(rate)),
            _ => able.MaxBy(g => g.Cell.Rows),
        };
    }
}

/// <summary>Names the ways to choose a reference.</summary>
public enum ReferenceKind
{
    /// <summary>The group with most rows.</summary>
    Largest,

    /// <summary>The group with the highest rate.</summary>
    Best,

    /// <summary>A group by name.</summary>
    Named,

    /// <summary>All rows together.</summary>
    Overall,
}
