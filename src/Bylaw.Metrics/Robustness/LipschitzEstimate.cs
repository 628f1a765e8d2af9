using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Robustness;

/// <summary>Estimates from below how far a row is from the boundary, by the steepest slope of the score around it.</summary>
/// <remarks>
/// Source: Weng and others, "Evaluating the robustness of neural networks" (2018), CLEVER. The margin divided by the steepest slope in a ball bounds the
/// distance from below; the steepest slope is estimated by the largest of many samples, so the bound is an estimate and no proof.
/// </remarks>
public static class LipschitzEstimate
{
    /// <summary>Estimates the distance.</summary>
    /// <param name="margin">Gives rows their score less the threshold; its sign is the decision.</param>
    /// <param name="row">The row.</param>
    /// <param name="radius">The ball that is sampled and the largest answer.</param>
    /// <param name="samples">How many points. Default 256.</param>
    /// <param name="seed">Makes the draw repeatable.</param>
    /// <returns>The Euclidean distance within which the decision should hold, at most <paramref name="radius"/>.</returns>
    public static double Distance(Func<IReadOnlyList<double[]>, double[]> margin, double[] row, double radius, int samples = 256, long seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var random = new SeededRandom(seed);
        var steepest = 0.0;
        var step = Math.Max(1e-4 * radius, 1e-9);
        for (var sample = 0; sample < samples; sample++)
        {
            var point = sample == 0 ? row : Within(row, radius, random);
            var probes = new List<double[]>(2 * row.Length);
            for (var axis = 0; axis < row.Length; axis++)
            {
                probes.Add(Shift(point, axis, step));
                probes.Add(Shift(point, axis, -step));
            }
            var values = margin(probes);
            var square = 0.0;
            for (var axis = 0; axis < row.Length; axis++)
            {
                var slope = (values[2 * axis] - values[(2 * axis) + 1]) / (2 * step);
                square += slope * slope;
            }
            steepest = Math.Max(steepest, Math.Sqrt(square));
        }
        return steepest > 0 ? Math.Min(radius, Math.Abs(margin([row])[0]) / steepest) : radius;
    }

    private static double[] Within(double[] row, double radius, SeededRandom random)
    {
        var direction = Array.ConvertAll(row, _ => random.NextNormal());
        var length = Math.Sqrt(direction.Sum(d => d * d));
        var reach = radius * Math.Pow(random.NextDouble(), 1.0 / row.Length);
        return [.. row.Zip(direction, (x, d) => x + (reach * d / length))];
    }

    private static double[] Shift(double[] row, int axis, double by)
    {
        var moved = (double[])row.Clone();
        moved[axis] += by;
        return moved;
    }
}
