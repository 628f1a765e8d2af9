using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Testing;

namespace Bylaw.Accept.Fairness;

/// <summary>Checks one attribute of a reference file: every number that follows from the cells is computed from them and compared.</summary>
internal sealed class CellSection(string id, JsonObject section, Comparison compare)
{
    private static readonly Dictionary<string, Rate> _rates = new(StringComparer.Ordinal)
    {
        ["base_rate"] = Rate.Base, ["prevalence"] = Rate.Base,
        ["selection_rate"] = Rate.Selection, ["approval_rate"] = Rate.Selection,
        ["tpr"] = Rate.TruePositive, ["true_positive_rate"] = Rate.TruePositive, ["recall"] = Rate.TruePositive,
        ["fpr"] = Rate.FalsePositive, ["false_positive_rate"] = Rate.FalsePositive,
        ["tnr"] = Rate.TrueNegative, ["true_negative_rate"] = Rate.TrueNegative,
        ["fnr"] = Rate.FalseNegative, ["false_negative_rate"] = Rate.FalseNegative,
        ["precision"] = Rate.Precision, ["ppv"] = Rate.Precision,
        ["npv"] = Rate.NegativePredictive, ["negative_predictive_value"] = Rate.NegativePredictive,
        ["fdr"] = Rate.FalseDiscovery, ["false_discovery_rate"] = Rate.FalseDiscovery,
        ["false_omission_rate"] = Rate.FalseOmission, ["for"] = Rate.FalseOmission,
        ["accuracy"] = Rate.Accuracy, ["error_rate"] = Rate.Error,
    };

    private static readonly string[] _counts = ["tp", "fp", "tn", "fn", "n", "count"];
    private static readonly ImmutableArray<GroupMetric> _zeroForUndefined = GroupMetrics.Build(UndefinedRate.Zero);

    private readonly Dictionary<string, ConfusionCell> _cells = Cells(section["groups"]!.AsObject());

    /// <summary>Tells whether an object is such a section.</summary>
    public static bool Is(JsonObject node) => node["groups"] is JsonObject { Count: > 0 } groups
        && groups.All(g => g.Value is JsonObject o && o["tp"] is not null && o["fp"] is not null && o["tn"] is not null && o["fn"] is not null);

    public static Dictionary<string, ConfusionCell> Cells(JsonObject groups) => groups.ToDictionary(g => g.Key, g => new ConfusionCell(
        Count(g.Value!, "tp"), Count(g.Value!, "fp"), Count(g.Value!, "tn"), Count(g.Value!, "fn")), StringComparer.Ordinal);

    public void Check()
    {
        CheckGroups();
        CheckOverall();
        CheckBetweenGroups();
        CheckReference();
        CheckIndependence();
        CheckBootstrap();
    }

    private void CheckGroups()
    {
        foreach (var (name, node) in section["groups"]!.AsObject())
        {
            var cell = _cells[name];
            foreach (var (key, wanted) in node!.AsObject())
            {
                if (_rates.TryGetValue(key, out var rate))
                {
                    compare.Number($"{id}/{name}/{key}", wanted, cell.Value(rate));
                }
                else if (key == "n")
                {
                    compare.Number($"{id}/{name}/n", wanted, cell.Rows);
                }
                else if (key.EndsWith("_wilson95", StringComparison.Ordinal) && _rates.TryGetValue(key[..^9], out var of) && wanted is JsonArray ends)
                {
                    var (hits, trials) = cell.Counts(of);
                    var interval = ProportionIntervals.Wilson(hits, trials);
                    compare.Number($"{id}/{name}/{key}/low", ends[0], interval?.Low);
                    compare.Number($"{id}/{name}/{key}/high", ends[1], interval?.High);
                }
            }
        }
    }

    private void CheckOverall()
    {
        var all = _cells.Values.Aggregate(default(ConfusionCell), (a, b) => a + b);
        foreach (var (key, wanted) in section["overall"] as JsonObject ?? [])
        {
            if (_rates.TryGetValue(key, out var rate))
            {
                compare.Number($"{id}/overall/{key}", wanted, all.Value(rate));
            }
            else if (_counts.Contains(key))
            {
                compare.Number($"{id}/overall/{key}", wanted, key switch
                {
                    "tp" => all.TruePositives,
                    "fp" => all.FalsePositives,
                    "tn" => all.TrueNegatives,
                    "fn" => all.FalseNegatives,
                    _ => all.Rows,
                });
            }
        }
    }

    private void CheckBetweenGroups()
    {
        ConfusionCell[] cells = [.. _cells.Values];
        foreach (var (key, wanted) in section["fairlearn"] as JsonObject ?? [])
        {
            // Fairlearn takes a rate without a denominator for zero; its numbers are compared under its rule.
            var name = key.Replace(".to_overall", "_to_overall", StringComparison.Ordinal)
                .Replace(".mean", "_mean", StringComparison.Ordinal)
                .Replace("_score_", "_", StringComparison.Ordinal);
            var metric = _zeroForUndefined.FirstOrDefault(m => m.Definition.Name == name);
            compare.That($"{id}/fairlearn/{key}", metric is not null, $"there is no metric {name}");
            if (metric is not null)
            {
                compare.Number($"{id}/fairlearn/{key}", wanted, metric.Compute(cells));
            }
        }
        foreach (var (key, wanted) in section)
        {
            if (wanted is null or JsonValue && GroupMetrics.Find(key) is { } metric)
            {
                compare.Number($"{id}/{key}", wanted, metric.Compute(cells));
            }
        }
    }

