namespace Bylaw.Metrics.Fairness;

/// <summary>Computes how far apart the groups stand in one number.</summary>
/// <remarks>Groups whose number is null take no part; with fewer than two left the answer is null.</remarks>
public static class Spread
{
    /// <summary>Computes max − min.</summary>
    /// <param name="values">One number a group.</param>
    /// <returns>Zero or more, or null.</returns>
    public static double? Difference(IEnumerable<double?> values) => Difference(Extremes(values));

    /// <summary>Computes min / max.</summary>
    /// <param name="values">One number a group, none negative.</param>
    /// <returns>0 to 1; null when the largest is zero: nothing over nothing is not parity.</returns>
    public static double? Ratio(IEnumerable<double?> values) => Ratio(Extremes(values));

    /// <summary>Computes the largest distance of a group from the whole.</summary>
    /// <param name="values">One number a group.</param>
    /// <param name="overall">The number of all rows together.</param>
    /// <returns>Zero or more, or null.</returns>
    public static double? DifferenceToOverall(IEnumerable<double?> values, double? overall) => DifferenceToOverall(Extremes(values), overall);

    /// <summary>Computes the smallest of group / whole and whole / group.</summary>
    /// <param name="values">One number a group, none negative.</param>
    /// <param name="overall">The number of all rows together.</param>
    /// <returns>0 to 1, or null.</returns>
    public static double? RatioToOverall(IEnumerable<double?> values, double? overall) => RatioToOverall(Extremes(values), overall);

    internal static double? Difference((double Low, double High)? ends) => ends is var (low, high) ? high - low : null;

    internal static double? Ratio((double Low, double High)? ends) => ends is var (low, high) && high > 0 ? low / high : null;

    internal static double? DifferenceToOverall((double Low, double High)? ends, double? overall) =>
        overall is { } whole && ends is var (low, high) ? Math.Max(Math.Abs(low - whole), Math.Abs(high - whole)) : null;

    internal static double? RatioToOverall((double Low, double High)? ends, double? overall)
    {
        if (overall is not > 0 || ends is not var (low, high))
        {
            return null;
        }
        return Math.Min(low / overall.Value, high > 0 ? overall.Value / high : double.PositiveInfinity);
    }

    private static (double Low, double High)? Extremes(IEnumerable<double?> values)
    {
        var count = 0;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (value is { } number)
            {
                count++;
                low = Math.Min(low, number);
                high = Math.Max(high, number);
            }
        }
        return count >= 2 ? (low, high) : null;
    }
}
