using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Reports.Drafts;

/// <summary>Drafts the tables of a bias audit: selection rates and impact ratios by group and by pairs of groups.</summary>
public static class BiasAuditDraft
{
    /// <summary>Drafts the tables.</summary>
    /// <param name="source">Assessment and facts.</param>
    /// <returns>The draft, with what people must add.</returns>
    public static Draft Make(DraftSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var sections = source.SubjectsOf("evaluation")
            .Where(e => source.Value("evaluation", e, "groups") is JsonArray)
            .Select(e => Evaluation(source, e)).ToList();
        if (sections.Count == 0)
        {
            sections.Add(new DraftSection("Selection rates", [new DraftFact("Rates by group", null, "", "evaluation.groups")], [], []));
        }
        sections.Add(new DraftSection(
            "What a published summary also holds",
            [.. source.Facts("Auditor", "evaluation.evaluator"), .. source.Facts("Published", "evaluation.published")],
            [],
            ["the source of the data and why it was chosen", "the day on which the tool was first used", "a statement of the auditor's independence"]));
        return new Draft($"Bias audit tables of {source.Report.System} (draft)", "6 RCNY 5-301 (New York City Local Law 144); usable for any selection", source.Lead, [.. sections]);
    }

    private static DraftSection Evaluation(DraftSource source, string evaluation)
    {
        (string Label, string Field)[] facts = [("Model", "model_digest"), ("Data", "dataset_digest"), ("At", "at"), ("People of unknown category", "unknown_category_count")];
        var tables = new List<DraftTable> { Rates(source.Value("evaluation", evaluation, "groups") as JsonArray ?? []) };
        if (source.Value("evaluation", evaluation, "intersections") is JsonArray { Count: > 0 } pairs)
        {
            tables.Add(Rates(pairs));
        }
        if (source.Value("evaluation", evaluation, "excluded") is JsonArray { Count: > 0 } excluded)
        {
            tables.Add(new DraftTable(["left out", "share", "reason"], [.. excluded.OfType<JsonObject>().Select(e => ImmutableArray.Create(DraftSource.Say(e["group"]), Number(e["share"]), DraftSource.Say(e["reason"])))]));
        }
        return new DraftSection(evaluation, [.. facts.Select(f => source.Fact("evaluation", evaluation, f.Field, f.Label))], [.. tables], []);
    }

    private static DraftTable Rates(JsonArray groups) => new(
        ["attribute", "group", "people", "selected", "rate", "impact ratio"],
        [.. groups.OfType<JsonObject>().Select(g => ImmutableArray.Create(
            DraftSource.Say(g["attribute"] ?? g["attributes"]), DraftSource.Say(g["group"]), DraftSource.Say(g["n"]), DraftSource.Say(g["selected"]), Number(g["rate"]), Number(g["impact_ratio"])))]);

    private static string Number(JsonNode? node) =>
        node is JsonValue value && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.0000", CultureInfo.InvariantCulture)
            : DraftSource.Say(node);
}
