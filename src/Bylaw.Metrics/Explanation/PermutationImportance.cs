namespace Bylaw.Metrics.Explanation;

/// <summary>Measures how much worse a model does when a column no longer belongs to its row.</summary>
public static class PermutationImportance
{
    /// <summary>Computes the exact mean loss over every donor: each row takes the column's value of each row, so nothing is drawn.</summary>
    /// <param name="loss">The loss of each row, for rows and the places they stand for.</param>
    /// <param name="rows">The rows; the cost grows with their square.</param>
    /// <param name="column">The column.</param>
    /// <returns>Mean loss over all pairs less the mean loss as it stands; null without rows.</returns>
    public static double? Exact(Func<IReadOnlyList<double[]>, IReadOnlyList<int>, double[]> loss, IReadOnlyList<double[]> rows, int column)
    {
        if (rows.Count == 0)
        {
            return null;
        }
        var places = Enumerable.Range(0, rows.Count).ToArray();
        var plain = loss(rows, places).Average();
        // Rows with the same value are the same donor: asking once for each distinct value gives the same mean.
        var sum = 0.0;
        foreach (var donor in rows.GroupBy(r => r[column]))
        {
            sum += donor.Count() * loss([.. rows.Select(r => With(r, column, donor.Key))], places).Sum();
        }
        return (sum / ((double)rows.Count * rows.Count)) - plain;
    }

    private static double[] With(double[] row, int column, double value)
    {
        var changed = (double[])row.Clone();
        changed[column] = value;
        return changed;
    }
}
