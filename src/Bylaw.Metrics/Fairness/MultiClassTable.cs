using System.Collections.Immutable;

namespace Bylaw.Metrics.Fairness;

/// <summary>Holds the counts of one group by label and prediction, for any number of classes.</summary>
public sealed class MultiClassTable
{
    private readonly long[,] _counts;

    /// <summary>Makes a table.</summary>
    /// <param name="classes">The classes; at least two, none twice.</param>
    /// <param name="counts">Rows by label, then by prediction, in the order of the classes.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public MultiClassTable(IEnumerable<string> classes, long[,] counts)
    {
        Classes = [.. classes];
        if (Classes.Length < 2 || Classes.Distinct(StringComparer.Ordinal).Count() != Classes.Length
            || counts.GetLength(0) != Classes.Length || counts.GetLength(1) != Classes.Length)
        {
            throw new ArgumentException("counts need one row and one column for each of at least two classes", nameof(counts));
        }
        _counts = (long[,])counts.Clone();
    }

    /// <summary>Gets the classes.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>Gets the rows.</summary>
    public long Rows => _counts.Cast<long>().Sum();

    /// <summary>Gets the rows with a label and a prediction.</summary>
    /// <param name="label">The index of the label.</param>
    /// <param name="prediction">The index of the prediction.</param>
    /// <returns>A count.</returns>
    public long this[int label, int prediction] => _counts[label, prediction];

    /// <summary>Computes the share of rows predicted right.</summary>
    /// <returns>0 to 1, or null without rows.</returns>
    public double? Accuracy() => Rows is > 0 and var rows ? (double)Enumerable.Range(0, Classes.Length).Sum(c => _counts[c, c]) / rows : null;

    /// <summary>Reads the table as one class against the rest.</summary>
    /// <param name="classIndex">The class that counts as positive.</param>
    /// <returns>Four counts.</returns>
    public ConfusionCell OneVersusRest(int classIndex)
    {
        var tp = _counts[classIndex, classIndex];
        long predicted = 0, labelled = 0;
        for (var other = 0; other < Classes.Length; other++)
        {
            predicted += _counts[other, classIndex];
            labelled += _counts[classIndex, other];
        }
        return new(tp, predicted - tp, Rows - predicted - labelled + tp, labelled - tp);
    }

    /// <summary>Computes the mean over classes of a one-versus-rest rate.</summary>
    /// <param name="rate">The rate.</param>
    /// <returns>0 to 1; null when a class has no denominator.</returns>
    public double? Macro(Rate rate)
    {
        var values = Enumerable.Range(0, Classes.Length).Select(c => OneVersusRest(c).Value(rate)).ToArray();
        return values.Any(v => v is null) ? null : values.Average();
    }

    /// <summary>Computes a metric over groups as the worst of its one-versus-rest values.</summary>
    /// <param name="groups">One table a group, of the same classes.</param>
    /// <param name="metric">A metric over binary cells.</param>
    /// <returns>The class for which it is worst and the value, or null when no class gives one.</returns>
    public static (string Class, double Value)? Worst(IReadOnlyList<MultiClassTable> groups, GroupMetric metric)
    {
        (string Class, double Value)? worst = null;
        for (var index = 0; groups.Count > 0 && index < groups[0].Classes.Length; index++)
        {
            var cells = groups.Select(g => g.OneVersusRest(index)).ToArray();
            if (metric.Compute(cells) is { } value
                && (worst is null || (metric.Definition.HigherIsBetter == true ? value < worst.Value.Value : value > worst.Value.Value)))
            {
                worst = (groups[0].Classes[index], value);
            }
        }
        return worst;
    }
}