    private void CheckReference()
    {
        if (section["reference_group"]?.GetValue<string>() is not { } reference || !_cells.TryGetValue(reference, out var standard))
        {
            return;
        }
        foreach (var (name, node) in section["vs_reference"] as JsonObject ?? [])
        {
            var cell = _cells[name];
            var (hits, trials) = cell.Counts(Rate.Selection);
            var (referenceHits, referenceTrials) = standard.Counts(Rate.Selection);
            foreach (var (key, wanted) in node!.AsObject())
            {
                var at = $"{id}/vs_reference/{name}/{key}";
                switch (key)
                {
                    case "z":
                        compare.Number(at, wanted, TwoProportions.Z(hits, trials, referenceHits, referenceTrials)?.Statistic);
                        break;
                    case "z_p_two_sided":
                        compare.Number(at, wanted, TwoProportions.Z(hits, trials, referenceHits, referenceTrials)?.PValue);
                        break;
                    case "fisher_exact_p":
                        compare.Number(at, wanted, TwoProportions.FisherExact(hits, trials, referenceHits, referenceTrials));
                        break;
                    default:
                        var metric = ReferenceMetrics.Find(Long(key));
                        compare.That(at, metric is not null, $"there is no metric {Long(key)}");
                        if (metric is not null)
                        {
                            compare.Number(at, wanted, metric.Compute(cell, standard));
                        }
                        break;
                }
            }
        }
    }

    private static string Long(string key) => key
        .Replace("average_abs_", "average_absolute_", StringComparison.Ordinal)
        .Replace("tpr_", "true_positive_rate_", StringComparison.Ordinal)
        .Replace("fpr_", "false_positive_rate_", StringComparison.Ordinal)
        .Replace("fnr_", "false_negative_rate_", StringComparison.Ordinal);

    private void CheckIndependence()
    {
        if (section["chi2_group_vs_prediction"] is not JsonObject wanted)
        {
            return;
        }
        var counts = new long[_cells.Count, 2];
        foreach (var (index, cell) in _cells.Values.Index())
        {
            (counts[index, 0], counts[index, 1]) = (cell.Selected, cell.Rows - cell.Selected);
        }
        var found = ChiSquare.Test(counts);
        compare.Number($"{id}/chi2", wanted["chi2"], found?.Statistic);
        compare.Number($"{id}/chi2/p", wanted["p"], found?.PValue);
        compare.Number($"{id}/chi2/dof", wanted["dof"], found?.DegreesOfFreedom);
        compare.Number($"{id}/chi2/cramers_v", wanted["cramers_v"], found?.CramersV);
    }

    private void CheckBootstrap()
    {
        if (section["bootstrap"] is not JsonObject wanted)
        {
            return;
        }
        ConfusionCell[] cells = [.. _cells.Values];
        var confidence = wanted["quantiles"] is JsonArray q ? q[1]!.GetValue<double>() - q[0]!.GetValue<double>() : 0.95;
        var names = _cells.Keys.ToList();
        foreach (var (key, node) in wanted)
        {
            if (_rates.TryGetValue(key, out var rate) && node is JsonObject byGroup)
            {
                var found = CellBootstrap.Run(cells, [.. names.Select((_, i) => (Func<IReadOnlyList<ConfusionCell>, double?>)(c => c[i].Value(rate, UndefinedRate.Zero)))], confidence: confidence);
                foreach (var (name, ends) in byGroup)
                {
                    var index = names.IndexOf(PlainName(name));
                    compare.That($"{id}/bootstrap/{key}/{name}", index >= 0, "no such group");
                    if (index >= 0)
                    {
                        compare.SampledInterval($"{id}/bootstrap/{key}/{name}", ends, found[index], 1.0 / Math.Max(1, cells[index].Counts(rate).Trials));
                    }
                }
            }
            else if (key.EndsWith("_ci", StringComparison.Ordinal))
            {
                var found = CellBootstrap.Run(cells, [Gap(key)], confidence: confidence)[0];
                compare.SampledInterval($"{id}/bootstrap/{key}", node, found, 1.0 / Math.Max(1, cells.Min(c => c.Rows)));
            }
        }
    }

    /// <summary>A reference may name an intersection as a tuple: <c>('Female', 'Black')</c>.</summary>
    private static string PlainName(string name) => name.StartsWith("('", StringComparison.Ordinal) && name.EndsWith("')", StringComparison.Ordinal)
        ? name[2..^2].Replace("', '", "|", StringComparison.Ordinal)
        : name;

    private static Func<IReadOnlyList<ConfusionCell>, double?> Gap(string key)
    {
        var name = key[..^3].Replace("selection_rate", "demographic_parity", StringComparison.Ordinal);
        return (GroupMetrics.Find(name) ?? _zeroForUndefined.First(m => m.Definition.Name == name)).Compute;
    }

    private static long Count(JsonNode node, string key) => (long)node[key]!.GetValue<double>();
}
