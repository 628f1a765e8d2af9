using System.Runtime.CompilerServices;

namespace Bylaw.Metrics.Numerics;

/// <summary>Computes sample quantiles.</summary>
public static class Quantiles
{
    /// <summary>Computes a quantile by linear interpolation between order statistics.</summary>
    /// <param name="sorted">Values in rising order; at least one.</param>
    /// <param name="probability">Between 0 and 1.</param>
    /// <returns>The quantile, by the rule of Hyndman and Fan's type 7.</returns>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("at least one value is needed", nameof(sorted));
        }
        var position = Math.Clamp(probability, 0, 1) * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Computes the same quantile of values in any order, without putting all of them in order.</summary>
    /// <param name="values">At least one number, none of them NaN. They are moved about.</param>
    /// <param name="probability">Between 0 and 1.</param>
    /// <returns>What <see cref="OfSorted"/> gives for the sorted values.</returns>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Of(Span<double> values, double probability)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("at least one value is needed", nameof(values));
        }
        var position = Math.Clamp(probability, 0, 1) * (values.Length - 1);
        var belowIndex = (int)position;
        Select(values, belowIndex);
        var below = values[belowIndex];
        var above = below;
        if (belowIndex + 1 < values.Length)
        {
            above = values[belowIndex + 1];
            foreach (var value in values[(belowIndex + 2)..])
            {
                above = Math.Min(above, value);
            }
        }
        return below + ((position - belowIndex) * (above - below));
    }

    /// <summary>Moves the value of one rank to its place, no larger ones before it and no smaller ones behind it.</summary>
    /// <remarks>Source: Hoare, "Algorithm 65: find" (1961); the middle of three as pivot, a sort where little is left or where pivots are poor.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Select(Span<double> values, int rank)
    {
        int low = 0, high = values.Length - 1;
        for (var left = 64; high - low > 16; left--)
        {
            if (left == 0)
            {
                break;
            }
            double first = values[low], middle = values[(low + high) / 2], last = values[high];
            var pivot = Math.Max(Math.Min(first, middle), Math.Min(Math.Max(first, middle), last));
            int up = low, down = high;
            while (up <= down)
            {
                while (values[up] < pivot)
                {
                    up++;
                }
                while (values[down] > pivot)
                {
                    down--;
                }
                if (up <= down)
                {
                    (values[up], values[down]) = (values[down], values[up]);
                    up++;
                    down--;
                }
            }
            if (rank <= down)
            {
                high = down;
            }
            else if (rank >= up)
            {
                low = up;
            }
            else
            {
                return;
            }
        }
        values[low..(high + 1)].Sort();
    }
}
