using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Drift;
using Bylaw.Metrics.Explanation;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Privacy;
using Bylaw.Metrics.Ranking;
using Bylaw.Metrics.Regression;
using Bylaw.Metrics.Robustness;

namespace Bylaw.Metrics.Tests;

public sealed class DriftAndScoreTests
{
    [Fact]
    public void Area_counts_ties_half()
    {
        Assert.Equal(0.5, RocCurve.Of([0.5, 0.5, 0.5], [true, false, true])!.Area);
        Assert.Equal(1, RocCurve.Of([0.1, 0.9], [false, true])!.Area);
        Assert.Equal((1 + 0.5 + 1 + 1) / 4, RocCurve.Of([0.2, 0.6, 0.6, 0.9], [false, false, true, true])!.Area);
    }

    [Fact]
    public void Area_is_null_with_one_class_and_NaN_is_refused()
    {
        Assert.Null(RocCurve.Of([0.1, 0.2], [true, true]));
        Assert.Throws<ArgumentException>(() => RocCurve.Of([double.NaN, 0.2], [true, false]));
        Assert.Throws<ArgumentException>(() => ScoreBins.Of([1.2], [true]));
    }

    [Fact]
    public void Area_between_mirrored_curves_is_their_gap()
    {
        var good = RocCurve.Of([0.1, 0.9], [false, true])!;
        var bad = RocCurve.Of([0.9, 0.1], [false, true])!;

        Assert.Equal(1, good.AreaBetween(bad), 1e-12);
        Assert.Equal(0, good.AreaBetween(good), 1e-12);
    }

    [Fact]
    public void Score_bins_of_shards_add_up_exactly()
    {
        var random = new SeededRandom(1);
        var scores = Enumerable.Range(0, 5000).Select(_ => random.NextDouble()).ToArray();
        var labels = scores.Select(s => random.NextDouble() < s).ToArray();

        var whole = ScoreBins.Of(scores, labels);
        var parts = ScoreBins.Of(scores.AsSpan(0, 1234), labels.AsSpan(0, 1234)).Bins.Zip(ScoreBins.Of(scores.AsSpan(1234), labels.AsSpan(1234)).Bins, (a, b) => a + b);

        Assert.Equal(whole.Bins, parts);
        Assert.True(whole.ExpectedError() < 0.05);
    }

    [Fact]
    public void Stability_index_is_zero_for_equal_shares_and_known_for_a_shift()
    {
        Assert.Equal(0, BinDistance.PopulationStability([50, 50], [500, 500]));
        Assert.Equal((0.3 * Math.Log(0.8 / 0.5)) - (0.3 * Math.Log(0.2 / 0.5)), BinDistance.PopulationStability([50, 50], [80, 20])!.Value, 1e-12);
        Assert.Null(BinDistance.PopulationStability([50, 50], [0, 0]));
    }

    [Fact]
    public void Distances_of_disjoint_bins_are_one()
    {
        Assert.Equal(1, BinDistance.JensenShannon([10, 0], [0, 10])!.Value, 1e-12);
        Assert.Equal(1, BinDistance.Hellinger([10, 0], [0, 10])!.Value, 1e-12);
        Assert.Equal(1, BinDistance.TotalVariation([10, 0], [0, 10])!.Value, 1e-12);
    }

    [Fact]
    public void Sample_distances_of_a_shift_are_the_shift()
    {
        var a = Enumerable.Range(0, 128).Select(i => i / 128.0).ToArray();
        var b = a.Select(x => x + 0.25).ToArray();

        Assert.Equal(0.25, SampleDistance.Wasserstein(a, b)!.Value, 1e-12);
        Assert.Equal(0.25, SampleDistance.KolmogorovSmirnov(a, b)!.Value.Statistic, 1e-12);
    }

