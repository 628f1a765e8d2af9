using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Writes evaluations as the facts of <c>evaluation</c> evidence.</summary>
internal static class EvaluationSpec
{
    /// <summary>Writes the metrics of all rows.</summary>
    public static JsonObject Performance(EvaluationResult result) => new()
    {
        ["kind"] = "performance",
        ["metrics"] = Metrics(result.Overall),
        ["x_cells"] = Cells(result.Cells),
    };

    /// <summary>Writes groups, intersections and gaps between groups.</summary>
    public static JsonObject Fairness(EvaluationResult result)
    {
        var gaps = result.Attributes.Concat(result.Cross is null ? [] : [result.Cross])
            .SelectMany(a => a.Metrics.Select(m => new MetricValue(
                m.Definition.Name, m.Value, m.Interval, m.Definition.Unit, $"by {string.Join(" x ", a.Table.Attributes)}", a.Table.Overall.Rows, m.Definition.HigherIsBetter)));
        var headline = result.Overall.Where(m => m.Name is "accuracy" or "selection_rate");
        var spec = new JsonObject
        {
            ["kind"] = "fairness",
            ["metrics"] = Metrics(headline.Concat(gaps)),
            ["groups"] = new JsonArray([.. result.Attributes.SelectMany(a => Groups(a, result))]),
            ["excluded"] = new JsonArray([.. result.Attributes.Concat(result.Cross is null ? [] : [result.Cross]).SelectMany(Excluded)]),
            ["unknown_category_count"] = Unknown(result.Cells),
            ["x_cells"] = Cells(result.Cells),
            ["x_tests"] = new JsonArray([.. result.Attributes.Select(Tests)]),
        };
        if (result.Cross is not null)
        {
            spec["intersections"] = new JsonArray([.. Groups(result.Cross, result)]);
        }
        return spec;
    }

    /// <summary>Writes calibration; null without scores between 0 and 1.</summary>
    public static JsonObject? Calibration(EvaluationResult result)
    {
        if (result.Cells.ScoreBins(_ => true) is not { } bins)
        {
            return null;
        }
        var groups = result.Cells.Attributes.SelectMany(attribute => result.Attributes.First(a => a.Table.Attributes[0] == attribute).Table.Known
            .Select(g => (attribute, g.Name, Bins: result.BinsOf(attribute, g.Name)!))).ToArray();
        return new()
        {
            ["kind"] = "calibration",
            ["metrics"] = Metrics(result.Overall.Where(m => m.Name.EndsWith("calibration_error", StringComparison.Ordinal) || m.Name is "brier_score" or "log_loss")),
            ["groups"] = new JsonArray([.. groups.Select(g => (JsonNode)new JsonObject
            {
                ["attribute"] = g.attribute,
                ["group"] = g.Name,
                ["n"] = g.Bins.Total.Rows,
                ["calibration_error"] = g.Bins.ExpectedError(),
                ["brier_score"] = g.Bins.Brier(),
            })]),
            ["x_bins"] = Bins(bins),
        };
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
