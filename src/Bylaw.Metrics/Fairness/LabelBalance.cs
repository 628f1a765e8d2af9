namespace Bylaw.Metrics.Fairness;

/// <summary>Measures how labels differ between groups before any model is trained.</summary>
public static class LabelBalance
{
    /// <summary>Computes the class imbalance of two groups: (n₁ − n₂) / (n₁ + n₂).</summary>
    /// <param name="rows1">Rows of the first group.</param>
    /// <param name="rows2">Rows of the second.</param>
    /// <returns>−1 to 1, or null without rows.</returns>
    public static double? ClassImbalance(long rows1, long rows2) => rows1 + rows2 > 0 ? (double)(rows1 - rows2) / (rows1 + rows2) : null;

    /// <summary>Computes the Kullback-Leibler divergence of two label distributions: Σ p ln(p / q).</summary>
    /// <param name="first">Counts by label of the first group.</param>
    /// <param name="second">Counts by label of the second.</param>
    /// <returns>Nats; null without rows, infinite when the second lacks a label that the first has.</returns>
    public static double? KullbackLeibler(ReadOnlySpan<long> first, ReadOnlySpan<long> second) =>
        Shares(first) is { } p && Shares(second) is { } q ? Divergence(p, q) : null;

    /// <summary>Computes the Jensen-Shannon divergence of two label distributions.</summary>
    /// <param name="first">Counts by label of the first group.</param>
    /// <param name="second">Counts by label of the second.</param>
    /// <returns>0 to ln 2 nats, or null without rows.</returns>
    public static double? JensenShannon(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        if (Shares(first) is not { } p || Shares(second) is not { } q)
        {
            return null;
        }
        var middle = p.Zip(q, (a, b) => 0.5 * (a + b)).ToArray();
        return 0.5 * (Divergence(p, middle) + Divergence(q, middle));
    }

    private static double[]? Shares(ReadOnlySpan<long> counts)
    {
        double total = 0;
        foreach (var count in counts)
        {
            total += count;
        }
        return total > 0 ? Array.ConvertAll(counts.ToArray(), c => c / total) : null;
    }

    private static double Divergence(double[] p, double[] q)
    {
        if (p.Length != q.Length)
        {
            throw new ArgumentException("both groups need the same labels", nameof(q));
        }
        var sum = 0.0;
        for (var index = 0; index < p.Length; index++)
        {
            sum += p[index] > 0 ? p[index] * Math.Log(p[index] / q[index]) : 0;
        }
        return sum;
    }
}
