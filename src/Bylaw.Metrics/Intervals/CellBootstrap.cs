using System.Runtime.CompilerServices;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Intervals;

/// <summary>Computes intervals for any metric of cells by drawing the cells again, which equals drawing rows again and costs a thousandth.</summary>
/// <remarks>
/// Resampling rows with replacement gives multinomial counts in the cells, so the cells are drawn directly. One draw serves all metrics. The loops here and in the sampler
/// are compiled in full at once: an evaluation is over before tiers would have been climbed (`eng/bench metrics`: 2,000 draws).
/// </remarks>
public static class CellBootstrap
{
    /// <summary>Computes percentile intervals.</summary>
    /// <param name="cells">The cells of the groups.</param>
    /// <param name="metrics">Functions of the cells, which they must not keep: the next draw reuses them. Null (or NaN) where one cannot be computed.</param>
    /// <param name="replicates">How often to draw; at least 1. Default 2,000.</param>
    /// <param name="confidence">Above 0 and below 1. Default 0.95.</param>
    /// <param name="seed">Makes the draw repeatable.</param>
    /// <returns>One interval a metric; null when fewer than half of the draws gave a number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Interval?[] Run(
        ReadOnlySpan<ConfusionCell> cells,
        IReadOnlyList<Func<IReadOnlyList<ConfusionCell>, double?>> metrics,
        int replicates = 2000,
        double confidence = 0.95,
        long seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        var counts = new long[cells.Length * 4];
        for (var index = 0; index < cells.Length; index++)
        {
            (counts[4 * index], counts[(4 * index) + 1], counts[(4 * index) + 2], counts[(4 * index) + 3]) = cells[index];
        }
        var drawn = new long[counts.Length];
        var replicate = new ConfusionCell[cells.Length];
        var groups = new GroupRates(replicate);
        var values = new double[metrics.Count][];
        var found = new int[metrics.Count];
        for (var metric = 0; metric < metrics.Count; metric++)
        {
            values[metric] = new double[replicates];
        }
        Func<IReadOnlyList<ConfusionCell>, double?>[] functions = [.. metrics];
        var random = new SeededRandom(seed);
        for (var draw = 0; draw < replicates; draw++)
        {
            BinomialSampler.Resample(random, counts, drawn);
            for (var index = 0; index < replicate.Length; index++)
            {
                replicate[index] = new(drawn[4 * index], drawn[(4 * index) + 1], drawn[(4 * index) + 2], drawn[(4 * index) + 3]);
            }
            groups.Renew();
            for (var metric = 0; metric < functions.Length; metric++)
            {
                if (functions[metric](groups) is { } value && !double.IsNaN(value))
                {
                    values[metric][found[metric]++] = value;
                }
            }
        }
        return [.. Enumerable.Range(0, metrics.Count).Select(m => Percentiles(values[m].AsSpan(0, found[m]), replicates, confidence))];
    }

    private static Interval? Percentiles(Span<double> values, int replicates, double confidence)
    {
        if (values.Length * 2 < replicates)
        {
            return null;
        }
        var tail = (1 - confidence) / 2;
        return new(Quantiles.Of(values, tail), Quantiles.Of(values, 1 - tail));
    }
}
