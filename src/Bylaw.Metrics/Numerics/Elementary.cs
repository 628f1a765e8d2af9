namespace Bylaw.Metrics.Numerics;

/// <summary>Holds the elementary functions that the base library does not compute to the last digits.</summary>
internal static class Elementary
{
    /// <summary>Computes ln(1 + x) with full relative precision near zero, where the base library adds first and loses it.</summary>
    public static double Log1P(double x)
    {
        // Source: Kahan's correction: the rounding of 1 + x is divided out again.
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
