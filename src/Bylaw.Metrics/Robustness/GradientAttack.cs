namespace Bylaw.Metrics.Robustness;

/// <summary>Attacks a scoring function along its gradient, taken by central differences.</summary>
public static class GradientAttack
{
    /// <summary>Moves a row against its label within ε a coordinate, in several steps (PGD; one step is FGSM).</summary>
    /// <param name="score">The probability of the positive class, a row each.</param>
    /// <param name="row">The row.</param>
    /// <param name="label">Its label.</param>
    /// <param name="epsilon">The largest change of each coordinate.</param>
    /// <param name="steps">At least 1.</param>
    /// <returns>The moved row; for a linear model its change is ε in every coordinate that counts.</returns>
    public static double[] Move(Func<IReadOnlyList<double[]>, double[]> score, double[] row, bool label, double[] epsilon, int steps = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var current = (double[])row.Clone();
        for (var step = 0; step < steps; step++)
        {
            var probes = new List<double[]>(2 * row.Length);
            for (var axis = 0; axis < row.Length; axis++)
            {
                probes.Add(Shift(current, axis, +Width(axis)));
                probes.Add(Shift(current, axis, -Width(axis)));
            }
            var scores = score(probes);
            for (var axis = 0; axis < row.Length; axis++)
            {
                var slope = scores[2 * axis] - scores[(2 * axis) + 1];
                var away = (label ? -1 : 1) * Math.Sign(slope);
                current[axis] = Math.Clamp(current[axis] + (away * epsilon[axis] / steps), row[axis] - epsilon[axis], row[axis] + epsilon[axis]);
            }
        }
        return current;

        double Width(int axis) => Math.Max(epsilon[axis] * 0.05, 1e-6);
    }

    private static double[] Shift(double[] row, int axis, double by)
    {
        var moved = (double[])row.Clone();
        moved[axis] += by;
        return moved;
    }
}
