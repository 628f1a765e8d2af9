using System.Collections.Immutable;

namespace Bylaw.Metrics.Fairness;

/// <summary>Pairs the definition of a metric over groups with its function, which reads cells and nothing else.</summary>
/// <param name="Definition">Name, version and words.</param>
/// <param name="Reads">The rates it reads: a group too small for one of them takes no part.</param>
/// <param name="Compute">The number for a list of groups, or null where it cannot be estimated.</param>
public sealed record GroupMetric(MetricDefinition Definition, ImmutableArray<Rate> Reads, Func<IReadOnlyList<ConfusionCell>, double?> Compute);

/// <summary>Lists the metrics that compare all groups at once.</summary>
public static class GroupMetrics
{
    private static readonly ImmutableArray<Rate> _parities =
    [
        Rate.TruePositive, Rate.FalsePositive, Rate.TrueNegative, Rate.FalseNegative, Rate.Precision, Rate.NegativePredictive,
        Rate.FalseDiscovery, Rate.FalseOmission, Rate.Accuracy, Rate.Error, Rate.Base,
    ];

    /// <summary>Gets every metric, under the rule that a rate without a denominator takes no part.</summary>
    public static ImmutableArray<GroupMetric> All { get; } = Build(UndefinedRate.Null);

    /// <summary>Builds the list under another rule for rates without a denominator, for comparing with other tools.</summary>
    /// <param name="undefined">The rule.</param>
    /// <returns>The same metrics in the same order.</returns>
    public static ImmutableArray<GroupMetric> Build(UndefinedRate undefined)
    {
        var all = ImmutableArray.CreateBuilder<GroupMetric>();
        AddFamily(all, "demographic_parity", [Rate.Selection], undefined);
        AddFamily(all, "equal_opportunity", [Rate.TruePositive], undefined);
        AddFamily(all, "equalized_odds", [Rate.TruePositive, Rate.FalsePositive], undefined);
        AddMeans(all, undefined);
        foreach (var rate in _parities)
        {
            AddFamily(all, rate.Name(), [rate], undefined);
        }
        AddFamily(all, "predictive_parity", [Rate.Precision], undefined);
        AddTreatment(all);
        foreach (var rate in (Rate[])[Rate.Accuracy, Rate.Precision, Rate.TruePositive])
        {
            all.Add(new(
                new($"{rate.Name()}_group_min", 1, $"smallest {rate.Name()} of any group", "share", true),
                [rate],
                cells => GroupRates.Of(cells).Least(rate, rate, undefined)));
        }
        all.Add(new(
            new("balanced_accuracy_group_min", 1, "smallest mean of true positive and true negative rate of any group", "share", true),
            [Rate.TruePositive, Rate.TrueNegative],
            cells => GroupRates.Of(cells).Least(Rate.TruePositive, Rate.TrueNegative, undefined)));
        return all.ToImmutable();
    }

    /// <summary>Finds a metric by name.</summary>
    /// <param name="name">Its lasting name.</param>
    /// <returns>The metric, or null.</returns>
    public static GroupMetric? Find(string name) => All.FirstOrDefault(m => m.Definition.Name == name);

    private static void AddFamily(ImmutableArray<GroupMetric>.Builder all, string name, Rate[] rates, UndefinedRate undefined)
    {
        var what = string.Join(" and ", rates.Select(r => r.Name()));
        var worst = rates.Length > 1 ? ", the worse of the two" : "";
        Add("difference", GroupGap.Difference, $"largest minus smallest {what} between groups{worst}");
        Add("ratio", GroupGap.Ratio, $"smallest divided by largest {what} between groups{worst}");
        Add("difference_to_overall", GroupGap.DifferenceToOverall, $"largest distance of a group's {what} from that of all rows{worst}");
        Add("ratio_to_overall", GroupGap.RatioToOverall, $"smallest of group / whole and whole / group of {what}{worst}");

        void Add(string suffix, GroupGap gap, string words)
        {
            var ratio = gap is GroupGap.Ratio or GroupGap.RatioToOverall;
            Rate first = rates[0], last = rates[^1];
            all.Add(new(
                new($"{name}_{suffix}", 1, words, ratio ? "ratio" : "absolute difference", ratio),
                [.. rates],
                first == last ? cells => GroupRates.Of(cells).Gap(gap, first, undefined) : cells => GroupRates.Of(cells).Worse(gap, first, last, undefined)));
        }
    }

    private static void AddMeans(ImmutableArray<GroupMetric>.Builder all, UndefinedRate undefined)
    {
        double? Mean(IReadOnlyList<ConfusionCell> cells, GroupGap gap) => GroupRates.Of(cells) is var groups
            ? 0.5 * (groups.Gap(gap, Rate.TruePositive, undefined) + groups.Gap(gap, Rate.FalsePositive, undefined))
            : null;

        all.Add(new(
            new("equalized_odds_difference_mean", 1, "mean of the differences in true and false positive rate between groups", "absolute difference", false),
            [Rate.TruePositive, Rate.FalsePositive],
            cells => Mean(cells, GroupGap.Difference)));
        all.Add(new(
            new("equalized_odds_ratio_mean", 1, "mean of the ratios of true and false positive rate between groups", "ratio", true),
            [Rate.TruePositive, Rate.FalsePositive],
            cells => Mean(cells, GroupGap.Ratio)));
    }

    private static void AddTreatment(ImmutableArray<GroupMetric>.Builder all) => all.Add(new(
        new("treatment_equality_difference", 1, "largest minus smallest count of false negatives for each false positive between groups", "absolute difference", false),
        [Rate.FalsePositive, Rate.FalseNegative],
        cells => GroupRates.Of(cells).TreatmentGap()));
}
