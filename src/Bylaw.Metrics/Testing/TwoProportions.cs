using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Testing;

/// <summary>Tests whether two proportions are equal.</summary>
public static class TwoProportions
{
    /// <summary>Runs the pooled z-test on p₁ − p₂.</summary>
    /// <param name="hits1">Successes of the first sample.</param>
    /// <param name="trials1">Trials of the first sample.</param>
    /// <param name="hits2">Successes of the second sample.</param>
    /// <param name="trials2">Trials of the second sample.</param>
    /// <returns>z and its two-sided p-value, or null without trials or without any spread.</returns>
    public static TestAnswer? Z(long hits1, long trials1, long hits2, long trials2)
    {
        if (trials1 <= 0 || trials2 <= 0)
        {
            return null;
        }
        var pooled = ((double)hits1 + hits2) / ((double)trials1 + trials2);
        var variance = pooled * (1 - pooled) * ((1.0 / trials1) + (1.0 / trials2));
        if (variance <= 0)
        {
            return null;
        }
        var z = (((double)hits1 / trials1) - ((double)hits2 / trials2)) / Math.Sqrt(variance);
        return new(z, Distributions.NormalTwoSided(z));
    }

    /// <summary>Runs Fisher's exact test, two-sided: adds up all tables that are no likelier than the one seen.</summary>
    /// <param name="hits1">Successes of the first sample.</param>
    /// <param name="trials1">Trials of the first sample.</param>
    /// <param name="hits2">Successes of the second sample.</param>
    /// <param name="trials2">Trials of the second sample.</param>
    /// <returns>The p-value, or null without trials.</returns>
    /// <remarks>
    /// Works with logarithms of neighbouring ratios from the mode outward, so no factorial is ever formed and far tails keep their digits.
    /// Ties are told apart at a relative 1e-10.
    /// </remarks>
    public static double? FisherExact(long hits1, long trials1, long hits2, long trials2)
    {
        if (trials1 <= 0 || trials2 <= 0)
        {
            return null;
        }
        var hits = hits1 + hits2;
        var low = Math.Max(0, hits - trials2);
        var high = Math.Min(hits, trials1);
        var mode = (long)(((double)hits + 1) * ((double)trials1 + 1) / ((double)trials1 + trials2 + 2));
        mode = Math.Clamp(mode, low, high);

        // ln(p(k + 1) / p(k)) of the hypergeometric distribution.
        double StepUp(long k) => Math.Log(
            (double)(hits - k) / (k + 1) * ((double)(trials1 - k) / (trials2 - hits + k + 1)));

        var seen = default(CompensatedSum);
        for (var k = mode; k < hits1; k++)
        {
            seen.Add(StepUp(k));
        }
        for (var k = mode; k > hits1; k--)
        {
            seen.Add(-StepUp(k - 1));
        }
        var limit = seen.Value + 1e-10;
        CompensatedSum all = default, extreme = default;
        Walk(mode, +1);
        Walk(mode, -1);
        return Math.Min(1, extreme.Value / all.Value * Math.Exp(seen.Value));

        void Walk(long start, int direction)
        {
            var log = default(CompensatedSum);
            for (var k = start; k >= low && k <= high; k += direction)
            {
                if (direction > 0 || k != start)
                {
                    all.Add(Math.Exp(log.Value));
                    if (log.Value <= limit)
                    {
                        extreme.Add(Math.Exp(log.Value - seen.Value));
                    }
                }
                if (log.Value < limit - 60 && log.Value < -60)
                {
                    break; // what follows is below the last digit of both sums
                }
                if (direction > 0 && k < high)
                {
                    log.Add(StepUp(k));
                }
                else if (direction < 0 && k > low)
                {
                    log.Add(-StepUp(k - 1));
                }
            }
        }
    }
}
