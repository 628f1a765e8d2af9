using System.Collections.Immutable;
using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Drift;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;

namespace Bylaw.Metrics.Tests;

/// <summary>Faults that are known of other tools, and do not occur here.</summary>
public sealed class KnownFaultTests
{
    [Fact]
    public void A_rate_is_over_the_groups_own_rows_and_not_over_all()
    {
        // One tool divides a group's false positives by the negatives of all rows, so that small groups look good.
        var table = Table(("a", new(10, 30, 70, 10)), ("b", new(10, 3, 7, 10)));

        Assert.All(table.Groups, g => Assert.Equal(0.3, g.Cell.Value(Rate.FalsePositive)!.Value, 1e-12));
        Assert.Equal(0, GroupMetrics.Find("false_positive_rate_difference")!.Compute([.. table.Groups.Select(g => g.Cell)])!.Value, 1e-12);
    }

    [Fact]
    public void The_stability_index_does_not_change_with_the_extremes_of_the_window()
    {
        // Bins that are cut anew for each window move when one value is far out.
        var bins = FeatureBins.FromQuantiles("x", [.. Enumerable.Range(0, 1000).Select(i => i / 1000.0)]);
        long[] reference = Count(bins, Enumerable.Range(0, 1000).Select(i => i / 1000.0));
        long[] near = Count(bins, Enumerable.Range(0, 100).Select(i => i / 100.0).Append(1.01)), far = Count(bins, Enumerable.Range(0, 100).Select(i => i / 100.0).Append(1e9));

        Assert.Equal(BinDistance.PopulationStability(reference, near), BinDistance.PopulationStability(reference, far));
    }

    [Fact]
    public void A_group_that_is_too_small_neither_sets_the_maximum_nor_passes()
    {
        // One tool drops the small group from the result and still lets it set the maximum.
        var table = Table(("a", new(200, 100, 400, 300)), ("b", new(180, 90, 420, 310)), ("tiny", new(3, 0, 0, 0)));

        var analysis = GroupAnalysis.Of(table, AnalysisOptions.Default with { Replicates = 0 });

        Assert.Equal(270.0 / 300, analysis.Metrics.Single(m => m.Definition.Name == "demographic_parity_ratio").Value!.Value, 1e-12);
        Assert.NotNull(analysis.Groups.Single(g => g.Group.Name == "tiny")[Rate.Selection].Insufficient);
    }

    [Fact]
    public void A_ratio_of_nothing_to_nothing_is_no_ratio()
    {
        // Elsewhere it is NaN, which is smaller than no limit, or 1.
        Assert.Null(GroupMetrics.Find("demographic_parity_ratio")!.Compute([new(0, 0, 50, 50), new(0, 0, 60, 40)]));
        Assert.Equal(Outcome.Insufficient, Judgement.Of(double.NaN, null, LimitKind.AtLeast, 0.8));
    }

    [Fact]
    public void A_ratio_just_under_the_limit_fails_although_it_would_be_rounded_up() =>
        Assert.Equal(Outcome.Fail, Judgement.Of(0.79999, null, LimitKind.AtLeast, 0.8));

    [Fact]
    public void Differences_against_a_reference_keep_their_sign_and_gaps_over_groups_have_none()
    {
        // The same word means both in different tools.
        ConfusionCell group = new(20, 10, 40, 30), reference = new(40, 20, 20, 20);

        Assert.Equal(-0.3, ReferenceMetrics.Find("statistical_parity_difference")!.Compute(group, reference)!.Value, 1e-12);
        Assert.Equal(0.3, GroupMetrics.Find("demographic_parity_difference")!.Compute([group, reference])!.Value, 1e-12);
    }

    [Fact]
    public void A_rate_of_one_in_few_rows_has_a_wide_interval_and_not_the_interval_of_no_width()
    {
        // The normal approximation gives 1 to 1 for five of five.
        var interval = ProportionIntervals.Wilson(5, 5)!.Value;

        Assert.True(interval.Low < 0.6);
    }

    [Fact]
    public void A_curve_with_ties_counts_half_and_does_not_depend_on_the_order_of_rows()
    {
        var one = RocCurve.Of([0.5, 0.5, 0.5, 0.5], [true, false, true, false])!.Area;
        var other = RocCurve.Of([0.5, 0.5, 0.5, 0.5], [false, false, true, true])!.Area;

        Assert.Equal((0.5, 0.5), (one, other));
    }

    private static GroupTable Table(params (string Name, ConfusionCell Cell)[] groups) =>
        new(["group"], groups.Select(g => KeyValuePair.Create(ImmutableArray.Create<string?>(g.Name), g.Cell)));

    private static long[] Count(FeatureBins bins, IEnumerable<double> values)
    {
        var counts = new long[bins.Count];
        foreach (var value in values)
        {
            counts[bins.IndexOf((double?)value)]++;
        }
        return counts;
    }
}
