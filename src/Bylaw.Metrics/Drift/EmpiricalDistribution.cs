using System.Collections.Immutable;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Testing;

namespace Bylaw.Metrics.Drift;

/// <summary>Holds the distribution of one number as rising points with counts: exact while it is small, thinned to points of near equal count above that.</summary>
/// <remarks>What a reference keeps of a column, so that windows can be compared with it long after its rows are gone.</remarks>
public sealed class EmpiricalDistribution
{
    private EmpiricalDistribution(ImmutableArray<double> points, ImmutableArray<long> counts, bool isExact) =>
        (Points, Counts, IsExact, Rows) = (points, counts, isExact, counts.Sum());

    /// <summary>Gets the rising points.</summary>
    public ImmutableArray<double> Points { get; }

    /// <summary>Gets how many rows stand at each point.</summary>
    public ImmutableArray<long> Counts { get; }

    /// <summary>Gets a value indicating whether every distinct value has its own point.</summary>
    public bool IsExact { get; }

    /// <summary>Gets the number of rows.</summary>
    public long Rows { get; }

    /// <summary>Gets the mean; NaN without rows.</summary>
    public double Mean => Points.Zip(Counts, (p, c) => p * c).Sum() / Rows;

    /// <summary>Gets the population standard deviation; NaN without rows.</summary>
    public double Deviation
    {
        get
        {
            var mean = Mean;
            return Math.Sqrt(Points.Zip(Counts, (p, c) => (p - mean) * (p - mean) * c).Sum() / Rows);
        }
    }

    /// <summary>Takes a sample in.</summary>
    /// <param name="values">Finite numbers in any order.</param>
    /// <param name="maxPoints">The most points that are kept. Default 4,096; at least 2.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static EmpiricalDistribution Of(ReadOnlySpan<double> values, int maxPoints = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 2);
        var sorted = values.ToArray();
        if (Array.Exists(sorted, v => !double.IsFinite(v)))
        {
            throw new ArgumentException("a sample holds something that is not a finite number", nameof(values));
        }
        Array.Sort(sorted);
        var points = ImmutableArray.CreateBuilder<double>();
        var counts = ImmutableArray.CreateBuilder<long>();
        for (var row = 0; row < sorted.Length;)
        {
            var start = row;
            while (row < sorted.Length && sorted[row] == sorted[start])
            {
                row++;
            }
            points.Add(sorted[start]);
            counts.Add(row - start);
        }
        return points.Count <= maxPoints
            ? new(points.ToImmutable(), counts.ToImmutable(), isExact: true)
            : Thinned(sorted, maxPoints);
    }

    /// <summary>Takes points that were kept earlier.</summary>
    /// <param name="points">Finite and rising.</param>
    /// <param name="counts">As many counts, each at least 1.</param>
    /// <param name="isExact">Whether every distinct value had its own point.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentException">The points do not rise, or the counts do not fit.</exception>
    public static EmpiricalDistribution FromPoints(ImmutableArray<double> points, ImmutableArray<long> counts, bool isExact)
    {
        if (points.Length != counts.Length || counts.Any(c => c < 1) || points.Any(p => !double.IsFinite(p))
            || points.Zip(points.Skip(1)).Any(p => p.First >= p.Second))
        {
            throw new ArgumentException("points must rise and have as many positive counts", nameof(points));
        }
        return new(points, counts, isExact);
    }

    /// <summary>Runs the two-sample Kolmogorov-Smirnov test.</summary>
    /// <param name="other">Another distribution.</param>
    /// <returns>The largest distance of the distribution functions and its asymptotic p-value; null when one has no rows.</returns>
    public TestAnswer? KolmogorovSmirnov(EmpiricalDistribution other)
    {
        if (Rows == 0 || other.Rows == 0)
        {
            return null;
        }
        var largest = 0.0;
        Walk(other, (_, _, gap) => largest = Math.Max(largest, gap));
        var effective = Math.Sqrt((double)Rows * other.Rows / ((double)Rows + other.Rows));
        return new(largest, Distributions.KolmogorovUpperTail(effective * largest));
    }

    /// <summary>Computes the Wasserstein-1 distance: the area between the distribution functions.</summary>
    /// <param name="other">Another distribution.</param>
    /// <returns>In units of the number; null when one has no rows.</returns>
    public double? Wasserstein(EmpiricalDistribution other)
    {
        if (Rows == 0 || other.Rows == 0)
        {
            return null;
        }
        var sum = default(CompensatedSum);
        Walk(other, (from, to, gap) => sum.Add((to - from) * gap));
        return sum.Value;
    }

    /// <summary>Tells for each stretch between neighbouring points of both how far the distribution functions are apart there.</summary>
    private void Walk(EmpiricalDistribution other, Action<double, double, double> stretch)
    {
        int i = 0, j = 0;
        long left = 0, right = 0;
        while (i < Points.Length || j < other.Points.Length)
        {
            var at = i < Points.Length && (j == other.Points.Length || Points[i] <= other.Points[j]) ? Points[i] : other.Points[j];
            if (i < Points.Length && Points[i] == at)
            {
                left += Counts[i++];
            }
            if (j < other.Points.Length && other.Points[j] == at)
            {
                right += other.Counts[j++];
            }
            var next = Math.Min(i < Points.Length ? Points[i] : double.PositiveInfinity, j < other.Points.Length ? other.Points[j] : double.PositiveInfinity);
            stretch(at, double.IsPositiveInfinity(next) ? at : next, Math.Abs(((double)left / Rows) - ((double)right / other.Rows)));
        }
    }

    private static EmpiricalDistribution Thinned(double[] sorted, int maxPoints)
    {
        var points = ImmutableArray.CreateBuilder<double>();
        var counts = ImmutableArray.CreateBuilder<long>();
        for (var part = 0; part < maxPoints; part++)
        {
            var from = (int)((long)sorted.Length * part / maxPoints);
            var to = (int)((long)sorted.Length * (part + 1) / maxPoints);
            // The last value of a run stands for it, so that the largest value of all is kept and the function never runs ahead.
            var point = sorted[to - 1];
            if (points.Count > 0 && points[^1] == point)
            {
                counts[^1] += to - from;
            }
            else
            {
                points.Add(point);
                counts.Add(to - from);
            }
        }
        return new(points.ToImmutable(), counts.ToImmutable(), isExact: false);
    }
}
