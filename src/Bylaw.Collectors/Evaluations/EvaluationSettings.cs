using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations;

/// <summary>Reads what the manifest says about one evaluation.</summary>
/// <remarks>
/// Names: predictions, model, model_digest, dataset_id, dataset_digest, label, prediction, score, threshold, attributes, positive, negative,
/// unknown, weight, bins, multi_class, reference, confidence, replicates, seed, min_n, min_trials, min_share.
/// </remarks>
internal sealed class EvaluationSettings(JsonObject options)
{
    public string? Predictions => Text("predictions");

    public string? Model => Text("model");

    public string? ModelDigest => Text("model_digest");

    public string? DatasetId => Text("dataset_id");

    public string? DatasetDigest => Text("dataset_digest");

    public PredictionLayout Layout
    {
        get
        {
            var layout = new PredictionLayout();
            return layout with
            {
                Label = Text("label"),
                Prediction = Text("prediction"),
                Score = Text("score"),
                Threshold = Number("threshold") ?? layout.Threshold,
                Attributes = List("attributes"),
                Positive = List("positive") is { IsEmpty: false } positive ? positive : layout.Positive,
                Negative = List("negative"),
                Unknown = List("unknown"),
                Weight = Text("weight"),
                Bins = (int)(Number("bins") ?? layout.Bins),
                MultiClass = options["multi_class"]?.GetValue<bool>() ?? false,
            };
        }
    }

    public AnalysisOptions Analysis
    {
        get
        {
            var rule = SmallGroupRule.Default;
            return AnalysisOptions.Default with
            {
                Reference = Reference(Text("reference")),
                Confidence = Number("confidence") ?? 0.95,
                Replicates = (int)(Number("replicates") ?? 2000),
                Seed = (long)(Number("seed") ?? 1),
                SmallGroups = rule with
                {
                    MinRows = (long)(Number("min_n") ?? rule.MinRows),
                    MinTrials = (long)(Number("min_trials") ?? rule.MinTrials),
                    MinShare = Number("min_share") ?? rule.MinShare,
                },
            };
        }
    }

    public static ReferenceChoice Reference(string? word) => word switch
    {
        null or "largest" => ReferenceChoice.Largest,
        "best" => ReferenceChoice.Best,
        "overall" => ReferenceChoice.Overall,
        _ => ReferenceChoice.Named(word),
    };

    private string? Text(string key) => options[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new EvaluationInputException($"`{key}` must be a text"),
    };

    private double? Number(string key) => options[key] switch
    {
        null => null,
        JsonValue value when double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new EvaluationInputException($"`{key}` must be a number"),
    };

    private ImmutableArray<string> List(string key) => options[key] switch
    {
        null => [],
        JsonArray items => [.. items.Select(i => i?.ToString() ?? throw new EvaluationInputException($"`{key}` holds an empty item"))],
        var single => [single.ToString()],
    };
}
