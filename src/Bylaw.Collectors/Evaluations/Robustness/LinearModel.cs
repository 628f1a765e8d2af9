namespace Bylaw.Collectors.Evaluations.Robustness;

/// <summary>Holds the weights of a model whose log-odds are linear in the numbers that may move, found by asking it.</summary>
/// <param name="Weights">For each axis of the attack's space.</param>
/// <param name="Bias">The log-odds at the origin.</param>
internal sealed record LinearModel(double[] Weights, double Bias)
{
    private const double Tolerance = 2e-3;

    /// <summary>Looks whether the model is linear: weights from steps of one deviation must foretell points that were not used.</summary>
    /// <param name="space">What may move.</param>
    /// <param name="scores">Scores points; null where the model gives no probabilities.</param>
    /// <param name="seed">Makes the check repeatable.</param>
    /// <returns>The weights; null when the model is not linear there.</returns>
    public static LinearModel? Find(AttackSpace space, Func<IReadOnlyList<double[]>, double[]?> scores, long seed)
    {
        if (space.Places.Length != space.Table.Columns.Length || space.Rows.Length == 0)
        {
            return null; // texts change the score too, so weights would hold for one row alone
        }
        var width = space.Places.Length;
        var middle = space.Low.Zip(space.High, (l, h) => 0.5 * (l + h)).ToArray();
        var points = new List<double[]> { middle };
        for (var axis = 0; axis < width; axis++)
        {
            var moved = (double[])middle.Clone();
            moved[axis] += 1;
            points.Add(moved);
        }
        if (scores(points) is not { } found)
        {
            return null;
        }
        var odds = Array.ConvertAll(found, LogOdds);
        double[] weights = [.. Enumerable.Range(0, width).Select(i => odds[i + 1] - odds[0])];
        var model = new LinearModel(weights, odds[0] - Dot(weights, middle));
        var random = new Metrics.Numerics.SeededRandom(seed);
        double[][] probes = [.. Enumerable.Range(0, 64).Select(_ => space.Low.Zip(space.High, (l, h) => l + (random.NextDouble() * (h - l))).ToArray())];
        var told = scores(probes)!;
        // Near 0 and 1 a float holds too little of the log-odds to compare them.
        return probes.Zip(told).Where(p => p.Second is > 1e-4 and < 1 - 1e-4).All(p => Math.Abs(LogOdds(p.Second) - model.Score(p.First)) <= Tolerance * (1 + Math.Abs(model.Score(p.First))))
            && told.Count(t => t is > 1e-4 and < 1 - 1e-4) >= 8 && weights.Any(w => w != 0) && weights.All(double.IsFinite)
            ? model : null;
    }

    /// <summary>Computes the log-odds of a point.</summary>
    public double Score(double[] point) => Bias + Dot(Weights, point);

    private static double LogOdds(double p) => Math.Log(p / (1 - p));

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
