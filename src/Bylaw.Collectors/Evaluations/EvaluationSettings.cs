using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Images;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Studies;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations;

/// <summary>Reads what the manifest says about one evaluation.</summary>
/// <remarks>
/// Names: kind, predictions, data, model, features, member, classes, image_scale, image_mean, image_deviation, model_digest, dataset_id, dataset_digest, label, prediction, score, threshold, attributes, positive, negative,
/// unknown, weight, bins, multi_class, reference, confidence, replicates, seed, min_n, min_trials, min_share; for further looks regression, rank, list, top, similar, neighbours, scan, infer,
/// guess, shadows, key, releases, delta, effects, changeable.
/// </remarks>
internal sealed class EvaluationSettings(JsonObject options)
{
    public string? Predictions => Text("predictions");

    public string? Kind => Text("kind");

    public string? Data => Text("data");

    public ImmutableArray<string> Features => List("features");

    public ImageScaling Images => new(
        Number("image_scale") ?? ImageScaling.Default.Scale, Numbers("image_mean", ImageScaling.Default.Mean), Numbers("image_deviation", ImageScaling.Default.Deviation));

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
                Classes = List("classes"),
                MultiClass = options["multi_class"]?.GetValue<bool>() ?? false,
            };
        }
    }

    /// <summary>Gets the further looks at rows; paths are as the manifest has them.</summary>
    public StudyOptions Study
    {
        get
        {
            var study = new StudyOptions();
            return study with
            {
                Regression = options["regression"]?.GetValue<bool>() ?? false,
                Rank = Text("rank"),
                List = Text("list"),
                Top = List("top") is { IsEmpty: false } ? [.. Numbers("top", []).Select(n => (int)n)] : study.Top,
                Similar = List("similar"),
                Neighbours = (int)(Number("neighbours") ?? study.Neighbours),
                Scan = List("scan"),
                Infer = Text("infer"),
                Guess = Text("guess"),
                Member = Text("member"),
                Shadows = Text("shadows"),
                Key = Text("key"),
                Releases = Text("releases"),
                Delta = Number("delta") ?? study.Delta,
                Effects = List("effects"),
                Changeable = List("changeable"),
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

    public string? Text(string key) => options[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new EvaluationInputException($"`{key}` must be a text"),
    };

    public double? Number(string key) => options[key] switch
    {
        null => null,
        JsonValue value when double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new EvaluationInputException($"`{key}` must be a number"),
    };

    private ImmutableArray<double> Numbers(string key, ImmutableArray<double> otherwise) => List(key) is { IsEmpty: false } texts
        ? [.. texts.Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : throw new EvaluationInputException($"`{key}` must be numbers"))]
        : otherwise;

    public ImmutableArray<string> List(string key) => options[key] switch
    {
        null => [],
        JsonArray items => [.. items.Select(i => i?.ToString() ?? throw new EvaluationInputException($"`{key}` holds an empty item"))],
        var single => [single.ToString()],
    };
}
