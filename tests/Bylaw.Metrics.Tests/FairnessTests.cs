using System.Collections.Immutable;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Testing;
using CsCheck;

namespace Bylaw.Metrics.Tests;

public sealed class FairnessTests
{
    private static readonly Gen<ConfusionCell> _cell =
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[0, 400]).Select((a, b, c, d) => new ConfusionCell(a, b, c, d));

    [Fact]
    public void A_rate_without_a_denominator_is_null_and_not_zero()
    {
        var cell = new ConfusionCell(0, 3, 7, 0);

        Assert.Null(cell.Value(Rate.TruePositive));
        Assert.Equal(0.3, cell.Value(Rate.FalsePositive));
        Assert.Equal(0, cell.Value(Rate.TruePositive, UndefinedRate.Zero));
    }

    [Fact]
    public void A_small_group_is_insufficient_and_does_not_set_the_maximum()
    {
        var table = Table(("a", new(40, 10, 40, 10)), ("b", new(20, 10, 60, 10)), ("tiny", new(5, 0, 0, 0)));

        var analysis = GroupAnalysis.Of(table, AnalysisOptions.Default with { Reference = ReferenceChoice.Best });

        Assert.Equal(0.3 / 0.5, analysis.Metrics.Single(m => m.Definition.Name == "demographic_parity_ratio").Value!.Value, 1e-12);
        Assert.Equal("a", analysis.Reference!.Name);
        Assert.NotNull(analysis.Groups.Single(g => g.Group.Name == "tiny")[Rate.Selection].Insufficient);
    }

    [Fact]
    public void One_group_alone_gives_no_gap()
    {
        var analysis = GroupAnalysis.Of(Table(("a", new(40, 10, 40, 10))));

        Assert.All(analysis.Metrics, m => Assert.Null(m.Value));
        Assert.Null(analysis.Independence);
        Assert.Equal(Outcome.Insufficient, Judgement.Of(analysis.Metrics[0].Value, null, LimitKind.AtLeast, 0.8));
    }

    [Fact]
    public void Unknown_values_are_counted_and_take_no_part()
    {
        var table = new GroupTable(["race"], [
            KeyValuePair.Create(ImmutableArray.Create<string?>("a"), new ConfusionCell(40, 10, 40, 10)),
            KeyValuePair.Create(ImmutableArray.Create<string?>("b"), new ConfusionCell(40, 10, 40, 10)),
            KeyValuePair.Create(ImmutableArray.Create<string?>((string?)null), new ConfusionCell(0, 0, 50, 0))]);

        var analysis = GroupAnalysis.Of(table);

        Assert.Equal(50, analysis.UnknownRows);
        Assert.Equal(1, analysis.Metrics.Single(m => m.Definition.Name == "demographic_parity_ratio").Value);
    }

    [Theory]
    [InlineData(0.72, Outcome.Fail)]
    [InlineData(0.8, Outcome.Pass)]
    [InlineData(0.79999999, Outcome.Fail)]
    [InlineData(double.NaN, Outcome.Insufficient)]
    public void A_limit_is_compared_without_rounding(double value, Outcome wanted) =>
        Assert.Equal(wanted, Judgement.Of(value, null, LimitKind.AtLeast, 0.8));

    [Fact]
    public void An_interval_that_crosses_the_limit_is_insufficient_where_certainty_is_needed() =>
        Assert.Equal(Outcome.Insufficient, Judgement.Of(0.85, new Interval(0.7, 1), LimitKind.AtLeast, 0.8, needsCertainty: true));

    [Fact]
    public void Generalised_entropy_equals_the_published_values()
    {
        // AIF360's test: labels 1001001011 against two predictions.
        var a = new ConfusionCell(3, 2, 3, 2);
        var b = new ConfusionCell(2, 3, 2, 3);

        Assert.Equal(0.2, Inequality.GeneralizedEntropy(a)!.Value, 1e-12);
        Assert.Equal(0.2772588722239781, Inequality.Theil(a)!.Value, 1e-12);
        Assert.Equal(0.3, Inequality.GeneralizedEntropy(b)!.Value, 1e-12);
    }

    [Fact]
    public void Merging_shards_gives_the_table_of_all_rows() => Gen.Select(_cell, _cell, _cell, _cell).Sample((a, b, c, d) =>
    {
        var left = Table(("x", a), ("y", b));
        var right = Table(("y", c), ("z", d));

        Assert.Equal(Table(("x", a), ("y", b + c), ("z", d)).Groups.Select(g => (g.Name, g.Cell)), left.Merge(right).Groups.Select(g => (g.Name, g.Cell)));
    }, iter: 200);

    [Fact]
    public void Gaps_do_not_depend_on_the_order_of_groups_and_ratios_stay_between_0_and_1() => _cell.Array[2, 6].Sample(cells =>
    {
        var reversed = cells.Reverse().ToArray();
        foreach (var metric in GroupMetrics.All)
        {
            var value = metric.Compute(cells);
            Assert.True(value is null || Math.Abs(value.Value - metric.Compute(reversed)!.Value) < 1e-12);
            Assert.True(metric.Definition.Unit != "ratio" || value is null or (>= 0 and <= 1 + 1e-12));
        }
    }, iter: 300);

    [Fact]
    public void Bootstrap_is_repeatable_and_covers_the_value()
    {
        ConfusionCell[] cells = [new(400, 100, 400, 100), new(200, 100, 600, 100)];
        var metric = GroupMetrics.Find("demographic_parity_difference")!;

        var first = CellBootstrap.Run(cells, [metric.Compute], seed: 5)[0]!.Value;
        var second = CellBootstrap.Run(cells, [metric.Compute], seed: 5)[0]!.Value;

        Assert.Equal(first, second);
        Assert.True(first.Contains(0.2));
        var newcombe = ProportionIntervals.Newcombe(500, 1000, 300, 1000)!.Value;
        Assert.Equal(newcombe.Low, first.Low, 0.01);
        Assert.Equal(newcombe.High, first.High, 0.01);
    }

    [Fact]
    public void Bootstrap_gives_the_quantiles_of_the_very_draws_that_a_sort_would_give()
    {
        ConfusionCell[] cells = [new(40, 10, 40, 10), new(20, 10, 60, 10), new(3, 0, 9, 2)];
        var kept = GroupMetrics.All.Select(_ => new List<double>()).ToArray();

        var intervals = CellBootstrap.Run(cells, [.. GroupMetrics.All.Select((m, i) => (Func<IReadOnlyList<ConfusionCell>, double?>)(drawn =>
        {
            var value = m.Compute([.. drawn]);
            kept[i].AddRange(value is { } number ? [number] : []);
            return m.Compute(drawn) == value ? value : throw new InvalidOperationException(m.Definition.Name);
        }))], replicates: 500);

        var tail = (1 - 0.95) / 2;
        foreach (var (values, interval) in kept.Zip(intervals))
        {
            values.Sort();
            Assert.Equal(values.Count >= 250, interval is not null);
            Assert.True(interval is null || (interval.Value.Low == Quantiles.OfSorted(values.ToArray(), tail) && interval.Value.High == Quantiles.OfSorted(values.ToArray(), 1 - tail)));
        }
    }

    [Fact]
    public void Quantiles_of_unsorted_values_are_those_of_sorted_ones() => Gen.Select(Gen.Int[0, 40].Array[1, 300], Gen.Double[0, 1]).Sample((numbers, probability) =>
    {
        double[] values = [.. numbers.Select(n => (double)n)];
        double[] sorted = [.. values.Order()];

        Assert.Equal(Quantiles.OfSorted(sorted, probability), Quantiles.Of(values, probability));
        Assert.Equal(sorted, values.Order());
    });

    [Fact]
    public void Permutation_test_agrees_with_Fisher_on_two_groups()
    {
        ConfusionCell[] cells = [new(30, 10, 30, 10), new(20, 10, 40, 10)];

        var p = PermutationTest.PValue(cells, GroupMetrics.Find("demographic_parity_difference")!.Compute, shuffles: 20_000)!.Value;

        Assert.Equal(TwoProportions.FisherExact(40, 80, 30, 80)!.Value, p, 0.015);
    }

    [Fact]
    public void Corrected_dispersion_is_about_zero_when_groups_are_equal()
    {
        var random = new Numerics.SeededRandom(3);
        var mean = Enumerable.Range(0, 2000).Average(_ => GroupDispersion.CorrectedVariance(
            [.. Enumerable.Range(0, 5).Select(_ => { var hits = Numerics.BinomialSampler.Next(random, 50, 0.3); return new ConfusionCell(hits, 0, 50 - hits, 0); })],
            Rate.Selection)!.Value);

        Assert.Equal(0, mean, 3e-4);
    }

    [Fact]
    public void Multi_class_counts_read_as_one_class_against_the_rest()
    {
        var table = new MultiClassTable(["x", "y", "z"], new long[,] { { 5, 1, 0 }, { 2, 6, 1 }, { 0, 0, 7 } });

        Assert.Equal(new ConfusionCell(6, 1, 12, 3), table.OneVersusRest(1));
        Assert.Equal(18.0 / 22, table.Accuracy()!.Value, 1e-12);
    }

    [Fact]
    public void The_subgroup_scan_finds_the_planted_group()
    {
        var table = new GroupTable(["sex", "race"], [
            Row("f", "a", new(25, 25, 25, 25)), Row("m", "a", new(25, 25, 25, 25)),
            Row("f", "b", new(5, 5, 45, 45)), Row("m", "b", new(25, 25, 25, 25))]);

        var found = SubgroupScan.Run(table, Rate.Selection, SmallGroupRule.Default);

        Assert.Equal("f|b", found[0].Group.Name);
        Assert.True(found[0].AdjustedPValue < 1e-6);
    }

    private static KeyValuePair<ImmutableArray<string?>, ConfusionCell> Row(string a, string b, ConfusionCell cell) => new([a, b], cell);

    private static GroupTable Table(params (string Name, ConfusionCell Cell)[] groups) =>
        new(["group"], groups.Select(g => KeyValuePair.Create(ImmutableArray.Create<string?>(g.Name), g.Cell)));
}
