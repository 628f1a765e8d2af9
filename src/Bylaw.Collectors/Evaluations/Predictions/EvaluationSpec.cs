using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Writes evaluations as the facts of <c>evaluation</c> evidence.</summary>
internal static class EvaluationSpec
{
    /// <summary>Writes everything that follows from the cells, so that a rule on any of these kinds finds what it reads.</summary>
    public static JsonObject Whole(EvaluationResult result, string kind)
    {
        var gaps = result.Attributes.Concat(result.Cross is null ? [] : [result.Cross])
            .SelectMany(a => a.Metrics.Select(m => new MetricValue(
                m.Definition.Name, m.Value, m.Interval, m.Definition.Unit, $"by {string.Join(" x ", a.Table.Attributes)}", a.Table.Overall.Rows, m.Definition.HigherIsBetter)))
            .Concat(result.Attributes.SelectMany(a => ParityOfScores(a, result)));
        var spec = new JsonObject
        {
            ["kind"] = kind,
            ["metrics"] = Metrics(result.Overall.Concat(gaps).Concat(result.Further)),
            ["x_cells"] = Cells(result.Cells),
            ["x_notes"] = new JsonArray([.. result.Cells.Notes.Select(n => (JsonNode)n)]),
        };
        if (!result.Attributes.IsEmpty)
        {
            spec["groups"] = new JsonArray([.. result.Attributes.SelectMany(a => Groups(a, result))]);
            spec["excluded"] = new JsonArray([.. result.Attributes.Concat(result.Cross is null ? [] : [result.Cross]).SelectMany(Excluded)]);
            spec["unknown_category_count"] = Unknown(result.Cells);
            spec["x_tests"] = new JsonArray([.. result.Attributes.Select(Tests)]);
        }
        if (result.Cross is not null)
        {
            spec["intersections"] = new JsonArray([.. Groups(result.Cross, result)]);
        }
        if (result.Cells.ScoreBins(_ => true) is { } bins)
        {
            spec["x_bins"] = Bins(bins);
        }
        return spec;
    }

    /// <summary>Compares curves, calibration and loss between the groups of an attribute that are large enough.</summary>
    private static IEnumerable<MetricValue> ParityOfScores(GroupAnalysis analysis, EvaluationResult result)
    {
        var attribute = analysis.Table.Attributes[0];
        var counted = analysis.Groups.Where(g => g.Group.IsKnown && g[Rate.TruePositive].Insufficient is null && g[Rate.FalsePositive].Insufficient is null).Select(g => g.Group.Name).ToArray();
        var curves = result.GroupCurves.Where(c => c.Attribute == attribute && counted.Contains(c.Group)).Select(c => c.Curve).ToArray();
        var bins = counted.Select(g => result.BinsOf(attribute, g)).OfType<ScoreBins>().Where(b => b.Total.Rows > 0).ToArray();
        var rows = analysis.Table.Overall.Rows;
        var slice = $"by {attribute}";
        if (curves.Length > 1)
        {
            yield return new("auc_difference", ScoreParity.AreaDifference(curves), null, "absolute difference", slice, rows, false);
            yield return new("abroca", ScoreParity.AreaBetween(curves), null, "area", slice, rows, false);
        }
        if (bins.Length > 1)
        {
            yield return new("log_loss_difference", ScoreParity.LogLossDifference(bins), null, "nats", slice, rows, false);
            yield return new("brier_score_difference", ScoreParity.BrierDifference(bins), null, "squared probability", slice, rows, false);
            yield return new("calibration_error_difference", ScoreParity.CalibrationDifference(bins), null, "absolute difference", slice, rows, false);
        }
    }

    public static JsonArray Metrics(IEnumerable<MetricValue> metrics) => new([.. metrics.Select(m => (JsonNode)new JsonObject
    {
        ["name"] = m.Name,
        ["value"] = m.Value,
        ["unit"] = m.Unit,
        ["slice"] = m.Slice,
        ["ci_low"] = m.Interval?.Low,
        ["ci_high"] = m.Interval?.High,
        ["n"] = m.Rows,
        ["higher_is_better"] = m.HigherIsBetter,
    })]);

