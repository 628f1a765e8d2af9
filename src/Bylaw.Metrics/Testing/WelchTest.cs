using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Testing;

/// <summary>Tests whether two means are equal when spreads may differ.</summary>
public static class WelchTest
{
    /// <summary>Runs Welch's t-test from sums.</summary>
    /// <param name="count1">Rows of the first sample.</param>
    /// <param name="mean1">Mean of the first sample.</param>
    /// <param name="variance1">Unbiased variance of the first sample.</param>
    /// <param name="count2">Rows of the second sample.</param>
    /// <param name="mean2">Mean of the second sample.</param>
    /// <param name="variance2">Unbiased variance of the second sample.</param>
    /// <returns>t and its two-sided p-value, or null with fewer than two rows a side or without spread.</returns>
    public static TestAnswer? Run(long count1, double mean1, double variance1, long count2, double mean2, double variance2)
    {
        if (count1 < 2 || count2 < 2)
        {
            return null;
        }
        var error1 = variance1 / count1;
        var error2 = variance2 / count2;
        if (!(error1 + error2 > 0))
        {
            return null;
        }
        var t = (mean1 - mean2) / Math.Sqrt(error1 + error2);
        var freedom = (error1 + error2) * (error1 + error2) / ((error1 * error1 / (count1 - 1)) + (error2 * error2 / (count2 - 1)));
        return new(t, Distributions.StudentTwoSided(t, freedom));
    }
}
