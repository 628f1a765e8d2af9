using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Holds what one further look at rows gave, beside (or instead of) the counts of a classifier.</summary>
/// <param name="Kind">The kind of evaluation it belongs to: performance, fairness or privacy.</param>
/// <param name="Title">What was looked at, in words.</param>
/// <param name="Metrics">The numbers.</param>
public sealed record Study(string Kind, string Title, ImmutableArray<MetricValue> Metrics)
{
    /// <summary>Gets groups as evidence has them; empty when the study compares none.</summary>
    public ImmutableArray<StudyGroup> Groups { get; init; } = [];

    /// <summary>Gets curves: what a model says as one column changes.</summary>
    public ImmutableArray<StudyCurve> Curves { get; init; } = [];

    /// <summary>Gets what could not be looked at and why, one line each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Gets the counts that the numbers follow from, under a name that begins with <c>x_</c>; null where the metrics are all there is.</summary>
    public KeyValuePair<string, JsonNode>? Detail { get; init; }

    /// <summary>Gets a value indicating whether fewer rows were looked at than there are.</summary>
    public bool IsSample { get; init; }

    /// <summary>Adds a study to the facts of an evaluation.</summary>
    /// <param name="spec">The facts.</param>
    internal void AddTo(JsonObject spec)
    {
        Append(spec, "metrics", EvaluationSpec.Metrics(Metrics));
        if (!Groups.IsEmpty)
        {
            Append(spec, "groups", new([.. Groups.Select(g => (JsonNode)g.ToJson())]));
        }
        if (!Curves.IsEmpty)
        {
            Append(spec, "x_effects", new([.. Curves.Select(c => (JsonNode)c.ToJson())]));
        }
        if (!Notes.IsEmpty)
        {
            Append(spec, "x_notes", new([.. Notes.Select(n => (JsonNode)n)]));
        }
        if (Detail is { } detail)
        {
            spec[detail.Key] = detail.Value.DeepClone();
        }
    }

    private static void Append(JsonObject spec, string name, JsonArray items)
    {
        if (spec[name] is not JsonArray there)
        {
            spec[name] = items;
            return;
        }
        foreach (var item in items)
        {
            there.Add(item?.DeepClone());
        }
    }
}

/// <summary>Holds one group of a study.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Group">Its value.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Share">Its share of the rows.</param>
/// <param name="MetricName">Which number stands for it.</param>
/// <param name="Metric">The number; null when the group is too small.</param>
/// <param name="Insufficient">Why it is not judged, or null.</param>
public sealed record StudyGroup(string Attribute, string Group, long Rows, double Share, string MetricName, double? Metric, string? Insufficient)
{
    internal JsonObject ToJson() => new()
    {
        ["attribute"] = Attribute,
        ["group"] = Group,
        ["n"] = Rows,
        ["share"] = Share,
        ["metric"] = Metric,
        ["metric_name"] = MetricName,
        ["insufficient"] = Insufficient,
    };
}

/// <summary>Holds how the mean score goes with one column.</summary>
/// <param name="Name">Partial dependence, or accumulated local effects.</param>
/// <param name="Column">The column.</param>
/// <param name="Points">Value of the column and mean score (or centred effect) there, in rising order of the value.</param>
public sealed record StudyCurve(string Name, string Column, ImmutableArray<(double X, double Y)> Points)
{
    internal JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["column"] = Column,
        ["points"] = new JsonArray([.. Points.Select(p => (JsonNode)new JsonArray(p.X, p.Y))]),
    };
}
