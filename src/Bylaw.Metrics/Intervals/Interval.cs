namespace Bylaw.Metrics.Intervals;

/// <summary>Holds the two ends of a confidence interval.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end; never below <paramref name="Low"/>.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Tells whether a value lies inside or on an end.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>True when it does.</returns>
    public bool Contains(double value) => value >= Low && value <= High;
}
