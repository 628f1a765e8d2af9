using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Testing;

/// <summary>Tests a gap between groups by dealing the rows out to the groups again at random.</summary>
/// <remarks>Works on counts: a shuffle of rows is a draw without replacement from the four outcomes, so its cost does not grow with the rows' order.</remarks>
public static class PermutationTest
{
    /// <summary>Computes the p-value of a metric that grows with unfairness.</summary>
    /// <param name="cells">The cells of the groups.</param>
    /// <param name="metric">A gap between groups; null where it cannot be computed.</param>
    /// <param name="shuffles">How often to deal again; at least 1.</param>
    /// <param name="seed">Makes the draw repeatable.</param>
    /// <returns>(1 + shuffles at least as extreme) / (1 + shuffles), or null when the metric is null on the data.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 50 million rows, or no shuffle is asked for.</exception>
    public static double? PValue(ReadOnlySpan<ConfusionCell> cells, Func<IReadOnlyList<ConfusionCell>, double?> metric, int shuffles = 1000, long seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shuffles, 1);
        var seen = cells.ToArray();
        if (metric(seen) is not { } observed)
        {
            return null;
        }
        var sum = seen.Aggregate(default(ConfusionCell), (a, b) => a + b);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sum.Rows, 50_000_000);
        var random = new SeededRandom(seed);
        var dealt = new ConfusionCell[seen.Length];
        var extreme = 0;
        for (var shuffle = 0; shuffle < shuffles; shuffle++)
        {
            var rest = sum;
            for (var group = 0; group < seen.Length; group++)
            {
                dealt[group] = Draw(random, rest, seen[group].Rows);
                rest = new(rest.TruePositives - dealt[group].TruePositives, rest.FalsePositives - dealt[group].FalsePositives,
                    rest.TrueNegatives - dealt[group].TrueNegatives, rest.FalseNegatives - dealt[group].FalseNegatives);
            }
            // A tie counts as extreme; the margin absorbs rounding in the metric.
            if (metric(dealt) is { } value && value >= observed - 1e-12)
            {
                extreme++;
            }
        }
        return (1.0 + extreme) / (1 + shuffles);
    }

    private static ConfusionCell Draw(SeededRandom random, ConfusionCell urn, long rows)
    {
        var tp = Hypergeometric(random, urn.TruePositives, urn.Rows, rows);
        var fp = Hypergeometric(random, urn.FalsePositives, urn.Rows - urn.TruePositives, rows - tp);
        var tn = Hypergeometric(random, urn.TrueNegatives, urn.TrueNegatives + urn.FalseNegatives, rows - tp - fp);
        return new(tp, fp, tn, rows - tp - fp - tn);
    }

    /// <summary>Draws how many marked rows are among those drawn, by inversion from the mode outward.</summary>
    private static long Hypergeometric(SeededRandom random, long marked, long total, long drawn)
    {
        var low = Math.Max(0, drawn - (total - marked));
        var high = Math.Min(drawn, marked);
        if (low >= high)
        {
            return low;
        }
        var mode = Math.Clamp((long)((drawn + 1.0) * (marked + 1.0) / (total + 2.0)), low, high);
        double m = marked, t = total, d = drawn;
        var peak = Math.Exp(LogChoose(m, mode) + LogChoose(t - m, d - mode) - LogChoose(t, d));
        var u = random.NextDouble() - peak;
        double up = peak, down = peak;
        long above = mode, below = mode;
        while (u > 0 && (above < high || below > low))
        {
            if (above < high)
            {
                up *= (m - above) / (above + 1) * ((d - above) / (t - m - d + above + 1));
                above++;
                if ((u -= up) <= 0)
                {
                    return above;
                }
            }
            if (below > low)
            {
                down *= below / (m - below + 1) * ((t - m - d + below) / (d - below + 1));
                below--;
                if ((u -= down) <= 0)
                {
                    return below;
                }
            }
            if (up < 1e-300 && down < 1e-300)
            {
                break;
            }
        }
        return mode;
    }

    private static double LogChoose(double n, double k) => Gamma.Log(n + 1) - Gamma.Log(k + 1) - Gamma.Log(n - k + 1);
}
