using System.Collections.Immutable;
using Bylaw.Metrics.Drift;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Compares one column of one window with the reference.</summary>
internal static class ColumnComparison
{
    private const int ListedCategories = 20;

    public static ColumnDrift Of(ReferenceColumn column, int[] rows, string?[] texts, double[]? values, long notNumbers)
    {
        var counts = values is null
            ? ReferenceColumn.Count(column.Bins, rows.Select(r => texts[r]))
            : ReferenceColumn.Count(column.Bins, rows.Select(r => values[r]));
        ReadOnlySpan<long> reference = column.Counts.AsSpan(), current = counts.AsSpan();
        var test = BinDistance.ChiSquareTest(reference, current);
        var drift = new ColumnDrift(
            column.Name, counts, BinDistance.PopulationStability(reference, current), BinDistance.JensenShannon(reference, current),
            BinDistance.Hellinger(reference, current), BinDistance.TotalVariation(reference, current),
            test?.Statistic, test?.PValue, test?.CramersV, null, null, null, null, 0, notNumbers, [], false);
        return values is null || column.Distribution is not { Rows: > 0 } kept
            ? drift with { NewCategories = column.Bins.IsNumeric ? [] : NewCategories(column, rows, texts) }
            : Numbers(drift, kept, [.. rows.Select(r => values[r]).Where(double.IsFinite)]);
    }

    private static ColumnDrift Numbers(ColumnDrift drift, EmpiricalDistribution reference, double[] values)
    {
        var window = EmpiricalDistribution.Of(values);
        var test = reference.KolmogorovSmirnov(window);
        var area = reference.Wasserstein(window);
        double low = reference.Points[0], high = reference.Points[^1];
        return drift with
        {
            KolmogorovSmirnov = test?.Statistic,
            KolmogorovSmirnovP = test?.PValue,
            Wasserstein = area,
            WassersteinScaled = reference.Deviation > 0 ? area / reference.Deviation : null,
            OutOfRange = values.Count(v => v < low || v > high),
        };
    }

    private static ImmutableArray<(string Value, long Rows)> NewCategories(ReferenceColumn column, int[] rows, string?[] texts) =>
    [
        .. rows.Select(r => texts[r]).OfType<string>().Where(t => column.Bins.Categories.BinarySearch(t, StringComparer.Ordinal) < 0 && column.Rare.BinarySearch(t, StringComparer.Ordinal) < 0)
            .CountBy(t => t, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Take(ListedCategories).Select(c => (c.Key, (long)c.Value)),
    ];
}
