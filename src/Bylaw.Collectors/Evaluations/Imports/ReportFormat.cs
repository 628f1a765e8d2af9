using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Evaluations.Imports;

/// <summary>Tells of which tool a report is by what stands in it.</summary>
internal static class ReportFormat
{
    private const long MaxBytes = 64L << 20;

    /// <summary>Names the format; null when it is none of those that are read.</summary>
    public static string? Sniff(SourceFolder files, string path)
    {
        if (files.FolderExists(path))
        {
            return files.FileExists(path + "/meta.yaml") && files.FolderExists(path + "/metrics") ? "mlflow" : null;
        }
        if (!files.FileExists(path))
        {
            return null;
        }
        if (path.EndsWith(".eval", StringComparison.Ordinal))
        {
            return "inspect";
        }
        if (path.EndsWith(".report.jsonl", StringComparison.Ordinal))
        {
            return "garak";
        }
        if (path.EndsWith(".sarif", StringComparison.Ordinal))
        {
            return "sarif";
        }
        var full = files.ResolveFile(path);
        return path.EndsWith(".json", StringComparison.Ordinal) && new FileInfo(full).Length <= MaxBytes ? OfJson(full) : null;
    }

    private static string? OfJson(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(file)) is not JsonObject json ? null
                : json["runs"] is JsonArray && json["version"]?.ToString() == "2.1.0" ? "sarif"
                : json["eval"] is JsonObject && json["status"] is JsonValue ? "inspect"
                : json["results"] is JsonObject results && results["results"] is JsonArray ? "promptfoo"
                : json["overall"] is JsonObject && json["by_group"] is JsonObject ? "fairlearn"
                : json["macro avg"] is JsonObject ? "sklearn"
                : null;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return null; // not a report of ours; whoever it belongs to says what is wrong with it
        }
    }
}
