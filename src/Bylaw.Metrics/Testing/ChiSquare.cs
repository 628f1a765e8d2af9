using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Testing;

/// <summary>Holds the answer of a test.</summary>
/// <param name="Statistic">The statistic.</param>
/// <param name="PValue">The two-sided probability of a statistic at least as extreme when the groups are equal.</param>
public readonly record struct TestAnswer(double Statistic, double PValue);

/// <summary>Holds the answer of a chi-square test.</summary>
/// <param name="Statistic">Pearson's statistic, without continuity correction.</param>
/// <param name="PValue">The upper tail.</param>
/// <param name="DegreesOfFreedom">(rows − 1) × (columns − 1) after empty ones are left out.</param>
/// <param name="CramersV">The strength of the association, 0 to 1.</param>
/// <param name="SmallestExpected">The smallest expected count; below 5 the p-value is only rough.</param>
public sealed record ChiSquareAnswer(double Statistic, double PValue, int DegreesOfFreedom, double CramersV, double SmallestExpected);

/// <summary>Tests whether rows and columns of a table of counts are independent.</summary>
public static class ChiSquare
{
    /// <summary>Runs Pearson's test.</summary>
    /// <param name="counts">Counts by row and column, none negative.</param>
    /// <returns>The answer, or null when fewer than two rows or two columns hold anything: there is nothing to compare.</returns>
    public static ChiSquareAnswer? Test(long[,] counts)
    {
        var rows = Enumerable.Range(0, counts.GetLength(0)).Where(r => RowSum(counts, r) > 0).ToArray();
        var columns = Enumerable.Range(0, counts.GetLength(1)).Where(c => ColumnSum(counts, c) > 0).ToArray();
        if (rows.Length < 2 || columns.Length < 2)
        {
            return null;
        }
        double total = rows.Sum(r => RowSum(counts, r));
        var statistic = default(CompensatedSum);
        var smallest = double.PositiveInfinity;
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                var expected = RowSum(counts, row) * (ColumnSum(counts, column) / total);
                var gap = counts[row, column] - expected;
                statistic.Add(gap * gap / expected);
                smallest = Math.Min(smallest, expected);
            }
        }
        var freedom = (rows.Length - 1) * (columns.Length - 1);
        var chi2 = statistic.Value;
        var v = Math.Sqrt(chi2 / total / (Math.Min(rows.Length, columns.Length) - 1));
        return new(chi2, Distributions.ChiSquareUpperTail(chi2, freedom), freedom, Math.Min(1, v), smallest);
    }

    private static double RowSum(long[,] counts, int row)
    {
        double sum = 0;
        for (var column = 0; column < counts.GetLength(1); column++)
        {
            sum += counts[row, column];
        }
        return sum;
    }

    private static double ColumnSum(long[,] counts, int column)
    {
        double sum = 0;
        for (var row = 0; row < counts.GetLength(0); row++)
        {
            sum += counts[row, column];
        }
        return sum;
    }
}
