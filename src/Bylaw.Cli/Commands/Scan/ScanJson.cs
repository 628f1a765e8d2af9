using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Scanning;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Writes a scan as JSON.</summary>
internal static class ScanJson
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ScanSummary report) => new JsonObject
    {
        ["complete"] = report.IsComplete,
        ["violations"] = report.ViolationCount,
        ["bytes"] = report.Bytes,
        ["rows"] = report.Rows,
        ["elapsed_ms"] = Math.Round(report.Elapsed.TotalMilliseconds, 1),
        ["mb_per_s"] = Math.Round(report.MegabytesPerSecond, 1),
        ["results"] = new JsonArray([.. report.Results.Select(r => (JsonNode)Result(r))]),
    }.ToJsonString(_indented);

    private static JsonObject Result(ScanResult result) => new()
    {
        ["name"] = result.Name,
        ["form"] = result.Form,
        ["bytes"] = result.Bytes,
        ["rows"] = result.Rows,
        ["complete"] = result.IsComplete,
        ["counts"] = new JsonObject(result.Counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))),
        ["columns"] = new JsonArray([.. result.Columns.Select(c => (JsonNode)new JsonObject
        {
            ["name"] = c.Name,
            ["verdict"] = c.Verdict,
            ["reason"] = c.Reason,
            ["type"] = c.Type,
            ["values"] = c.Values,
            ["counts"] = new JsonObject(c.Counts.Select(n => KeyValuePair.Create(n.Key, (JsonNode?)n.Value))),
            ["first_rows"] = new JsonArray([.. c.FirstRows.Select(n => (JsonNode)n)]),
        })]),
        ["findings"] = new JsonArray([.. result.Findings.Select(f => (JsonNode)new JsonObject
        {
            ["type"] = f.Type,
            ["line"] = f.Line,
            ["column"] = f.Column,
            ["length"] = f.Length,
            ["score"] = f.Score,
            ["evidence"] = f.Evidence,
        })]),
        ["gaps"] = new JsonArray([.. result.Gaps.Select(g => (JsonNode)g.ToJson())]),
    };
}
