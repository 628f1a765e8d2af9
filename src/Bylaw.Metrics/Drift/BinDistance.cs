using Bylaw.Metrics.Testing;

namespace Bylaw.Metrics.Drift;

/// <summary>Measures how far apart two counts over the same fixed bins are. The bins belong to the reference and never move with the window.</summary>
public static class BinDistance
{
    /// <summary>The share below which a bin is raised before its logarithm is taken.</summary>
    public const double Floor = 1e-4;

    /// <summary>Computes the population stability index: Σ (a − e) ln(a / e), shares raised to at least 1e-4.</summary>
    /// <param name="reference">Counts by bin of the reference.</param>
    /// <param name="current">Counts by bin of the window.</param>
    /// <returns>Zero or more; null when either holds nothing.</returns>
    public static double? PopulationStability(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        if (Shares(reference, current) is not var (e, a))
        {
            return null;
        }
        var sum = 0.0;
        for (var bin = 0; bin < e.Length; bin++)
        {
            if (e[bin] == 0 && a[bin] == 0)
            {
                continue; // a bin that neither knows says nothing
            }
            double expected = Math.Max(e[bin], Floor), actual = Math.Max(a[bin], Floor);
            sum += (actual - expected) * Math.Log(actual / expected);
        }
        return sum;
    }

    /// <summary>Computes the Jensen-Shannon distance with base 2.</summary>
    /// <param name="reference">Counts by bin of the reference.</param>
    /// <param name="current">Counts by bin of the window.</param>
    /// <returns>0 to 1, or null.</returns>
    public static double? JensenShannon(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        if (Shares(reference, current) is not var (p, q))
        {
            return null;
        }
        var sum = 0.0;
        for (var bin = 0; bin < p.Length; bin++)
        {
            var middle = 0.5 * (p[bin] + q[bin]);
            sum += (p[bin] > 0 ? 0.5 * p[bin] * Math.Log2(p[bin] / middle) : 0) + (q[bin] > 0 ? 0.5 * q[bin] * Math.Log2(q[bin] / middle) : 0);
        }
        return Math.Sqrt(Math.Clamp(sum, 0, 1));
    }

    /// <summary>Computes the Hellinger distance.</summary>
    /// <param name="reference">Counts by bin of the reference.</param>
    /// <param name="current">Counts by bin of the window.</param>
    /// <returns>0 to 1, or null.</returns>
    public static double? Hellinger(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) =>
        Shares(reference, current) is var (p, q)
            ? Math.Sqrt(0.5 * p.Zip(q, (a, b) => (Math.Sqrt(a) - Math.Sqrt(b)) * (Math.Sqrt(a) - Math.Sqrt(b))).Sum())
            : null;

    /// <summary>Computes the total variation distance: half of Σ |p − q|.</summary>
    /// <param name="reference">Counts by bin of the reference.</param>
    /// <param name="current">Counts by bin of the window.</param>
    /// <returns>0 to 1, or null.</returns>
    public static double? TotalVariation(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) =>
        Shares(reference, current) is var (p, q) ? 0.5 * p.Zip(q, (a, b) => Math.Abs(a - b)).Sum() : null;

    /// <summary>Computes the largest |p − q| of any bin.</summary>
    /// <param name="reference">Counts by bin of the reference.</param>
    /// <param name="current">Counts by bin of the window.</param>
    /// <returns>0 to 1, or null.</returns>
    public static double? LargestGap(ReadOnlySpan<long> reference, ReadOnlySpan<long> current) =>
        Shares(reference, current) is var (p, q) ? p.Zip(q, (a, b) => Math.Abs(a - b)).Max() : null;

    /// <summary>Tests whether reference and window have the same shares.</summary>
    /// <param name="reference">Counts by bin of the reference.</param>
    /// <param name="current">Counts by bin of the window.</param>
    /// <returns>Pearson's test with Cramér's V, or null when there is nothing to compare.</returns>
    public static ChiSquareAnswer? ChiSquareTest(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var counts = new long[2, reference.Length];
        for (var bin = 0; bin < reference.Length; bin++)
        {
            (counts[0, bin], counts[1, bin]) = (reference[bin], current[bin]);
        }
        return ChiSquare.Test(counts);
    }

    private static (double[] Reference, double[] Current)? Shares(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        if (reference.Length != current.Length)
        {
            throw new ArgumentException("both sides need the same bins", nameof(current));
        }
        double all = 0, now = 0;
        for (var bin = 0; bin < reference.Length; bin++)
        {
            all += reference[bin];
            now += current[bin];
        }
        return all > 0 && now > 0
            ? (Array.ConvertAll(reference.ToArray(), c => c / all), Array.ConvertAll(current.ToArray(), c => c / now))
            : null;
    }
}
