using System.Collections.Immutable;

namespace Bylaw.Metrics.Calibration;

/// <summary>Holds the receiver operating characteristic of scores against labels.</summary>
public sealed class RocCurve
{
    private RocCurve(ImmutableArray<RocPoint> points, double area) => (Points, Area) = (points, area);

    /// <summary>Gets the corners from (0, 0) to (1, 1), one a distinct score.</summary>
    public ImmutableArray<RocPoint> Points { get; }

    /// <summary>Gets the area under the curve: the chance that a positive row scores above a negative one, ties counting half.</summary>
    public double Area { get; }

    /// <summary>Computes the curve of rows.</summary>
    /// <param name="scores">Scores of any scale; NaN is refused.</param>
    /// <param name="labels">As many labels.</param>
    /// <returns>The curve, or null when a class is absent.</returns>
    /// <exception cref="ArgumentException">The counts differ or a score is NaN.</exception>
    public static RocCurve? Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.Length != labels.Length)
        {
            throw new ArgumentException("as many labels as scores are needed", nameof(labels));
        }
        var keys = scores.ToArray();
        if (Array.Exists(keys, double.IsNaN))
        {
            throw new ArgumentException("a score is not a number", nameof(scores));
        }
        var values = labels.ToArray();
        Array.Sort(keys, values);
        var counts = new List<ScoreCount>();
        for (var row = 0; row < keys.Length;)
        {
            long positives = 0, negatives = 0;
            var score = keys[row];
            for (; row < keys.Length && keys[row] == score; row++)
            {
                _ = values[row] ? positives++ : negatives++;
            }
            counts.Add(new(score, positives, negatives));
        }
        return OfCounts(counts);
    }

    /// <summary>Computes the curve of counts by distinct score.</summary>
    /// <param name="counts">Counts in rising order of score.</param>
    /// <returns>The curve, or null when a class is absent.</returns>
    public static RocCurve? OfCounts(IReadOnlyList<ScoreCount> counts)
    {
        long positives = counts.Sum(c => c.Positives), negatives = counts.Sum(c => c.Negatives);
        if (positives == 0 || negatives == 0)
        {
            return null;
        }
        var points = ImmutableArray.CreateBuilder<RocPoint>(counts.Count + 1);
        points.Add(new(0, 0));
        UInt128 doubled = 0; // twice the number of pairs in the right order, a whole number
        long above = 0, aboveNegatives = 0;
        for (var index = counts.Count - 1; index >= 0; index--)
        {
            var (_, p, n) = counts[index];
            doubled += (UInt128)(ulong)n * (ulong)((2 * above) + p);
            above += p;
            aboveNegatives += n;
            points.Add(new((double)aboveNegatives / negatives, (double)above / positives));
        }
        return new(points.ToImmutable(), (double)doubled / 2 / ((double)positives * negatives));
    }

    /// <summary>Computes the area between two curves (ABROCA), which a difference of areas hides where the curves cross.</summary>
    /// <param name="other">The other curve.</param>
    /// <returns>0 to 1.</returns>
    public double AreaBetween(RocCurve other)
    {
        var stops = Points.Concat(other.Points).Select(p => p.FalsePositiveRate).Distinct().Order().ToArray();
        var sum = 0.0;
        for (var index = 1; index < stops.Length; index++)
        {
            // The curves are straight between two stops; read just inside, since a curve may rise steeply at a stop.
            double low = stops[index - 1], high = stops[index];
            var left = Height(low, fromRight: true) - other.Height(low, fromRight: true);
            var right = Height(high, fromRight: false) - other.Height(high, fromRight: false);
            sum += (high - low) * (left * right >= 0
                ? 0.5 * Math.Abs(left + right)
                : 0.5 * ((left * left) + (right * right)) / Math.Abs(left - right));
        }
        return sum;
    }

    private double Height(double at, bool fromRight)
    {
        var index = fromRight
            ? LastIndex(at)
            : FirstIndex(at);
        if (Points[index].FalsePositiveRate == at)
        {
            return Points[index].TruePositiveRate;
        }
        var (a, b) = fromRight ? (Points[index], Points[index + 1]) : (Points[index - 1], Points[index]);
        return a.TruePositiveRate + ((b.TruePositiveRate - a.TruePositiveRate) * (at - a.FalsePositiveRate) / (b.FalsePositiveRate - a.FalsePositiveRate));
    }

    /// <summary>The last corner at or left of a place.</summary>
    private int LastIndex(double at)
    {
        int low = 0, high = Points.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Points[middle].FalsePositiveRate <= at ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    /// <summary>The first corner at or right of a place.</summary>
    private int FirstIndex(double at)
    {
        int low = 0, high = Points.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Points[middle].FalsePositiveRate >= at ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}

/// <summary>Holds one corner of a curve.</summary>
/// <param name="FalsePositiveRate">0 to 1.</param>
/// <param name="TruePositiveRate">0 to 1.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate);

/// <summary>Holds the rows of one score.</summary>
/// <param name="Score">The score.</param>
/// <param name="Positives">Positive rows.</param>
/// <param name="Negatives">Negative rows.</param>
public readonly record struct ScoreCount(double Score, long Positives, long Negatives);
