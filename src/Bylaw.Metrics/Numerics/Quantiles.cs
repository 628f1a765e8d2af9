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
}
