using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Computes what else the cells of an attribute tell: measures that speak of all groups at once, of labels, of strata and of subgroups.</summary>
/// <remarks>Groups that are not known or too small by the rule take no part, as in every other comparison.</remarks>
internal static class FurtherMetrics
{
    private const int TopSubgroups = 5;

    /// <summary>Computes them for every attribute, and over the cross of all where there are several.</summary>
    /// <param name="cells">The cells of a binary label.</param>
    /// <param name="attributes">The comparisons by attribute.</param>
    /// <param name="cross">The comparison over the cross of all attributes, or null.</param>
    /// <param name="options">How groups are compared.</param>
    public static ImmutableArray<MetricValue> Of(PredictionCells cells, ImmutableArray<GroupAnalysis> attributes, GroupAnalysis? cross, AnalysisOptions options)
    {
        var found = ImmutableArray.CreateBuilder<MetricValue>();
        foreach (var analysis in attributes.Concat(cross is null ? [] : [cross]))
        {
            AddWhole(found, analysis.Table, options, cells.HasLabels);
        }
        foreach (var analysis in attributes)
        {
            AddDisparity(found, analysis.Table, cross?.Table, options);
            if (analysis.Reference is { } reference && cells.HasLabels)
            {
                AddLabels(found, analysis.Table, reference, options);
                AddComparisons(found, analysis, reference, options);
            }
        }
        if (cells.HasLabels && (cross ?? attributes.FirstOrDefault())?.Table is { } finest)
        {
            foreach (var rate in (Rate[])[Rate.Selection, Rate.Error])
            {
                AddSubgroups(found, finest, rate, options);
            }
        }
        return found.ToImmutable();
    }

    private static void AddWhole(ImmutableArray<MetricValue>.Builder found, GroupTable table, AnalysisOptions options, bool hasLabels)
    {
        ImmutableArray<ConfusionCell> groups = [.. Judged(table, options, Rate.Selection).Select(g => g.Cell)];
        if (groups.Length < 2)
        {
            return;
        }
        var (by, rows) = ($"by {string.Join(" x ", table.Attributes)}", groups.Sum(g => g.Rows));
        void Add(string name, double? value, string unit) => found.Add(new(name, value, null, unit, by, rows, false));
        Add("differential_fairness_epsilon", DifferentialFairness.OfPredictions(groups), "log ratio, smoothed");
        Add("mutual_information_independence", MutualInformation.Independence(groups), "nats");
        Add("selection_rate_dispersion", GroupDispersion.CorrectedVariance(groups, Rate.Selection), "variance, corrected for chance");
        if (hasLabels)
        {
            Add("bias_amplification", DifferentialFairness.BiasAmplification(groups), "log ratio, predictions less labels");
            Add("mutual_information_separation", MutualInformation.Separation(groups), "nats");
            Add("mutual_information_sufficiency", MutualInformation.Sufficiency(groups), "nats");
            Add("error_dispersion", GroupDispersion.CorrectedVariance(groups, Rate.Error), "variance, corrected for chance");
        }
    }

    /// <summary>The disparity of the group that is worst off, and the same within the strata that the other attributes make.</summary>
    private static void AddDisparity(ImmutableArray<MetricValue>.Builder found, GroupTable table, GroupTable? cross, AnalysisOptions options)
    {
        var all = table.Overall;
        foreach (var group in Judged(table, options, Rate.Selection))
        {
            var slice = $"{table.Attributes[0]}={group.Name}";
            found.Add(new("demographic_disparity", Disparity(group.Cell, all), null, "share of rejected less share of accepted", slice, group.Cell.Rows, false));
            if (cross is not null)
            {
                var place = cross.Attributes.IndexOf(table.Attributes[0]);
                var strata = cross.Groups.GroupBy(g => string.Join('|', g.Values.Where((_, i) => i != place)), StringComparer.Ordinal).Select(stratum =>
                {
                    var own = stratum.Where(g => g.Values[place] == group.Values[0]).Aggregate(default(ConfusionCell), (sum, g) => sum + g.Cell);
                    var whole = stratum.Aggregate(default(ConfusionCell), (sum, g) => sum + g.Cell);
                    return (own.Selected, own.Rows - own.Selected, whole.Selected, whole.Rows - whole.Selected);
                });
                found.Add(new("conditional_demographic_disparity", ConditionalDisparity.Conditional(strata), null, "mean over strata of the other attributes", slice, group.Cell.Rows, false));
            }
        }
    }

    private static double? Disparity(ConfusionCell own, ConfusionCell all) =>
        ConditionalDisparity.Disparity(own.Selected, own.Rows - own.Selected, all.Selected, all.Rows - all.Selected);

    private static void AddLabels(ImmutableArray<MetricValue>.Builder found, GroupTable table, Group reference, AnalysisOptions options)
    {
        foreach (var group in Judged(table, options, Rate.Base).Where(g => g != reference))
        {
            var slice = $"{table.Attributes[0]}={group.Name} against {reference.Name}";
            long[] own = [group.Cell.Positives, group.Cell.Negatives], other = [reference.Cell.Positives, reference.Cell.Negatives];
            var divergence = LabelBalance.KullbackLeibler(own, other);
            void Add(string name, double? value, string unit) => found.Add(new(name, value, null, unit, slice, group.Cell.Rows + reference.Cell.Rows, null));
            Add("class_imbalance", LabelBalance.ClassImbalance(group.Cell.Rows, reference.Cell.Rows), "share");
            Add("label_kl_divergence", divergence is { } number && double.IsFinite(number) ? number : null, "nats");
            Add("label_js_divergence", LabelBalance.JensenShannon(own, other), "nats");
        }
    }

    /// <summary>Signed differences as other tools have them: group less reference. A name that already stands for all groups together is left to them.</summary>
    private static void AddComparisons(ImmutableArray<MetricValue>.Builder found, GroupAnalysis analysis, Group reference, AnalysisOptions options)
    {
        foreach (var group in Judged(analysis.Table, options, Rate.TruePositive).Where(g => g != reference))
        {
            foreach (var metric in ReferenceMetrics.All.Where(m => GroupMetrics.Find(m.Definition.Name) is null))
            {
                found.Add(new(metric.Definition.Name, metric.Compute(group.Cell, reference.Cell), null, metric.Definition.Unit,
                    $"{analysis.Table.Attributes[0]}={group.Name} against {reference.Name}", group.Cell.Rows + reference.Cell.Rows, metric.Definition.HigherIsBetter));
            }
        }
    }

    private static void AddSubgroups(ImmutableArray<MetricValue>.Builder found, GroupTable table, Rate rate, AnalysisOptions options)
    {
        foreach (var one in SubgroupScan.Run(table, rate, options.SmallGroups, top: TopSubgroups).Where(s => s.AdjustedPValue < 1 - options.Confidence))
        {
            var name = string.Join(", ", one.Attributes.Zip(one.Group.Values, (a, v) => $"{a}={v}"));
            found.Add(new($"subgroup_{rate.Name()}", one.Value, null, string.Create(CultureInfo.InvariantCulture, $"share; z {one.Z:F1}, p {one.AdjustedPValue:G2} after Holm"), name, one.Group.Cell.Rows, null));
        }
    }

    private static IEnumerable<Group> Judged(GroupTable table, AnalysisOptions options, Rate rate)
    {
        var rows = table.Overall.Rows;
        return table.Known.Where(g => options.SmallGroups.Reason(g.Cell, rate, rows) is null);
    }
}
