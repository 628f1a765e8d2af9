using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Drift;

/// <summary>Measures drift of all columns together, which no column shows alone.</summary>
/// <remarks>Rows are standardised with mean and deviation of the reference; a constant column is left out.</remarks>
public static class MultivariateDrift
{
    /// <summary>Trains a logistic classifier to tell reference and window apart and measures it on rows that it has not seen.</summary>
    /// <param name="reference">Rows of finite numbers.</param>
    /// <param name="current">Rows of as many numbers.</param>
    /// <param name="seed">Makes the split repeatable.</param>
    /// <returns>The area under the curve, 0.5 when nothing tells them apart; null with fewer than ten rows a side.</returns>
    public static double? DomainClassifierArea(IReadOnlyList<double[]> reference, IReadOnlyList<double[]> current, long seed = 1)
    {
        if (reference.Count < 10 || current.Count < 10)
        {
            return null;
        }
        var (mean, deviation) = Scale(reference);
        var rows = reference.Select(r => (Row: Standardize(r, mean, deviation), IsCurrent: false))
            .Concat(current.Select(r => (Row: Standardize(r, mean, deviation), IsCurrent: true))).ToArray();
        new SeededRandom(seed).Shuffle<(double[], bool)>(rows);
        var half = rows.Length / 2;
        var weights = Fit(rows[..half]);
        return RocCurve.Of([.. rows[half..].Select(r => Dot(weights, r.Row))], [.. rows[half..].Select(r => r.IsCurrent)])?.Area;
    }

    /// <summary>Compares how well the main directions of the reference rebuild the rows of the window.</summary>
    /// <param name="reference">Rows of finite numbers.</param>
    /// <param name="current">Rows of as many numbers.</param>
    /// <param name="variance">The share of variance the directions must hold. Default 0.65.</param>
    /// <returns>Mean reconstruction error of reference and window; null with fewer than two rows.</returns>
    public static (double Reference, double Current)? ReconstructionError(IReadOnlyList<double[]> reference, IReadOnlyList<double[]> current, double variance = 0.65) =>
        PrincipalProfile.Of(reference, variance) is { } profile && current.Count > 0
            ? (profile.Error, current.Average(profile.ErrorOf))
            : null;

    /// <summary>Computes the unbiased squared maximum mean discrepancy with a Gaussian kernel of median width.</summary>
    /// <param name="reference">Rows of finite numbers; at most a few thousand, since the cost grows with the square.</param>
    /// <param name="current">Rows of as many numbers.</param>
    /// <returns>About zero without drift; null with fewer than two rows a side.</returns>
    public static double? MeanDiscrepancy(IReadOnlyList<double[]> reference, IReadOnlyList<double[]> current)
    {
        if (reference.Count < 2 || current.Count < 2)
        {
            return null;
        }
        var (mean, deviation) = Scale(reference);
        var a = reference.Select(r => Standardize(r, mean, deviation)).ToArray();
        var b = current.Select(r => Standardize(r, mean, deviation)).ToArray();
        var sample = a.Take(200).Concat(b.Take(200)).ToArray();
        var distances = new List<double>();
        for (var i = 0; i < sample.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                distances.Add(Squared(sample[i], sample[j]));
            }
        }
        distances.Sort();
        var width = Math.Max(distances[distances.Count / 2], 1e-12);
        return Within(a) + Within(b) - (2 * a.Average(x => b.Average(y => Math.Exp(-Squared(x, y) / width))));

        double Within(double[][] rows)
        {
            var sum = 0.0;
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    sum += Math.Exp(-Squared(rows[i], rows[j]) / width);
                }
            }
            return 2 * sum / ((double)rows.Length * (rows.Length - 1));
        }
    }

    internal static double[,] Covariance(double[][] standard)
    {
        var width = standard[0].Length;
        var covariance = new double[width, width];
        foreach (var row in standard)
        {
            for (var i = 0; i < width; i++)
            {
                for (var j = 0; j < width; j++)
                {
                    covariance[i, j] += row[i] * row[j] / standard.Length;
                }
            }
        }
        return covariance;
    }

    /// <summary>Finds eigenvectors by power iteration with deflation until they hold the wanted share of variance.</summary>
    internal static List<double[]> MainDirections(double[,] covariance, double share)
    {
        var width = covariance.GetLength(0);
        var total = Enumerable.Range(0, width).Sum(i => covariance[i, i]);
        var directions = new List<double[]>();
        var random = new SeededRandom(1);
        for (double held = 0; directions.Count < width && held < share * total;)
        {
            var vector = Enumerable.Range(0, width).Select(_ => random.NextNormal()).ToArray();
            var value = 0.0;
            for (var step = 0; step < 500; step++)
            {
                var next = new double[width];
                for (var i = 0; i < width; i++)
                {
                    for (var j = 0; j < width; j++)
                    {
                        next[i] += covariance[i, j] * vector[j];
                    }
                }
                value = Math.Sqrt(Dot(next, next));
                if (value < 1e-12)
                {
                    return directions;
                }
                vector = Array.ConvertAll(next, n => n / value);
            }
            directions.Add(vector);
            held += value;
            for (var i = 0; i < width; i++)
            {
                for (var j = 0; j < width; j++)
                {
                    covariance[i, j] -= value * vector[i] * vector[j];
                }
            }
        }
        return directions;
    }

    private static double[] Fit((double[] Row, bool IsCurrent)[] rows)
    {
        var weights = new double[rows[0].Row.Length];
        double bias = 0;
        for (var step = 0; step < 300; step++)
        {
            var gradient = new double[weights.Length];
            double biasGradient = 0;
            foreach (var (row, isCurrent) in rows)
            {
                var error = (1 / (1 + Math.Exp(-(Dot(weights, row) + bias)))) - (isCurrent ? 1 : 0);
                biasGradient += error;
                for (var i = 0; i < gradient.Length; i++)
                {
                    gradient[i] += error * row[i];
                }
            }
            bias -= biasGradient / rows.Length;
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] -= (gradient[i] / rows.Length) + (1e-4 * weights[i]);
            }
        }
        return weights;
    }

    internal static (double[] Mean, double[] Deviation) Scale(IReadOnlyList<double[]> rows)
    {
        var width = rows[0].Length;
        var mean = Enumerable.Range(0, width).Select(i => rows.Average(r => r[i])).ToArray();
        return (mean, [.. Enumerable.Range(0, width).Select(i => Math.Sqrt(rows.Average(r => (r[i] - mean[i]) * (r[i] - mean[i]))))]);
    }

    // Values far outside the reference are held at ten deviations, so that one outlier does not drown the rest.
    internal static double[] Standardize(double[] row, double[] mean, double[] deviation) =>
        [.. row.Select((x, i) => deviation[i] > 0 ? Math.Clamp((x - mean[i]) / deviation[i], -10, 10) : 0)];

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double Squared(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
