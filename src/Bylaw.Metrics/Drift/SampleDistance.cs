using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Testing;

namespace Bylaw.Metrics.Drift;

/// <summary>Measures how far apart two samples of one number are.</summary>
public static class SampleDistance
{
    /// <summary>Runs the two-sample Kolmogorov-Smirnov test.</summary>
    /// <param name="first">Finite numbers in any order.</param>
    /// <param name="second">Finite numbers in any order.</param>
    /// <returns>The largest distance of the distribution functions and its asymptotic p-value; null for an empty sample.</returns>
    public static TestAnswer? KolmogorovSmirnov(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty)
        {
            return null;
        }
        double[] a = Sorted(first), b = Sorted(second);
        int i = 0, j = 0;
        var largest = 0.0;
        while (i < a.Length && j < b.Length)
        {
            var at = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= at)
            {
                i++;
            }
            while (j < b.Length && b[j] <= at)
            {
                j++;
            }
            largest = Math.Max(largest, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }
        var effective = Math.Sqrt((double)a.Length * b.Length / ((double)a.Length + b.Length));
        return new(largest, Distributions.KolmogorovUpperTail(effective * largest));
    }

    /// <summary>Computes the Wasserstein-1 distance: the area between the distribution functions.</summary>
    /// <param name="first">Finite numbers in any order.</param>
    /// <param name="second">Finite numbers in any order.</param>
    /// <returns>In units of the number; null for an empty sample.</returns>
    public static double? Wasserstein(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty)
        {
            return null;
        }
        double[] a = Sorted(first), b = Sorted(second);
        int i = 0, j = 0;
        var sum = default(CompensatedSum);
        var at = Math.Min(a[0], b[0]);
        while (i < a.Length || j < b.Length)
        {
            var next = i < a.Length && (j == b.Length || a[i] <= b[j]) ? a[i] : b[j];
            sum.Add((next - at) * Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
            at = next;
            while (i < a.Length && a[i] == at)
            {
                i++;
            }
            while (j < b.Length && b[j] == at)
            {
                j++;
            }
        }
        return sum.Value;
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        var copy = values.ToArray();
        if (Array.Exists(copy, v => !double.IsFinite(v)))
        {
            throw new ArgumentException("a sample holds something that is not a finite number", nameof(values));
        }
        Array.Sort(copy);
        return copy;
    }
}
