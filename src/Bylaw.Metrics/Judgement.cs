using Bylaw.Metrics.Intervals;

namespace Bylaw.Metrics;

/// <summary>Says which side of a limit is allowed.</summary>
public enum LimitKind
{
    /// <summary>The value must not exceed the limit.</summary>
    AtMost,

    /// <summary>The value must reach the limit.</summary>
    AtLeast,
}

/// <summary>Compares a number with a limit. Nothing is rounded before it is compared.</summary>
public static class Judgement
{
    /// <summary>Judges a value.</summary>
    /// <param name="value">The number, or null where it cannot be estimated.</param>
    /// <param name="interval">Its interval, or null when it has none.</param>
    /// <param name="kind">Which side of the limit is allowed.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="needsCertainty">Whether an interval that crosses the limit is insufficient rather than judged by its middle.</param>
    /// <returns>Insufficient for null or NaN; else pass or fail, or insufficient where certainty is needed and lacking.</returns>
    public static Outcome Of(double? value, Interval? interval, LimitKind kind, double limit, bool needsCertainty = false)
    {
        if (value is not { } number || double.IsNaN(number))
        {
            return Outcome.Insufficient;
        }
        if (needsCertainty)
        {
            if (interval is not { } range || (range.Low < limit && range.High > limit))
            {
                return Outcome.Insufficient;
            }
        }
        return (kind == LimitKind.AtMost ? number <= limit : number >= limit) ? Outcome.Pass : Outcome.Fail;
    }

    /// <summary>Names an outcome as evidence has it.</summary>
    /// <param name="outcome">An outcome.</param>
    /// <returns>One of <c>pass</c>, <c>fail</c>, <c>insufficient</c>, <c>not_applicable</c>.</returns>
    public static string Name(this Outcome outcome) => outcome switch
    {
        Outcome.Pass => "pass",
        Outcome.Fail => "fail",
        Outcome.NotApplicable => "not_applicable",
        _ => "insufficient",
    };
}
