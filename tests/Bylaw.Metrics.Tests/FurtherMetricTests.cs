using Bylaw.Metrics.Drift;
using Bylaw.Metrics.Explanation;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Privacy;
using Bylaw.Metrics.Regression;
using Bylaw.Metrics.Robustness;

namespace Bylaw.Metrics.Tests;

public sealed class FurtherMetricTests
{
    private static readonly double[] _weights = [3, -4];

    [Fact]
    public void The_bias_scan_finds_the_subset_that_was_planted()
    {
        var cells = new List<BiasScanCell>();
        foreach (var sex in (string[])["f", "m"])
        {
            foreach (var region in (string[])["n", "s", "w"])
            {
                // Women in the south are positive half as often as the model expects.
                var planted = sex == "f" && region == "s";
                cells.Add(new([sex, region], 1000, planted ? 150 : 300, 0.3));
            }
        }

        var found = BiasScan.Run(["sex", "region"], cells, overpredicted: true)!;

        Assert.Equal(["f"], found.Subset["sex"].AsEnumerable());
        Assert.Equal(["s"], found.Subset["region"].AsEnumerable());
        Assert.Equal((1000L, 0.15, 0.3), (found.Rows, found.Observed, Math.Round(found.Expected, 12)));
        Assert.Null(BiasScan.Run(["sex", "region"], cells.Select(c => c with { Positives = 300 }).ToArray(), overpredicted: true));
    }

    [Fact]
    public void Attacks_on_a_linear_model_never_beat_the_exact_distance_and_come_near_it()
    {
        double[] row = [2, 0.5];
        var exact = LinearRobustness.DistanceL2(_weights, 0.5, row);
        bool[] Decide(IReadOnlyList<double[]> rows) => [.. rows.Select(r => Z(r) <= 0)];

        var walk = BoundaryAttack.Attack(Decide, row, [-3, 3]);
        var jump = HopSkipJump.Attack(Decide, row, [-5, -5], [5, 5]);

        Assert.InRange(walk.Distance, exact - 1e-9, exact * 1.05);
        Assert.InRange(jump.Distance, exact - 1e-9, exact * 1.05);
    }

    [Fact]
    public void The_slope_of_a_linear_model_gives_the_exact_distance_from_below()
    {
        double[] row = [2, 0.5];

        var bound = LipschitzEstimate.Distance(rows => [.. rows.Select(Z)], row, 10);

        Assert.Equal(LinearRobustness.DistanceL2(_weights, 0.5, row), bound, 1e-6);
    }

    [Fact]
    public void Exact_permutation_importance_is_the_mean_over_all_donors()
    {
        double[][] rows = [[1, 5], [2, 7], [4, 9]];
        double[] Loss(IReadOnlyList<double[]> changed, IReadOnlyList<int> places) => [.. changed.Select((r, i) => Math.Abs(r[0] - rows[places[i]][0]))];

        Assert.Equal((1 + 3 + 1 + 2 + 3 + 2) / 9.0, PermutationImportance.Exact(Loss, rows, 0)!.Value, 1e-12);
        Assert.Equal(0, PermutationImportance.Exact(Loss, rows, 1)!.Value, 1e-12);
    }

    [Fact]
    public void Shadow_models_that_agree_tell_a_member_apart()
    {
        Assert.True(LikelihoodRatioAttack.Score(0.99, [0.98, 0.99, 0.985], [0.6, 0.7, 0.65]) > 0);
        Assert.True(LikelihoodRatioAttack.Score(0.66, [0.98, 0.99, 0.985], [0.6, 0.7, 0.65]) < 0);
        Assert.Null(LikelihoodRatioAttack.Score(0.5, [0.9], [0.6, 0.7]));
    }

    [Fact]
    public void Guessing_an_attribute_counts_only_above_the_commonest_value()
    {
        var attack = AttributeInference.Of(["a", "a", "a", "b"], ["a", "a", "b", "b"])!;

        Assert.Equal((0.75, 0.75, 0.0), (attack.Accuracy, attack.Baseline, attack.Advantage));
    }

    [Fact]
    public void Renyi_accounting_of_many_releases_is_tighter_than_adding()
    {
        var one = PrivacyBudget.FromRenyiGaussian(2, 1, 1e-5);

        Assert.True(PrivacyBudget.FromRenyiGaussian(2, 100, 1e-5) < 100 * one);
        Assert.Equal(0.125 + Math.Sqrt(2 * Math.Log(1e5) / 4), one, 1e-12);
    }

    [Fact]
    public void Ordered_closeness_is_half_when_a_class_holds_one_end_of_two()
    {
        Assert.Equal(0.5, Anonymity.OrderedCloseness([[10, 0], [0, 10]])!.Value, 1e-12);
        Assert.Equal(0, Anonymity.OrderedCloseness([[5, 5], [7, 7]])!.Value, 1e-12);
    }

    [Fact]
    public void The_mean_gap_is_over_groups_with_rows()
    {
        Assert.Equal(2, PredictionParity.MeanGap([RegressionCell.Of([1, 1], [1, 3]), RegressionCell.Of([0], [4]), default])!.Value, 1e-12);
        Assert.Null(PredictionParity.MeanGap([RegressionCell.Of([0], [4])]));
    }

    [Fact]
    public void A_thinned_distribution_stays_near_the_exact_one_and_keeps_the_largest_value()
    {
        var random = new SeededRandom(1);
        var sample = Enumerable.Range(0, 20_000).Select(_ => random.NextNormal()).ToArray();
        EmpiricalDistribution exact = EmpiricalDistribution.Of(sample, 20_000), thin = EmpiricalDistribution.Of(sample, 500);

        Assert.False(thin.IsExact);
        Assert.Equal((20_000L, exact.Points[^1]), (thin.Rows, thin.Points[^1]));
        Assert.InRange(exact.KolmogorovSmirnov(thin)!.Value.Statistic, 0, 1.0 / 500 + 1e-9);
    }

    [Fact]
    public void Directions_of_a_reference_rebuild_its_own_rows_and_not_those_of_another_shape()
    {
        var random = new SeededRandom(2);
        double[][] Draw(double slope) => [.. Enumerable.Range(0, 500).Select(_ => random.NextNormal()).Select(x => new[] { x, (slope * x) + (0.1 * random.NextNormal()) })];
        var profile = PrincipalProfile.Of(Draw(1))!;

        Assert.InRange(profile.Measure(Draw(1))!.Value.Score, -4, 4);
        Assert.True(profile.Measure(Draw(-1))!.Value.Score > 20);
    }

    private static double Z(double[] r) => (_weights[0] * r[0]) + (_weights[1] * r[1]) + 0.5;
}