    private static IEnumerable<JsonNode> Groups(GroupAnalysis analysis, EvaluationResult result)
    {
        var labels = result.Cells.HasLabels;
        var best = analysis.Groups.Where(g => g[Rate.Selection].Insufficient is null).Max(g => g[Rate.Selection].Value);
        foreach (var group in analysis.Groups)
        {
            var selection = group[Rate.Selection];
            var json = new JsonObject
            {
                ["attribute"] = string.Join(" x ", analysis.Table.Attributes),
                ["group"] = group.Group.Name,
                ["n"] = group.Group.Cell.Rows,
                ["share"] = group.Share,
                ["selected"] = group.Group.Cell.Selected,
                ["rate"] = selection.Value,
                ["rate_ci"] = Ends(selection.Interval),
                ["selected_share"] = analysis.Table.SelectedShare(group.Group),
                ["impact_ratio"] = best is > 0 && selection.Insufficient is null ? selection.Value / best : null,
                ["insufficient"] = selection.Insufficient,
            };
            if (labels)
            {
                json["tpr"] = Sufficient(group[Rate.TruePositive]);
                json["tpr_ci"] = Ends(group[Rate.TruePositive].Interval);
                json["fpr"] = Sufficient(group[Rate.FalsePositive]);
                json["fpr_ci"] = Ends(group[Rate.FalsePositive].Interval);
                json["metric"] = Sufficient(group[Rate.Accuracy]);
                json["metric_name"] = "accuracy";
                json["tp"] = group.Group.Cell.TruePositives;
                json["fp"] = group.Group.Cell.FalsePositives;
                json["tn"] = group.Group.Cell.TrueNegatives;
                json["fn"] = group.Group.Cell.FalseNegatives;
            }
            if (analysis.Table.Attributes.Length == 1 && group.Group.IsKnown && result.BinsOf(analysis.Table.Attributes[0], group.Group.Name) is { Total.Rows: > 0 } bins)
            {
                json["calibration_error"] = bins.ExpectedError();
                json["brier_score"] = bins.Brier();
                json["log_loss"] = bins.LogLoss();
            }
            if (result.GroupCurves.FirstOrDefault(c => analysis.Table.Attributes is [var only] && c.Attribute == only && c.Group == group.Group.Name).Curve is { } curve)
            {
                json["auc"] = curve.Area;
            }
            yield return json;
        }
    }

    private static double? Sufficient(RateEstimate estimate) => estimate.Insufficient is null ? estimate.Value : null;

    private static JsonArray? Ends(Interval? interval) => interval is { } range ? [range.Low, range.High] : null;

    private static IEnumerable<JsonNode> Excluded(GroupAnalysis analysis) => analysis.Groups
        .Where(g => g[Rate.Selection].Insufficient is not null)
        .Select(g => (JsonNode)new JsonObject
        {
            ["group"] = $"{string.Join(" x ", analysis.Table.Attributes)}={g.Group.Name}",
            ["share"] = g.Share,
            ["reason"] = g[Rate.Selection].Insufficient,
        });

    private static JsonNode Tests(GroupAnalysis analysis) => new JsonObject
    {
        ["attribute"] = analysis.Table.Attributes[0],
        ["reference"] = analysis.Reference?.Name,
        ["chi2"] = analysis.Independence?.Statistic,
        ["chi2_p"] = analysis.Independence?.PValue,
        ["cramers_v"] = analysis.Independence?.CramersV,
        ["comparisons"] = new JsonArray([.. analysis.Comparisons.Select(c => (JsonNode)new JsonObject
        {
            ["group"] = c.Group.Name,
            ["difference"] = c.Difference,
            ["difference_ci"] = Ends(c.DifferenceInterval),
            ["ratio"] = c.Ratio,
            ["ratio_ci"] = Ends(c.RatioInterval),
            ["fisher_p"] = c.PValue,
            ["holm_p"] = c.AdjustedPValue,
        })]),
    };

    private static long Unknown(PredictionCells cells) => cells.Cells.Where(c => c.Group.Contains(null)).Sum(c => c.Rows);

    private static JsonObject Cells(PredictionCells cells) => new()
    {
        ["attributes"] = new JsonArray([.. cells.Attributes.Select(a => (JsonNode)a)]),
        ["classes"] = new JsonArray([.. cells.Classes.Select(c => (JsonNode)c)]),
        ["labelled"] = cells.HasLabels,
        ["cells"] = new JsonArray([.. cells.Cells.Select(c => (JsonNode)new JsonArray(
            new JsonArray([.. c.Group.Select(v => (JsonNode?)v)]), c.Label, c.Prediction, c.Rows))]),
    };

    private static JsonArray Bins(ScoreBins bins) => new([.. bins.Bins.Select((b, i) => (JsonNode)new JsonObject
    {
        ["bin"] = i,
        ["n"] = b.Rows,
        ["positives"] = b.Positives,
        ["mean_score"] = b.MeanScore,
        ["positive_share"] = b.PositiveShare,
    })]);
}
