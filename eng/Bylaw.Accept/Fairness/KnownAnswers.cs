using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Ranking;

namespace Bylaw.Accept.Fairness;

/// <summary>Checks published numbers of other tools and of newspapers, and that known faults of tools do not occur here.</summary>
internal static class KnownAnswers
{
    public static void Check(JsonObject json, ReferenceData data, Comparison compare)
    {
        foreach (var (name, node) in json)
        {
            if (node is not JsonObject answer)
            {
                continue;
            }
            if (answer["y_true"] is JsonArray && answer["group"] is JsonArray)
            {
                Rows(name, answer, compare);
            }
            else if (answer["label"] is JsonArray label)
            {
                Inequalities(name, answer, label, compare);
            }
            else if (answer["scores"] is JsonArray)
            {
                Ranking(name, answer, compare);
            }
            else if (answer.Any(p => p.Key.EndsWith("_reported", StringComparison.Ordinal)))
            {
                TrueRates(name, answer, data, compare);
            }
            else
            {
                PublishedCounts(name, answer, compare);
                PublishedDisparities(name, answer, data, compare);
            }
        }
    }

    private static void Rows(string name, JsonObject answer, Comparison compare)
    {
        var truth = Integers(answer["y_true"]!);
        var prediction = Integers(answer["y_pred"]!);
        var group = answer["group"]!.AsArray().Select(g => g!.GetValue<string>()).ToArray();
        var table = new GroupTable(["group"], truth.Select((t, i) => KeyValuePair.Create(ImmutableArray.Create<string?>(group[i]), Cell(t, prediction[i]))));
        var overall = table.Overall;
        var cells = table.Groups.Select(g => g.Cell).ToArray();
        (string Key, Rate Rate)[] rates = [("tpr", Rate.TruePositive), ("fpr", Rate.FalsePositive), ("sel", Rate.Selection)];
        foreach (var (key, rate) in rates)
        {
            var values = cells.Select(c => c.Value(rate)).ToArray();
            compare.Number($"{name}/overall/{key}", answer["overall"]![key], overall.Value(rate));
            foreach (var found in table.Groups)
            {
                compare.Number($"{name}/{found.Name}/{key}", answer["by_group"]![found.Name]![key], found.Cell.Value(rate));
            }
            compare.Number($"{name}/difference/{key}", answer["difference"]![key], Spread.Difference(values));
            compare.Number($"{name}/ratio/{key}", answer["ratio"]![key], Spread.Ratio(values));
            compare.Number($"{name}/difference_to_overall/{key}", answer["difference_to_overall"]![key], Spread.DifferenceToOverall(values, overall.Value(rate)));
            compare.Number($"{name}/ratio_to_overall/{key}", answer["ratio_to_overall"]![key], Spread.RatioToOverall(values, overall.Value(rate)));
        }
        foreach (var (key, wanted) in answer)
        {
            if (GroupMetrics.Find(key) is { } metric)
            {
                compare.Number($"{name}/{key}", wanted, metric.Compute(cells));
            }
        }
    }

    private static void Inequalities(string name, JsonObject answer, JsonArray label, Comparison compare)
    {
        var truth = Integers(label);
        foreach (var suffix in (string[])["a", "b", "c"])
        {
            if (answer[$"pred_{suffix}"] is not { } predictions)
            {
                continue;
            }
            var cell = Integers(predictions).Zip(truth, (p, t) => Cell(t, p)).Aggregate(default(ConfusionCell), (a, b) => a + b);
            if (answer[$"gei_alpha2_{suffix}"] is { } index)
            {
                compare.Number($"{name}/gei_{suffix}", index, Inequality.GeneralizedEntropy(cell));
            }
            if (answer[$"theil_{suffix}"] is { } theil)
            {
                compare.Number($"{name}/theil_{suffix}", theil, Inequality.Theil(cell));
            }
        }
    }

