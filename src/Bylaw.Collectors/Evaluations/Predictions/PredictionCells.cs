using System.Collections.Immutable;
using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Holds the counts of a predictions file: all that is kept of it.</summary>
public sealed record PredictionCells
{
    /// <summary>Gets the protected attributes.</summary>
    public required ImmutableArray<string> Attributes { get; init; }

    /// <summary>Gets the classes: negative first for two of them.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>Gets the finest cells: a group, label and prediction each.</summary>
    public required ImmutableArray<PredictionCell> Cells { get; init; }

    /// <summary>Gets a value indicating whether true labels are known.</summary>
    public required bool HasLabels { get; init; }

    /// <summary>Gets the number of calibration bins; 0 without scores between 0 and 1.</summary>
    public required int Bins { get; init; }

    /// <summary>Gets the rows that were left out because their label is not known.</summary>
    public long UnlabelledRows { get; init; }

    /// <summary>Gets what of the rows was left out, one line each; empty when every row was counted.</summary>
    public ImmutableArray<string> LeftOut => UnlabelledRows == 0 ? [] : [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{UnlabelledRows} rows have no label")];

    /// <summary>Gets what could not be computed and why, one line each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Gets the rows that were counted.</summary>
    public long Rows => Cells.Sum(c => c.Rows);

    /// <summary>Gets a value indicating whether there are exactly two classes.</summary>
    public bool IsBinary => Classes.Length == 2;

    /// <summary>Gets four counts by group over all attributes; without attributes one group named <c>(all)</c>.</summary>
    /// <param name="positiveClass">The index of the class that counts as positive. Default the last of two.</param>
    /// <returns>The table.</returns>
    public GroupTable Table(int positiveClass = 1) => new(
        Attributes.IsEmpty ? ["(all)"] : Attributes,
        Cells.GroupBy(c => c.Group, GroupComparer.Instance).Select(g => KeyValuePair.Create(
            Attributes.IsEmpty ? ["(all)"] : g.Key,
            g.Aggregate(default(ConfusionCell), (sum, c) => sum + c.ToConfusion(positiveClass)))));

    /// <summary>Gets the calibration bins of the rows that a filter keeps.</summary>
    /// <param name="keep">Tells which groups to keep.</param>
    /// <returns>The bins, or null without scores.</returns>
    public ScoreBins? ScoreBins(Func<ImmutableArray<string?>, bool> keep)
    {
        if (Bins == 0)
        {
            return null;
        }
        var bins = new ScoreBin[Bins];
        foreach (var cell in Cells.Where(c => keep(c.Group)))
        {
            foreach (var (index, bin) in cell.Scores)
            {
                bins[index] += bin;
            }
        }
        return new(bins);
    }
}

/// <summary>Holds the counts of one group, label and prediction.</summary>
/// <param name="Group">One value an attribute; null where it is not known.</param>
/// <param name="Label">The index of the true class; −1 when labels are not known.</param>
/// <param name="Prediction">The index of the predicted class.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Scores">The calibration bins that hold rows.</param>
public sealed record PredictionCell(ImmutableArray<string?> Group, int Label, int Prediction, long Rows, ImmutableSortedDictionary<int, ScoreBin> Scores)
{
    internal ConfusionCell ToConfusion(int positive) => (Label == positive, Prediction == positive) switch
    {
        (true, true) => new(Rows, 0, 0, 0),
        (false, true) => new(0, Rows, 0, 0),
        (false, false) => new(0, 0, Rows, 0),
        _ => new(0, 0, 0, Rows),
    };
}

/// <summary>Compares groups by their values.</summary>
internal sealed class GroupComparer : IEqualityComparer<ImmutableArray<string?>>
{
    public static GroupComparer Instance { get; } = new();

    public bool Equals(ImmutableArray<string?> a, ImmutableArray<string?> b) => a.SequenceEqual(b, StringComparer.Ordinal);

    public int GetHashCode(ImmutableArray<string?> group)
    {
        var hash = default(HashCode);
        foreach (var value in group)
        {
            hash.Add(value, StringComparer.Ordinal);
        }
        return hash.ToHashCode();
    }
}
