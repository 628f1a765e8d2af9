namespace Bylaw.Metrics.Robustness;

/// <summary>Computes the exact robustness of a linear classifier: z = w·x + b, positive when z &gt; 0.</summary>
public static class LinearRobustness
{
    /// <summary>Computes the Euclidean distance to the boundary: |z| / ‖w‖₂.</summary>
    /// <param name="weights">The weights; not all zero.</param>
    /// <param name="bias">The bias.</param>
    /// <param name="row">One row of numbers.</param>
    /// <returns>The distance, infinite when all weights are zero.</returns>
    public static double DistanceL2(ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> row) =>
        Math.Abs(Score(weights, bias, row)) / Math.Sqrt(Sum(weights, w => w * w));

    /// <summary>Computes the largest-coordinate distance to the boundary: |z| / ‖w‖₁.</summary>
    /// <param name="weights">The weights; not all zero.</param>
    /// <param name="bias">The bias.</param>
    /// <param name="row">One row of numbers.</param>
    /// <returns>The distance, infinite when all weights are zero.</returns>
    public static double DistanceMax(ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> row) =>
        Math.Abs(Score(weights, bias, row)) / Sum(weights, Math.Abs);

    /// <summary>Computes the share of rows that stay right under every change of at most ε a coordinate.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">As many labels.</param>
    /// <param name="epsilon">The largest change of a coordinate, zero or more.</param>
    /// <returns>0 to 1, or null without rows.</returns>
    public static double? RobustAccuracy(ReadOnlySpan<double> weights, double bias, IReadOnlyList<double[]> rows, ReadOnlySpan<bool> labels, double epsilon)
    {
        var reach = epsilon * Sum(weights, Math.Abs);
        var right = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            var z = Score(weights, bias, rows[row]);
            right += z > 0 == labels[row] && Math.Abs(z) > reach ? 1 : 0;
        }
        return rows.Count > 0 ? (double)right / rows.Count : null;
    }

    private static double Score(ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> row)
    {
        var sum = bias;
        for (var index = 0; index < weights.Length; index++)
        {
            sum += weights[index] * row[index];
        }
        return sum;
    }

    private static double Sum(ReadOnlySpan<double> values, Func<double, double> part)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += part(value);
        }
        return sum;
    }
}
