using System.Collections.Immutable;
using Bylaw.Metrics.Drift;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Holds one column of a reference.</summary>
/// <param name="Bins">Its bins.</param>
/// <param name="Counts">Rows by bin.</param>
/// <param name="Distribution">The distribution of a column of numbers; null for categories.</param>
/// <param name="Rare">Categories too rare for a bin of their own, in ordinal order; they share the bin of unseen ones.</param>
public sealed record ReferenceColumn(FeatureBins Bins, ImmutableArray<long> Counts, EmpiricalDistribution? Distribution, ImmutableArray<string> Rare)
{
    private const int MaxBins = 50;
    private const int MinRows = 5;
    private const int MaxRare = 5000;

    /// <summary>Gets the column's name.</summary>
    public string Name => Bins.Name;

    /// <summary>Takes a column; null when it names rows rather than describes them.</summary>
    internal static ReferenceColumn? Of(string name, string?[] texts, int binCount, bool wanted, out double[]? numbers)
    {
        numbers = WatchedTable.Numbers(texts, out _);
        if (numbers is not null && Array.FindAll(numbers, double.IsFinite) is { Length: > 0 } known)
        {
            var distribution = EmpiricalDistribution.Of(known);
            if (!wanted && LooksLikeRowNumbers(numbers, known.Length))
            {
                numbers = null;
                return null;
            }
            var bins = FeatureBins.FromQuantiles(name, known, binCount);
            return new(bins, Count(bins, numbers), distribution, []);
        }
        numbers = null;
        var categories = texts.OfType<string>().CountBy(t => t, StringComparer.Ordinal)
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).ToArray();
        if (!wanted && categories.Length > MaxBins && categories.Length * 2 > texts.Length)
        {
            return null;
        }
        // A bin of one or two rows makes every index large by chance alone, so rare categories share one with unseen ones.
        var common = categories.TakeWhile((c, i) => i < MaxBins && (c.Value >= MinRows || i < 2)).Select(c => c.Key).ToArray();
        var kept = FeatureBins.Categorical(name, common);
        return categories.Length - common.Length > MaxRare
            ? null
            : new(kept, Count(kept, texts), null, [.. categories.Skip(common.Length).Select(c => c.Key).Order(StringComparer.Ordinal)]);
    }

    internal static ImmutableArray<long> Count(FeatureBins bins, IEnumerable<double> values)
    {
        var counts = new long[bins.Count];
        foreach (var value in values)
        {
            counts[bins.IndexOf((double?)value)]++;
        }
        return [.. counts];
    }

    internal static ImmutableArray<long> Count(FeatureBins bins, IEnumerable<string?> values)
    {
        var counts = new long[bins.Count];
        foreach (var value in values)
        {
            counts[bins.IndexOf(value)]++;
        }
        return [.. counts];
    }

    /// <summary>Whole numbers that rise row by row number the rows.</summary>
    private static bool LooksLikeRowNumbers(double[] numbers, int known) => known == numbers.Length && known > 20
        && numbers.Zip(numbers.Skip(1)).All(p => p.Second - p.First == 1);
}