    [Fact]
    public void Bins_come_from_the_reference_and_know_missing_and_unseen()
    {
        var numbers = FeatureBins.FromQuantiles("age", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        var words = FeatureBins.Categorical("city", ["b", "a"]);

        Assert.Equal(numbers.Count - 1, numbers.IndexOf((double?)null));
        Assert.Equal(0, numbers.IndexOf(-100.0));
        Assert.Equal(numbers.Count - 2, numbers.IndexOf(100.0));
        Assert.Equal((0, 1, 2, 3), (words.IndexOf("a"), words.IndexOf("b"), words.IndexOf("z"), words.IndexOf((string?)null)));
    }

    [Fact]
    public void The_sequential_alarm_keeps_its_false_alarm_rate_over_many_looks()
    {
        var random = new SeededRandom(11);
        var raised = 0;
        for (var life = 0; life < 500; life++)
        {
            var alarm = new SequentialAlarm(0.1);
            for (var window = 0; window < 200; window++)
            {
                alarm.Observe(BinomialSampler.Next(random, 100, 0.1), 100);
            }
            raised += alarm.IsRaised(0.05) ? 1 : 0;
        }

        Assert.True(raised <= 500 * 0.05, $"{raised} of 500 lives ended in a false alarm");
    }

    [Fact]
    public void The_sequential_alarm_sees_a_doubled_error_rate_within_a_few_windows()
    {
        var random = new SeededRandom(12);
        var alarm = new SequentialAlarm(0.1);
        var windows = 0;
        while (!alarm.IsRaised() && windows < 50)
        {
            alarm.Observe(BinomialSampler.Next(random, 200, 0.2), 200);
            windows++;
        }

        Assert.InRange(windows, 1, 5);
    }

    [Fact]
    public void The_distribution_alarm_forgives_the_sampling_error_of_its_reference()
    {
        var random = new SeededRandom(13);
        var raised = 0;
        for (var life = 0; life < 200; life++)
        {
            long[] Draw(int rows)
            {
                var counts = new long[4];
                BinomialSampler.Resample(random, [rows / 4, rows / 4, rows / 4, rows / 4], counts);
                return counts;
            }
            var alarm = new DistributionAlarm(Draw(400), 0.05);
            for (var window = 0; window < 100; window++)
            {
                alarm.Observe(Draw(400));
            }
            raised += alarm.IsRaised ? 1 : 0;
        }

        Assert.True(raised <= 10, $"{raised} of 200 lives ended in a false alarm");
    }

    [Fact]
    public void Label_free_estimate_is_right_for_calibrated_scores()
    {
        var random = new SeededRandom(2);
        var scores = Enumerable.Range(0, 50_000).Select(_ => random.NextDouble()).ToArray();
        var labels = scores.Select(s => random.NextDouble() < s).ToArray();
        var predictions = scores.Select(s => s >= 0.5).ToArray();

        var estimate = ConfidenceEstimate.Of(scores, predictions)!;

        var accuracy = predictions.Zip(labels).Average(p => p.First == p.Second ? 1.0 : 0.0);
        Assert.Equal(accuracy, estimate.Accuracy, 4 * estimate.AccuracyDeviation);
    }

    [Fact]
    public void Isotonic_calibration_pools_violators()
    {
        var map = IsotonicCalibration.Fit([0.1, 0.2, 0.3, 0.4], [false, true, false, true])!;

        Assert.Equal(0, map.Map(0.1));
        Assert.Equal(0.5, map.Map(0.25), 1e-12);
        Assert.Equal(1, map.Map(0.9));
    }

    [Fact]
    public void Membership_of_the_same_distribution_is_guessing()
    {
        Assert.Equal(1, MembershipInference.Of([0.9, 0.8, 0.1, 0.2], [true, true, false, false])!.Advantage);
        Assert.Equal(0.5, MembershipInference.Of([0.5, 0.5], [true, false])!.Area);
        Assert.Null(MembershipInference.Of([0.5], [true]));
    }

    [Fact]
    public void Anonymity_of_two_classes_is_counted()
    {
        var found = Anonymity.Of([[3, 1], [1, 0]])!;

        Assert.Equal((1L, 1L, 5L, 2L), (found.K, found.UniqueRows, found.RowsBelowFive, found.Classes));
        Assert.Equal(0.2, found.TCloseness, 1e-12);
    }

    [Fact]
    public void Infeasible_prefixes_equal_the_published_example()
    {
        var (index, places) = RankingFairness.Infeasible(["r", "b", "b", "b", "r", "r", "r", "b", "r", "b"], new Dictionary<string, double> { ["r"] = 0.5, ["b"] = 0.5 });

        Assert.Equal(1, index);
        Assert.Equal([3], places);
    }

    [Fact]
    public void Discounted_gain_equals_the_published_example()
    {
        double[] gains = [.. new double[] { 55, 65, 85, 70, 60, 50, 40, 30, 20, 10 }.Select(s => (s - 10) / 75)];

        Assert.Equal(2.6126967369231484, RankingFairness.DiscountedGain(gains), 1e-12);
        Assert.Equal(0.9205433036318259, RankingFairness.NormalizedDiscountedGain(gains)!.Value, 1e-12);
    }

    [Fact]
    public void Ranking_by_turns_is_near_parity()
    {
        var shares = new Dictionary<string, double> { ["a"] = 0.5, ["b"] = 0.5 };

        Assert.Equal(0, RankingFairness.MaxSkew(["a", "b", "a", "b"], shares, 4));
        Assert.True(RankingFairness.DiscountedDivergence(["a", "b", "a", "b"], shares) < RankingFairness.DiscountedDivergence(["a", "a", "b", "b"], shares));
    }

    [Fact]
    public void Regression_errors_add_up_over_shards()
    {
        var whole = RegressionCell.Of([1, 2, 3, 4], [1.5, 2, 2, 5]);
        var parts = RegressionCell.Of([1, 2], [1.5, 2]) + RegressionCell.Of([3, 4], [2, 5]);

        Assert.Equal(whole, parts);
        Assert.Equal(2.5 / 4, whole.MeanAbsoluteError!.Value, 1e-12);
        Assert.Equal(1 - (2.25 / 5), whole.RSquared!.Value, 1e-12);
    }

    [Fact]
    public void HopSkipJump_ends_near_the_true_boundary_of_a_linear_model_and_never_below_it()
    {
        double[] weights = [1, -2, 0.5], row = [1, -1, 0.3];
        bool Decide(double[] x) => x.Zip(weights, (a, b) => a * b).Sum() > 0;

        var answer = HopSkipJump.Attack(rows => [.. rows.Select(r => Decide(r) != Decide(row))], row, [-3, -3, -3], [3, 3, 3]);

        var bound = LinearRobustness.DistanceL2(weights, 0, row);
        Assert.InRange(answer.Distance, bound - 1e-9, bound * 1.1);
    }

    [Fact]
    public void A_gradient_step_reaches_the_closed_form_of_a_linear_model()
    {
        double[] weights = [2, -1];
        var random = new SeededRandom(4);
        var rows = Enumerable.Range(0, 300).Select(_ => new[] { random.NextNormal(), random.NextNormal() }).ToArray();
        var labels = rows.Select(r => (2 * r[0]) - r[1] > 0).ToArray();
        double[] Score(IReadOnlyList<double[]> many) => [.. many.Select(r => 1 / (1 + Math.Exp(-((2 * r[0]) - r[1]))))];

        var right = rows.Zip(labels).Count(r => Score([GradientAttack.Move(Score, r.First, r.Second, [0.3, 0.3])])[0] > 0.5 == r.Second);

        Assert.Equal(LinearRobustness.RobustAccuracy(weights, 0, rows, labels, 0.3)!.Value, right / 300.0, 1e-9);
    }

    [Fact]
    public void Sampled_attribution_of_a_linear_model_is_the_closed_form()
    {
        double[] weights = [1, 2, -3], row = [1, 1, 1], background = [0, 0.5, 2];
        double[] Score(IReadOnlyList<double[]> rows) => [.. rows.Select(r => r.Zip(weights, (a, b) => a * b).Sum())];

        var sampled = Attribution.Sampled(Score, row, [background], orders: 3);

        Assert.All(sampled.Zip(Attribution.Linear(weights, row, background)), p => Assert.Equal(p.Second, p.First, 1e-12));
    }

    [Fact]
    public void A_classifier_tells_shifted_rows_apart_and_equal_rows_not()
    {
        var random = new SeededRandom(6);
        double[][] Draw(double shift) => [.. Enumerable.Range(0, 400).Select(_ => new[] { random.NextNormal() + shift, random.NextNormal() })];

        var reference = Draw(0);
        Assert.InRange(MultivariateDrift.DomainClassifierArea(reference, Draw(0))!.Value, 0.4, 0.6);
        Assert.True(MultivariateDrift.DomainClassifierArea(reference, Draw(2)) > 0.85);
        Assert.True(MultivariateDrift.MeanDiscrepancy(reference, Draw(2)) > 20 * Math.Abs(MultivariateDrift.MeanDiscrepancy(reference, Draw(0))!.Value));
    }
}
