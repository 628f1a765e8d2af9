namespace Bylaw.Metrics.Fairness;

/// <summary>Says below which size a group cannot be judged. Such a group is insufficient and takes no part in gaps, ratios or the choice of a reference.</summary>
public sealed record SmallGroupRule
{
    /// <summary>Gets the rule that is used unless another is given: 30 rows, 10 rows under each rate.</summary>
    public static SmallGroupRule Default { get; } = new();

    /// <summary>Gets the rule that leaves no group out, for comparing with tools that have none.</summary>
    public static SmallGroupRule None { get; } = new() { MinRows = 0, MinTrials = 0, MinShare = 0 };

    /// <summary>Gets the fewest rows of a group. Default 30.</summary>
    public long MinRows { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 30;

    /// <summary>Gets the fewest rows under a rate: positives for a true positive rate, say. Default 10.</summary>
    public long MinTrials { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 10;

    /// <summary>Gets the smallest share of all rows. Default 0: size alone decides.</summary>
    public double MinShare { get; init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value)); }

    /// <summary>Tells why a group is too small for a rate.</summary>
    /// <param name="cell">The group.</param>
    /// <param name="rate">The rate.</param>
    /// <param name="totalRows">The rows of all groups.</param>
    /// <returns>A reason in words, or null when it is large enough.</returns>
    public string? Reason(ConfusionCell cell, Rate rate, long totalRows)
    {
        if (cell.Rows < MinRows)
        {
            return $"{cell.Rows} rows, fewer than {MinRows}";
        }
        if (totalRows > 0 && (double)cell.Rows / totalRows < MinShare)
        {
            return $"{(double)cell.Rows / totalRows:0.####} of the rows, less than {MinShare:0.####}";
        }
        var trials = cell.Counts(rate).Trials;
        return trials == 0 ? $"no rows under {rate.Name()}"
            : trials < MinTrials ? $"{trials} rows under {rate.Name()}, fewer than {MinTrials}"
            : null;
    }
}
