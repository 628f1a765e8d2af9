using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;
using Bylaw.Metrics.Drift;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Writes a reference profile as the facts of <c>monitoring</c> evidence, and reads it back.</summary>
public static class ProfileJson
{
    /// <summary>The field that holds a profile.</summary>
    public const string Field = "x_reference";

    /// <summary>Writes a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The value of <see cref="Field"/>.</returns>
    public static JsonObject Write(ReferenceProfile profile)
    {
        var layout = profile.Layout;
        return new()
        {
            ["rows"] = profile.Rows,
            ["label"] = layout.Label,
            ["prediction"] = layout.Prediction,
            ["score"] = layout.Score,
            ["threshold"] = layout.Threshold,
            ["positive"] = Texts(layout.Positive),
            ["negative"] = Texts(layout.Negative),
            ["attributes"] = Texts(layout.Attributes),
            ["time"] = layout.Time,
            ["key"] = layout.Key,
            ["false_alarm_rate"] = layout.FalseAlarmRate,
            ["tolerance"] = layout.Tolerance,
            ["seed"] = layout.Seed,
            ["columns"] = new JsonArray([.. profile.Columns.Select(c => (JsonNode)Column(c))]),
            ["notes"] = Texts(profile.Notes),
            ["cell"] = profile.Cell is { } cell ? new JsonArray(cell.TruePositives, cell.FalsePositives, cell.TrueNegatives, cell.FalseNegatives) : null,
            ["auc"] = profile.Area,
            ["calibration"] = profile.Calibration is not { } map ? null : new JsonObject { ["scores"] = Numbers(map.Corners.Select(c => c.Score)), ["probabilities"] = Numbers(map.Corners.Select(c => c.Probability)) },
            ["principal"] = profile.Principal is not { } p ? null : new JsonObject
            {
                ["mean"] = Numbers(p.Mean),
                ["deviation"] = Numbers(p.Deviation),
                ["directions"] = new JsonArray([.. p.Directions.Select(d => (JsonNode)Numbers(d))]),
                ["error"] = p.Error,
                ["error_deviation"] = p.ErrorDeviation,
                ["rows"] = p.Rows,
            },
        };
    }

    /// <summary>Reads the profile out of evidence.</summary>
    /// <param name="document">Monitoring evidence that holds one.</param>
    /// <returns>The profile, without rows of the reference.</returns>
    /// <exception cref="EvaluationInputException">It holds none, or a damaged one.</exception>
    public static ReferenceProfile Read(EvidenceDocument document)
    {
        try
        {
            return document.Spec[Field] is JsonObject json ? Read(json) : throw new EvaluationInputException("the evidence holds no reference profile; make one with `bylaw drift profile`");
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or NullReferenceException or OverflowException)
        {
            throw new EvaluationInputException("the reference profile is damaged; make it again with `bylaw drift profile`");
        }
    }

    private static ReferenceProfile Read(JsonObject json) => new()
    {
        Rows = json["rows"]!.GetValue<long>(),
        Layout = new()
        {
            Label = json["label"]?.GetValue<string>(),
            Prediction = json["prediction"]?.GetValue<string>(),
            Score = json["score"]?.GetValue<string>(),
            Threshold = json["threshold"]!.GetValue<double>(),
            Positive = TextsOf(json["positive"]),
            Negative = TextsOf(json["negative"]),
            Attributes = TextsOf(json["attributes"]),
            Time = json["time"]?.GetValue<string>(),
            Key = json["key"]?.GetValue<string>(),
            FalseAlarmRate = json["false_alarm_rate"]!.GetValue<double>(),
            Tolerance = json["tolerance"]!.GetValue<double>(),
            Seed = json["seed"]!.GetValue<long>(),
        },
        Columns = [.. json["columns"]!.AsArray().Select(c => ColumnOf(c!.AsObject()))],
        Notes = TextsOf(json["notes"]),
        Cell = json["cell"] is JsonArray { Count: 4 } cell ? new(Long(cell[0]), Long(cell[1]), Long(cell[2]), Long(cell[3])) : null,
        Area = json["auc"]?.GetValue<double>(),
        Calibration = json["calibration"] is JsonObject map ? IsotonicCalibration.FromCorners([.. NumbersOf(map["scores"]).Zip(NumbersOf(map["probabilities"]))]) : null,
        Principal = json["principal"] is JsonObject p
            ? new(NumbersOf(p["mean"]), NumbersOf(p["deviation"]), [.. p["directions"]!.AsArray().Select(NumbersOf)],
                p["error"]!.GetValue<double>(), p["error_deviation"]!.GetValue<double>(), p["rows"]!.GetValue<long>())
            : null,
    };

    private static JsonObject Column(ReferenceColumn column) => new()
    {
        ["name"] = column.Name,
        ["cuts"] = column.Bins.IsNumeric ? Numbers(column.Bins.Cuts) : null,
        ["categories"] = column.Bins.IsNumeric ? null : Texts(column.Bins.Categories),
        ["rare"] = Texts(column.Rare),
        ["counts"] = new JsonArray([.. column.Counts.Select(c => (JsonNode)c)]),
        ["points"] = column.Distribution is { } d ? Numbers(d.Points) : null,
        ["point_counts"] = column.Distribution is { } e ? new JsonArray([.. e.Counts.Select(c => (JsonNode)c)]) : null,
        ["exact"] = column.Distribution?.IsExact,
    };

    private static ReferenceColumn ColumnOf(JsonObject json)
    {
        var name = json["name"]!.GetValue<string>();
        var bins = json["cuts"] is JsonArray cuts ? FeatureBins.Numeric(name, NumbersOf(cuts)) : FeatureBins.Categorical(name, TextsOf(json["categories"]));
        ImmutableArray<long> counts = [.. json["counts"]!.AsArray().Select(Long)];
        return counts.Length == bins.Count
            ? new(bins, counts, json["points"] is JsonArray points
                ? EmpiricalDistribution.FromPoints(NumbersOf(points), [.. json["point_counts"]!.AsArray().Select(Long)], json["exact"]!.GetValue<bool>())
                : null, TextsOf(json["rare"]))
            : throw new FormatException();
    }

    private static long Long(JsonNode? node) => node!.GetValue<long>();

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static JsonArray Numbers(IEnumerable<double> numbers) => new([.. numbers.Select(n => (JsonNode)n)]);

    private static ImmutableArray<string> TextsOf(JsonNode? node) => [.. node!.AsArray().Select(t => t!.GetValue<string>())];

    private static ImmutableArray<double> NumbersOf(JsonNode? node) => [.. node!.AsArray().Select(n => n!.GetValue<double>())];
}