    private static void Ranking(string name, JsonObject answer, Comparison compare)
    {
        var scores = answer["scores"]!.AsArray().Select(s => s!.GetValue<double>()).ToArray();
        var groups = answer["group"]!.AsArray().Select(g => g!.GetValue<string>()).ToArray();
        var share = groups.Distinct().ToDictionary(g => g, _ => 0.5);
        var (index, places) = RankingFairness.Infeasible(groups, share);
        compare.Number($"{name}/infeasible_index", answer["infeasible_index_r10_half_half"], index);
        compare.That($"{name}/violated", places.SequenceEqual(Integers(answer["violated_positions"]!).Select(p => (int)p)), string.Join(',', places));
        var gains = scores.Select(s => (s - scores.Min()) / (scores.Max() - scores.Min())).ToArray();
        compare.Number($"{name}/dcg", answer["dcg_minmax_scaled"], RankingFairness.DiscountedGain(gains));
        compare.Number($"{name}/ndcg", answer["ndcg"], RankingFairness.NormalizedDiscountedGain(gains));
    }

    private static void PublishedCounts(string name, JsonObject answer, Comparison compare)
    {
        foreach (var (key, node) in answer)
        {
            if (node is JsonObject group && group["tp"] is not null && group["tn"] is not null)
            {
                var cell = CellSection.Cells(new JsonObject { [key] = group.DeepClone() })[key];
                // Published to two decimals, the first two in per cent.
                Published("fpr", 100, Rate.FalsePositive, 0.005 + 1e-9);
                Published("fnr", 100, Rate.FalseNegative, 0.005 + 1e-9);
                Published("ppv", 1, Rate.Precision, 0.005 + 1e-9);
                Published("npv", 1, Rate.NegativePredictive, 0.005 + 1e-9);

                void Published(string word, double scale, Rate rate, double tolerance)
                {
                    if (group[word] is { } wanted)
                    {
                        compare.Near($"{name}/{key}/{word}", wanted.GetValue<double>(), scale * cell.Value(rate), tolerance);
                    }
                }
            }
        }
    }

    private static void PublishedDisparities(string name, JsonObject answer, ReferenceData data, Comparison compare)
    {
        if (answer["disparity_vs_caucasian"] is not JsonObject disparities || CompasByRace(data) is not { } groups)
        {
            return;
        }
        foreach (var (key, node) in disparities)
        {
            var cell = groups.First(g => g.Key.Replace('-', '_').Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
            foreach (var (word, metric) in ((string, string)[])[("fpr", "false_positive_rate_ratio"), ("fnr", "false_negative_rate_ratio"), ("pprev", "disparate_impact"), ("precision", "precision_ratio")])
            {
                if (node![word] is { } wanted)
                {
                    compare.Near($"{name}/{key}/{word}", wanted.GetValue<double>(), ReferenceMetrics.Find(metric)!.Compute(cell, groups["Caucasian"]), 5e-5 + 1e-9);
                }
            }
        }
    }

    /// <summary>A tool divides by the denominator of all rows; here every rate is over the group's own.</summary>
    private static void TrueRates(string name, JsonObject answer, ReferenceData data, Comparison compare)
    {
        if (CompasByRace(data) is not { } groups)
        {
            return;
        }
        foreach (var (word, rate) in ((string, Rate)[])[("fpr", Rate.FalsePositive), ("tpr", Rate.TruePositive)])
        {
            foreach (var (group, cell) in groups)
            {
                compare.Number($"{name}/{word}/{group}", answer[$"{word}_true"]![group], cell.Value(rate));
                compare.That($"{name}/{word}/{group}/fault", Math.Abs(cell.Value(rate)!.Value - answer[$"{word}_reported"]![group]!.GetValue<double>()) > 1e-6, "equals the faulty number");
            }
        }
    }

    private static Dictionary<string, ConfusionCell>? CompasByRace(ReferenceData data)
    {
        if (!ReferenceRecipes.All.TryGetValue("compas/all", out var recipe) || data.Prepare(recipe.Sql) is not { } path)
        {
            return null;
        }
        using var table = TableSource.Open(path);
        return PredictionReader.Read(table, recipe.Layout with { Attributes = ["race"] }).Table().Groups.ToDictionary(g => g.Name, g => g.Cell, StringComparer.Ordinal);
    }

    private static ConfusionCell Cell(long truth, long prediction) => new(truth & prediction, (1 - truth) & prediction, (1 - truth) & (1 - prediction), truth & (1 - prediction));

    private static long[] Integers(JsonNode node) => [.. node.AsArray().Select(n => n!.GetValue<long>())];
}
