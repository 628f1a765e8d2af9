using Bylaw.Metrics.Calibration;

namespace Bylaw.Metrics.Privacy;

/// <summary>Measures how well a threshold on the confidence in the true label tells training rows from others.</summary>
/// <param name="Area">The area under the attack's curve; 0.5 is guessing.</param>
/// <param name="Advantage">The largest true minus false positive rate of any threshold.</param>
/// <param name="TruePositiveRateAtOnePercent">The true positive rate at a false positive rate of at most 1 %.</param>
/// <param name="Members">Training rows.</param>
/// <param name="Others">Other rows.</param>
public sealed record MembershipInference(double Area, double Advantage, double TruePositiveRateAtOnePercent, long Members, long Others)
{
    /// <summary>Runs the attack.</summary>
    /// <param name="confidence">The probability given to the true label, a row each.</param>
    /// <param name="isMember">Whether the row was in the training data.</param>
    /// <returns>The measure, or null when members or others are absent.</returns>
    /// <exception cref="ArgumentException">The counts differ or a confidence is NaN.</exception>
    public static MembershipInference? Of(ReadOnlySpan<double> confidence, ReadOnlySpan<bool> isMember)
    {
        if (RocCurve.Of(confidence, isMember) is not { } curve)
        {
            return null;
        }
        var members = 0L;
        foreach (var member in isMember)
        {
            members += member ? 1 : 0;
        }
        return new(
            curve.Area,
            curve.Points.Max(p => p.TruePositiveRate - p.FalsePositiveRate),
            curve.Points.Where(p => p.FalsePositiveRate <= 0.01).Max(p => p.TruePositiveRate),
            members,
            isMember.Length - members);
    }
}
