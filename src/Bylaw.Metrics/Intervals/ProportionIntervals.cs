using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Intervals;

/// <summary>Computes intervals for one proportion and for differences and ratios of two, in closed form.</summary>
/// <remarks>Every function answers null where the proportion has no denominator: an interval of nothing is no interval.</remarks>
public static class ProportionIntervals
{
    /// <summary>Computes Wilson's score interval.</summary>
    /// <param name="hits">Successes, from 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Trials.</param>
    /// <param name="z">The two-sided normal point, 1.96 for 95 %.</param>
    /// <returns>The interval, or null without trials.</returns>
    public static Interval? Wilson(long hits, long trials, double z = Distributions.Z95)
    {
        if (trials <= 0)
        {
            return null;
        }
        double n = trials;
        var p = hits / n;
        var square = z * z;
        var scale = 1 + (square / n);
        var centre = (p + (square / (2 * n))) / scale;
        var half = z * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n))) / scale;

        // At the ends the closed form is exactly 0 or 1; subtraction would leave a crumb.
        return new(hits == 0 ? 0 : Math.Max(0, centre - half), hits == trials ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>Computes the exact (Clopper-Pearson) interval.</summary>
    /// <param name="hits">Successes, from 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Trials.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <returns>The interval, or null without trials; it covers at least as often as it says.</returns>
    public static Interval? ClopperPearson(long hits, long trials, double confidence = 0.95)
    {
        if (trials <= 0)
        {
            return null;
        }
        var tail = (1 - confidence) / 2;
        return new(
            hits == 0 ? 0 : Beta.Quantile(tail, hits, trials - hits + 1),
            hits == trials ? 1 : Beta.Quantile(1 - tail, hits + 1, trials - hits));
    }

    /// <summary>Computes Newcombe's hybrid score interval for p₁ − p₂.</summary>
    /// <param name="hits1">Successes of the first sample.</param>
    /// <param name="trials1">Trials of the first sample.</param>
    /// <param name="hits2">Successes of the second sample.</param>
    /// <param name="trials2">Trials of the second sample.</param>
    /// <param name="z">The two-sided normal point.</param>
    /// <returns>The interval, or null when a sample has no trials.</returns>
    /// <remarks>Source: Newcombe (1998), method 10.</remarks>
    public static Interval? Newcombe(long hits1, long trials1, long hits2, long trials2, double z = Distributions.Z95)
    {
        if (Wilson(hits1, trials1, z) is not { } first || Wilson(hits2, trials2, z) is not { } second)
        {
            return null;
        }
        var p1 = (double)hits1 / trials1;
        var p2 = (double)hits2 / trials2;
        var difference = p1 - p2;
        return new(
            difference - Math.Sqrt(Square(p1 - first.Low) + Square(second.High - p2)),
            difference + Math.Sqrt(Square(first.High - p1) + Square(p2 - second.Low)));
    }

    /// <summary>Computes Katz' log interval for p₁ / p₂.</summary>
    /// <param name="hits1">Successes of the first sample.</param>
    /// <param name="trials1">Trials of the first sample.</param>
    /// <param name="hits2">Successes of the second sample.</param>
    /// <param name="trials2">Trials of the second sample.</param>
    /// <param name="z">The two-sided normal point.</param>
    /// <returns>The interval, or null when a sample has no trials or no successes: the logarithm does not exist there.</returns>
    /// <remarks>Source: Katz, Baptista, Azen and Pike (1978).</remarks>
    public static Interval? Katz(long hits1, long trials1, long hits2, long trials2, double z = Distributions.Z95)
    {
        if (trials1 <= 0 || trials2 <= 0 || hits1 == 0 || hits2 == 0)
        {
            return null;
        }
        var p1 = (double)hits1 / trials1;
        var p2 = (double)hits2 / trials2;
        var log = Math.Log(p1 / p2);
        var error = z * Math.Sqrt(((1 - p1) / hits1) + ((1 - p2) / hits2));
        return new(Math.Exp(log - error), Math.Exp(log + error));
    }

    private static double Square(double x) => x * x;
}
