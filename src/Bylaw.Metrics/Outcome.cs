namespace Bylaw.Metrics;

/// <summary>Names the four outcomes of comparing a metric with a limit.</summary>
/// <remarks>INVARIANT: default is <see cref="Insufficient"/>, so a forgotten outcome never reads as a pass.</remarks>
public enum Outcome
{
    /// <summary>The data cannot say: too few rows, a rate without a denominator, or an interval that crosses the limit where that matters.</summary>
    Insufficient,

    /// <summary>The value keeps the limit.</summary>
    Pass,

    /// <summary>The value breaks the limit.</summary>
    Fail,

    /// <summary>The metric does not apply to this kind of model or data.</summary>
    NotApplicable,
}
