using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Dataset;

/// <summary>Writes a profile for a person at a terminal.</summary>
internal static class DatasetTable
{
    public static void Write(ImmutableArray<EvidenceDocument> documents, IAnsiConsole console)
    {
        var spec = documents[0].Spec;
        console.MarkupLine($"[bold]{Markup.Escape(documents[0].Subject.Name)}[/] {spec["rows"]} rows, {(spec["columns"] as JsonArray)?.Count ?? 0} columns");
        var table = new Table().Border(TableBorder.Minimal).AddColumns("column", "type", "nulls", "distinct", "range", "outliers", "personal data");
        foreach (var column in (spec["columns"] as JsonArray ?? []).OfType<JsonObject>())
        {
            table.AddRow(
                Cell(column["name"]), Cell(column["type"]), string.Create(CultureInfo.InvariantCulture, $"{Number(column["null_ratio"]) * 100:F1} %"), Cell(column["distinct"]),
                column["range"] is JsonObject range ? $"{Cell(range["min"])} … {Cell(range["max"])}" : "", Cell(column["outliers"]?["iqr_1_5"]), Verdict(column["verdict"]?.ToString()));
        }
        console.Write(table);
        var quality = spec["quality"] as JsonObject ?? [];
        Line("duplicates", quality["duplicates"], $"and {quality["near_duplicates"]} nearly");
        Line("contradicting labels", quality["conflicting_labels"]?["rows"], $"in {quality["conflicting_labels"]?["groups"]} groups");
        Line("balance of classes", quality["class_balance"]?["min_max_ratio"], string.Join(", ", (quality["class_balance"]?["classes"] as JsonArray ?? []).Take(6).Select(c => $"{c!["class"]} {c["count"]}")));
        Line("local outliers", quality["local_outliers"]?["over_0_9"], $"of {quality["local_outliers"]?["rows"]} rows compared, local outlier probability over 0.9");
        Line("labels that seem wrong", quality["label_noise"]?["share"], $"estimated over {quality["label_noise"]?["rows"]} rows");
        foreach (var texts in (quality["near_duplicate_texts"] as JsonArray ?? []).Take(5))
        {
            Line($"near-duplicate texts in {texts!["column"]}", texts["near_duplicates"], $"of {texts["compared"]} compared");
        }
        Line("findings of poisoning", spec["poisoning_scan"]?["findings"], $"and {spec["poisoning_scan"]?["injected_instruction_hits"]} texts that instruct a model, in {spec["poisoning_scan"]?["text_columns"]} columns of text");
        foreach (var pair in (quality["associations"] as JsonArray ?? []).Take(5))
        {
            Line($"{pair!["column"]} → {pair["target"]} ({pair["role"]})", pair["cramers_v"] ?? pair["r"], $"predictive power {Cell(pair["predictive_power"])}");
        }
        foreach (var group in (spec["representativeness"] as JsonArray ?? []).Take(20))
        {
            Line($"{group!["attribute"]} {group["group"]}", group["share"], $"{group["count"]} rows{(group["reference_share"] is { } reference ? $", population {Cell(reference)}" : "")}");
        }
        var privacy = spec["deidentification"] as JsonObject ?? [];
        Line("k-anonymity", privacy["k"], $"with {privacy["unique_rows"]} unique rows, {privacy["rows_below_5"]} in classes below 5, mean risk {Cell(privacy["risk"]?["prosecutor_mean"])}");
        Line("l-diversity", privacy["l"], "");
        Line("t-closeness", privacy["t"], "");
        if (documents.FirstOrDefault(d => d.Kind == "split")?.Spec is { } split)
        {
            Line("test rows in the training set", split["overlap_rows"], $"of {split["test_rows"]}, features alone {split["feature_overlap_rows"]}");
        }
        console.MarkupLine(spec["personal_data"] switch { JsonValue v when v.GetValue<bool>() => "[red]personal data found[/]", JsonValue => "[green]no personal data found[/]", _ => "[yellow]personal data: not settled, the scan is incomplete[/]" });

        void Line(string name, JsonNode? value, string rest)
        {
            if (value is not null)
            {
                console.MarkupLine($"  {Markup.Escape(name)}: [bold]{Cell(value)}[/] {Markup.Escape(rest)}");
            }
        }
    }

    private static string Cell(JsonNode? node) => node is null ? "" : Markup.Escape(node is JsonValue value && value.TryGetValue<double>(out var number) && number % 1 != 0 ? number.ToString("G4", CultureInfo.InvariantCulture) : node.ToString());

    private static double Number(JsonNode? node) => node is JsonValue value ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : 0;

    private static string Verdict(string? verdict) => verdict switch
    {
        null or "CLEAN" => "",
        "VIOLATION" => "[red]VIOLATION[/]",
        "WARN" or "UNKNOWN" => $"[yellow]{verdict}[/]",
        _ => $"[green]{verdict}[/]",
    };
}
