using System.Globalization;
using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Robustness;

namespace Bylaw.Collectors.Evaluations.Robustness;

/// <content>Attacks along the gradient (FGSM, PGD), and the closed form where the model is linear.</content>
internal sealed partial class RobustnessRun
{
    private const int GradientRows = 100;
    private const int GradientSteps = 8;
    private static readonly double[] _radii = [0.05, 0.1, 0.25, 0.5];

    private AttackSpace? Attackable(bool[] plain)
    {
        var numeric = Perturbations.Places(table, c => c.Numbers is not null && Perturbations.Deviation(c.Numbers) > 0);
        if (numeric.Length == 0)
        {
            return null;
        }
        var deviations = Array.ConvertAll(numeric, p => Perturbations.Deviation(table.Columns[p].Numbers!));
        var ranges = Array.ConvertAll(numeric, p => Array.FindAll(table.Columns[p].Numbers!, double.IsFinite));
        var rows = Enumerable.Range(0, table.Rows).ToArray();
        new SeededRandom(seed).Shuffle<int>(rows);
        return new(
            table, numeric, deviations, [.. ranges.Select((r, i) => r.Min() / deviations[i])], [.. ranges.Select((r, i) => r.Max() / deviations[i])],
            [.. rows.Where(r => numeric.All(p => double.IsFinite(table.Columns[p].Numbers![r])) && (labels is null || labels.Value[r] == plain[r])).Take(GradientRows)]);
    }

    private bool[] Decide(AttackSpace space, IReadOnlyList<double[]> points, int row, bool decision) => Array.ConvertAll(model(space.At(points, row)).Positive, p => p != decision);

    private double[]? Scores(AttackSpace space, IReadOnlyList<double[]> points, int row) => model(space.At(points, row)).Scores;

    /// <summary>Moves rows that the model gets right against their decision; what stays right is robust as far as these attacks can tell.</summary>
    private void GradientAttacks(bool[] plain, CancellationToken cancellationToken)
    {
        if (Attackable(plain) is not { Rows.Length: > 0 } space)
        {
            _notes.Add("attacks along the gradient need numbers that vary and a row that the model gets right");
            return;
        }
        if (Scores(space, [space.PointOf(space.Rows[0])], space.Rows[0]) is null)
        {
            _notes.Add("attacks along the gradient need a model that gives probabilities");
            return;
        }
        var flat = 0;
        foreach (var (name, steps) in ((string, int)[])[("fgsm", 1), ("pgd", GradientSteps)])
        {
            foreach (var radius in _radii)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress($"attacking along the gradient: {name} {radius.ToString(CultureInfo.InvariantCulture)}");
                var held = 0L;
                foreach (var row in space.Rows)
                {
                    var start = space.PointOf(row);
                    var moved = GradientAttack.Move(points => Scores(space, points, row)!, start, plain[row], [.. Enumerable.Repeat(radius, start.Length)], steps);
                    flat += moved.AsSpan().SequenceEqual(start) ? 1 : 0;
                    held += Decide(space, [moved], row, plain[row])[0] ? 0 : 1;
                }
                Add($"robust_accuracy_{name}_{radius.ToString(CultureInfo.InvariantCulture)}", (double)held / space.Rows.Length, ProportionIntervals.Wilson(held, space.Rows.Length),
                    $"share of rows decided rightly that stay so after {name.ToUpperInvariant()} within {radius.ToString(CultureInfo.InvariantCulture)} deviations a number (an upper bound of the true one)", higher: true, space.Rows.Length);
            }
        }
        if (flat > 0)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"the gradient vanished in {flat} of {2 * _radii.Length * space.Rows.Length} attacks, as steps of trees make it: HopSkipJump tells more there"));
        }
    }

    /// <summary>For a linear model the distance to the boundary and the robust accuracy are known exactly; the attack must not find less.</summary>
    private void Linear(LinearModel exact, AttackSpace space, List<double> attacked)
    {
        var distances = space.Rows.Select(r => LinearRobustness.DistanceL2(exact.Weights, exact.Bias, space.PointOf(r))).ToArray();
        Array.Sort(distances);
        Add("linear_exact_median_distance", Quantiles.OfSorted(distances, 0.5), null, "the model is linear: |z| / ‖w‖₂ in deviations, the exact distance to the boundary", higher: true, space.Rows.Length);
        var points = space.Rows.Select(space.PointOf).ToArray();
        bool[] decisions = [.. points.Select(p => exact.Score(p) > 0)];
        foreach (var radius in _radii)
        {
            Add($"linear_exact_robust_accuracy_{radius.ToString(CultureInfo.InvariantCulture)}", LinearRobustness.RobustAccuracy(exact.Weights, exact.Bias, points, decisions, radius), null,
                $"the model is linear: share of rows with |z| > ε‖w‖₁, ε = {radius.ToString(CultureInfo.InvariantCulture)} deviations", higher: true, space.Rows.Length);
        }
        var first = space.Rows.Take(attacked.Count).Select(r => LinearRobustness.DistanceL2(exact.Weights, exact.Bias, space.PointOf(r)));
        var ratios = attacked.Zip(first, (found, true_) => found / true_).Where(double.IsFinite).Order().ToArray();
        if (ratios.Length > 0)
        {
            Add("attack_to_exact_ratio", Quantiles.OfSorted(ratios, 0.5), null, "median of HopSkipJump's distance divided by the exact one: 1 is a perfect attack", higher: null, ratios.Length);
        }
    }
}
