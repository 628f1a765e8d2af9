using System.Collections.Immutable;
using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Testing;

namespace Bylaw.Metrics.Fairness;

/// <summary>Says how groups are compared.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Gets the defaults: 95 % intervals, 2,000 draws, Holm's correction, the largest group as reference.</summary>
    public static AnalysisOptions Default { get; } = new();

    /// <summary>Gets the size limits.</summary>
    public SmallGroupRule SmallGroups { get; init; } = SmallGroupRule.Default;

    /// <summary>Gets the reference.</summary>
    public ReferenceChoice Reference { get; init; } = ReferenceChoice.Largest;

    /// <summary>Gets the confidence of every interval. Default 0.95.</summary>
    public double Confidence { get; init => field = value is > 0.5 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be above 0.5 and below 1"); } = 0.95;

    /// <summary>Gets how often cells are drawn for the intervals of gaps and ratios. Default 2,000; 0 leaves those out.</summary>
    public int Replicates { get; init => field = value is >= 0 and <= 1_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be from 0 to 1,000,000"); } = 2000;

    /// <summary>Gets the seed of the draws. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Gets the metrics that compare all groups. All of them unless told.</summary>
    public ImmutableArray<GroupMetric> Metrics { get; init; } = GroupMetrics.All;
}

/// <summary>Holds a rate of one group with its interval, or the reason why it is not judged.</summary>
/// <param name="Rate">Which rate.</param>
/// <param name="Value">The rate; null without a denominator.</param>
/// <param name="Interval">Wilson's interval; null without a denominator.</param>
/// <param name="Insufficient">Why the group is too small for this rate, or null when it is not.</param>
public sealed record RateEstimate(Rate Rate, double? Value, Interval? Interval, string? Insufficient);

/// <summary>Holds everything about one group.</summary>
/// <param name="Group">Its values and cell.</param>
/// <param name="Share">Its share of the rows.</param>
/// <param name="Rates">Its rates, one for each <see cref="Rate"/> in order.</param>
public sealed record GroupEstimate(Group Group, double Share, ImmutableArray<RateEstimate> Rates)
{
    /// <summary>Gets one rate.</summary>
    /// <param name="rate">Which rate.</param>
    /// <returns>The estimate.</returns>
    public RateEstimate this[Rate rate] => Rates[(int)rate];
}

/// <summary>Holds a metric that compares all groups.</summary>
/// <param name="Definition">Name, version and words.</param>
/// <param name="Value">The number over the groups that are large enough; null with fewer than two.</param>
/// <param name="Interval">The cell bootstrap's interval, or null.</param>
public sealed record MetricEstimate(MetricDefinition Definition, double? Value, Interval? Interval);

/// <summary>Holds one group against the reference.</summary>
/// <param name="Group">The group.</param>
/// <param name="Difference">Selection rate minus that of the reference.</param>
/// <param name="DifferenceInterval">Newcombe's interval.</param>
/// <param name="Ratio">Selection rate divided by that of the reference; null when that is zero.</param>
/// <param name="RatioInterval">Katz' interval; null when a rate is zero.</param>
/// <param name="PValue">Fisher's exact test on selection.</param>
/// <param name="AdjustedPValue">The same after Holm's correction over the groups.</param>
public sealed record ReferenceComparison(
    Group Group, double? Difference, Interval? DifferenceInterval, double? Ratio, Interval? RatioInterval, double? PValue, double? AdjustedPValue);

/// <summary>Holds the whole comparison of the groups of one table; a pure function of its cells.</summary>
public sealed record GroupAnalysis
{
    /// <summary>Gets the table.</summary>
    public required GroupTable Table { get; init; }

    /// <summary>Gets the groups, also those too small and the unknown.</summary>
    public required ImmutableArray<GroupEstimate> Groups { get; init; }

    /// <summary>Gets the metrics over groups.</summary>
    public required ImmutableArray<MetricEstimate> Metrics { get; init; }

    /// <summary>Gets the reference group, or null when no group can serve.</summary>
    public required Group? Reference { get; init; }

    /// <summary>Gets each sufficiently large group against the reference.</summary>
    public required ImmutableArray<ReferenceComparison> Comparisons { get; init; }

    /// <summary>Gets the test of independence of group and prediction; null when there is nothing to compare.</summary>
    public required ChiSquareAnswer? Independence { get; init; }

    /// <summary>Gets the rows of which a value is not known.</summary>
    public long UnknownRows => Table.Groups.Where(g => !g.IsKnown).Sum(g => g.Cell.Rows);

    /// <summary>Compares the groups of a table.</summary>
    /// <param name="table">The cells.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <returns>Every rate, gap, interval and test.</returns>
    public static GroupAnalysis Of(GroupTable table, AnalysisOptions? options = null)
    {
        options ??= AnalysisOptions.Default;
        var rule = options.SmallGroups;
        var z = Distributions.TwoSidedZ(options.Confidence);
        var total = table.Overall.Rows;
        var reference = options.Reference.Find(table, Rate.Selection, rule);
        var selectable = table.Known.Where(g => rule.Reason(g.Cell, Rate.Selection, total) is null).ToList();
        return new()
        {
            Table = table,
            Groups = [.. table.Groups.Select(g => Estimate(g, rule, total, z))],
            Metrics = Estimate(table, options, total),
            Reference = reference,
            Comparisons = reference is null ? [] : Compare(selectable.Where(g => g.Name != reference.Name || options.Reference.Kind == ReferenceKind.Overall), reference, z),
            Independence = ChiSquare.Test(SelectionCounts(selectable)),
        };
    }

    private static GroupEstimate Estimate(Group group, SmallGroupRule rule, long total, double z) => new(
        group,
        total > 0 ? (double)group.Cell.Rows / total : 0,
        [.. Enum.GetValues<Rate>().Select(rate =>
        {
            var (hits, trials) = group.Cell.Counts(rate);
            return new RateEstimate(rate, group.Cell.Value(rate), ProportionIntervals.Wilson(hits, trials, z),
                group.IsKnown ? rule.Reason(group.Cell, rate, total) : "a value is not known");
        })]);

    /// <summary>Computes each metric over the groups that are large enough for the rate it reads.</summary>
    private static ImmutableArray<MetricEstimate> Estimate(GroupTable table, AnalysisOptions options, long total)
    {
        var estimates = new MetricEstimate[options.Metrics.Length];
        var byMembers = options.Metrics.Index().GroupBy(m => string.Join(',', Members(m.Item)));
        foreach (var family in byMembers)
        {
            var cells = Members(family.First().Item).Select(i => table.Groups[i].Cell).ToArray();
            var intervals = options.Replicates > 0 && cells.Length >= 2
                ? CellBootstrap.Run(cells, [.. family.Select(m => m.Item.Compute)], options.Replicates, options.Confidence, options.Seed)
                : new Interval?[family.Count()];
            var groups = new GroupRates(cells);
            foreach (var ((index, metric), interval) in family.Zip(intervals))
            {
                var value = cells.Length >= 2 ? metric.Compute(groups) : null;
                estimates[index] = new(metric.Definition, value, value is null ? null : interval);
            }
        }
        return [.. estimates];

        IEnumerable<int> Members(GroupMetric metric) => table.Groups.Index()
            .Where(g => g.Item.IsKnown && metric.Reads.All(rate => options.SmallGroups.Reason(g.Item.Cell, rate, total) is null))
            .Select(g => g.Index);
    }

    private static ImmutableArray<ReferenceComparison> Compare(IEnumerable<Group> groups, Group reference, double z)
    {
        var compared = groups.Select(group =>
        {
            var (hits, trials) = group.Cell.Counts(Rate.Selection);
            var (referenceHits, referenceTrials) = reference.Cell.Counts(Rate.Selection);
            var p = group.Cell.Value(Rate.Selection);
            var q = reference.Cell.Value(Rate.Selection);
            return new ReferenceComparison(
                group,
                p - q,
                ProportionIntervals.Newcombe(hits, trials, referenceHits, referenceTrials, z),
                q > 0 ? p / q : null,
                ProportionIntervals.Katz(hits, trials, referenceHits, referenceTrials, z),
                TwoProportions.FisherExact(hits, trials, referenceHits, referenceTrials),
                null);
        }).ToArray();
        var tested = compared.Where(c => c.PValue is not null).ToArray();
        var adjusted = MultipleTesting.Holm(tested.Select(c => c.PValue!.Value).ToArray());
        var byGroup = tested.Zip(adjusted).ToDictionary(t => t.First.Group, t => t.Second);
        return [.. compared.Select(c => c with { AdjustedPValue = byGroup.TryGetValue(c.Group, out var p) ? p : null })];
    }

    private static long[,] SelectionCounts(List<Group> groups)
    {
        var counts = new long[groups.Count, 2];
        for (var index = 0; index < groups.Count; index++)
        {
            counts[index, 0] = groups[index].Cell.Selected;
            counts[index, 1] = groups[index].Cell.Rows - groups[index].Cell.Selected;
        }
        return counts;
    }
}
