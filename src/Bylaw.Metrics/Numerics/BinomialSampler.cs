using System.Runtime.CompilerServices;

namespace Bylaw.Metrics.Numerics;

/// <summary>Draws binomial and multinomial counts in time that does not grow with the number of trials.</summary>
public static class BinomialSampler
{
    /// <summary>Draws the number of successes.</summary>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="trials">Zero or more.</param>
    /// <param name="probability">Between 0 and 1.</param>
    /// <returns>From 0 to <paramref name="trials"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Next(SeededRandom random, long trials, double probability)
    {
        if (trials <= 0 || probability <= 0)
        {
            return 0;
        }
        if (probability >= 1)
        {
            return trials;
        }
        if (probability > 0.5)
        {
            return trials - Next(random, trials, 1 - probability);
        }
        return trials * probability < 10 ? ByInversion(random, trials, probability) : ByRejection(random, trials, probability);
    }

    /// <summary>Draws a multinomial: as many rows again as there were, each cell with its share.</summary>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="counts">The observed cells, none negative.</param>
    /// <param name="drawn">Receives as many cells; their sum equals that of <paramref name="counts"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Resample(SeededRandom random, ReadOnlySpan<long> counts, Span<long> drawn)
    {
        long total = 0;
        foreach (var count in counts)
        {
            total += count;
        }
        var restRows = total;
        var restWeight = total;
        for (var index = 0; index < counts.Length; index++)
        {
            drawn[index] = restWeight > 0 ? Next(random, restRows, (double)counts[index] / restWeight) : 0;
            restRows -= drawn[index];
            restWeight -= counts[index];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long ByInversion(SeededRandom random, long trials, double probability)
    {
        // Counts the gaps between successes, which are geometric.
        var logFailure = Elementary.Log1P(-probability);
        long successes = 0, position = 0;
        while (true)
        {
            position += (long)(Math.Log(1 - random.NextDouble()) / logFailure) + 1;
            if (position > trials)
            {
                return successes;
            }
            successes++;
        }
    }

    /// <remarks>Source: Hörmann, "The generation of binomial random variates" (1993), algorithm BTRS.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long ByRejection(SeededRandom random, long trials, double p)
    {
        double n = trials;
        var spread = Math.Sqrt(n * p * (1 - p));
        var b = 1.15 + (2.53 * spread);
        var a = -0.0873 + (0.0248 * b) + (0.01 * p);
        var centre = (n * p) + 0.5;
        var accept = 0.92 - (4.2 / b);
        var odds = p / (1 - p);
        var alpha = (2.83 + (5.1 / b)) * spread;
        var mode = Math.Floor((n + 1) * p);
        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = random.NextDouble();
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / us) + b) * u) + centre);
            if (us >= 0.07 && v <= accept)
            {
                return (long)k;
            }
            if (k < 0 || k > n)
            {
                continue;
            }
            v = Math.Log(v * alpha / ((a / (us * us)) + b));
            var bound = ((mode + 0.5) * Math.Log((mode + 1) / (odds * (n - mode + 1))))
                + ((n + 1) * Math.Log((n - mode + 1) / (n - k + 1)))
                + ((k + 0.5) * Math.Log(odds * (n - k + 1) / (k + 1)))
                + StirlingTail(mode) + StirlingTail(n - mode) - StirlingTail(k) - StirlingTail(n - k);
            if (v <= bound)
            {
                return (long)k;
            }
        }
    }

    private static readonly double[] _smallTails =
    [
        0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.0207906721037650, 0.0166446911898211,
        0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.0092554621827127, 0.0083305634333594,
    ];

    private static double StirlingTail(double k)
    {
        if (k < 10)
        {
            return _smallTails[(int)k];
        }
        var square = (k + 1) * (k + 1);
        return ((1.0 / 12) - (((1.0 / 360) - (1.0 / 1260 / square)) / square)) / (k + 1);
    }
}
