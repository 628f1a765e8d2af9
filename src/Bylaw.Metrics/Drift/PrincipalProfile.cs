using System.Collections.Immutable;

namespace Bylaw.Metrics.Drift;

/// <summary>Holds the main directions of a reference and how well they rebuild its rows, so that windows can be measured when the rows are gone.</summary>
/// <param name="Mean">The mean of each column.</param>
/// <param name="Deviation">The deviation of each column; a constant one is left out of all.</param>
/// <param name="Directions">Unit vectors over standardised columns.</param>
/// <param name="Error">The mean reconstruction error of the reference.</param>
/// <param name="ErrorDeviation">The deviation of that error over rows.</param>
/// <param name="Rows">The rows it was taken from.</param>
public sealed record PrincipalProfile(
    ImmutableArray<double> Mean, ImmutableArray<double> Deviation, ImmutableArray<ImmutableArray<double>> Directions, double Error, double ErrorDeviation, long Rows)
{
    /// <summary>Takes the directions of a reference.</summary>
    /// <param name="rows">Rows of finite numbers.</param>
    /// <param name="variance">The share of variance the directions must hold. Default 0.65.</param>
    /// <returns>The profile; null with fewer than two rows or no columns.</returns>
    public static PrincipalProfile? Of(IReadOnlyList<double[]> rows, double variance = 0.65)
    {
        if (rows.Count < 2 || rows[0].Length == 0)
        {
            return null;
        }
        var (mean, deviation) = MultivariateDrift.Scale(rows);
        var standard = rows.Select(r => MultivariateDrift.Standardize(r, mean, deviation)).ToArray();
        var directions = MultivariateDrift.MainDirections(MultivariateDrift.Covariance(standard), variance);
        var profile = new PrincipalProfile([.. mean], [.. deviation], [.. directions.Select(d => d.ToImmutableArray())], 0, 0, rows.Count);
        var errors = rows.Select(profile.ErrorOf).ToArray();
        var middle = errors.Average();
        return profile with { Error = middle, ErrorDeviation = Math.Sqrt(errors.Average(e => (e - middle) * (e - middle))) };
    }

    /// <summary>Computes how far a row is from what the directions can rebuild.</summary>
    /// <param name="row">A row of as many finite numbers.</param>
    /// <returns>The Euclidean length of the rest, in deviations.</returns>
    public double ErrorOf(double[] row)
    {
        var standard = MultivariateDrift.Standardize(row, [.. Mean], [.. Deviation]);
        var rest = (double[])standard.Clone();
        foreach (var direction in Directions)
        {
            var length = 0.0;
            for (var i = 0; i < rest.Length; i++)
            {
                length += direction[i] * standard[i];
            }
            for (var i = 0; i < rest.Length; i++)
            {
                rest[i] -= length * direction[i];
            }
        }
        return Math.Sqrt(rest.Sum(r => r * r));
    }

    /// <summary>Measures a window.</summary>
    /// <param name="rows">Its rows.</param>
    /// <returns>The mean error and how many standard errors it lies off the reference's; null without rows.</returns>
    public (double Error, double Score)? Measure(IReadOnlyList<double[]> rows)
    {
        if (rows.Count == 0)
        {
            return null;
        }
        var error = rows.Average(ErrorOf);
        var spread = ErrorDeviation * Math.Sqrt((1.0 / rows.Count) + (1.0 / Rows));
        return (error, spread > 0 ? (error - Error) / spread : 0);
    }
}
