using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Scanning;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Writes a scan as SARIF 2.1.0; gaps become tool notifications, so that a viewer shows an incomplete scan as such.</summary>
internal static class ScanSarif
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public static string Write(ScanSummary report)
    {
        var results = report.Results.SelectMany(Results).ToList();
        var rules = results.Select(r => r["ruleId"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal)
            .Select(id => (JsonNode)new JsonObject { ["id"] = id, ["shortDescription"] = new JsonObject { ["text"] = $"{id} in the clear" } });
        var notifications = report.Results.SelectMany(r => r.Gaps).Select(g => (JsonNode)new JsonObject
        {
            ["level"] = "warning",
            ["message"] = new JsonObject { ["text"] = $"{g.Subject}: {g.Message}" },
        });
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "bylaw scan", ["rules"] = new JsonArray([.. rules]) } },
                ["invocations"] = new JsonArray(new JsonObject { ["executionSuccessful"] = report.IsComplete, ["toolExecutionNotifications"] = new JsonArray([.. notifications]) }),
                ["results"] = new JsonArray([.. results]),
            }),
        }.ToJsonString(_indented);
    }

    private static IEnumerable<JsonObject> Results(ScanResult result)
    {
        foreach (var column in result.Columns.Where(c => c.Verdict is "VIOLATION" or "WARN"))
        {
            yield return Result(
                $"column-{column.Verdict.ToLowerInvariant()}", column.Verdict == "VIOLATION" ? "error" : "warning", result.Name,
                $"column {column.Name}: {column.Reason}", column.FirstRows.Count > 0 ? column.FirstRows[0] + 1 : 1, null, column.Name);
        }
        foreach (var finding in result.Findings)
        {
            yield return Result(finding.Type.ToLowerInvariant().Replace('_', '-'), "error", result.Name, $"{finding.Type} found ({finding.Evidence})", finding.Line, finding.Column, $"{finding.Line}:{finding.Column}");
        }
    }

    private static JsonObject Result(string rule, string level, string name, string message, long line, long? column, string place)
    {
        var region = new JsonObject { ["startLine"] = line };
        if (column is not null)
        {
            region["startColumn"] = column;
        }
        return new JsonObject
        {
            ["ruleId"] = rule,
            ["level"] = level,
            ["message"] = new JsonObject { ["text"] = message },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal) },
                    ["region"] = region,
                },
            }),
            ["partialFingerprints"] = new JsonObject
            {
                ["bylawPlace/v1"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule}\n{name}\n{place}")).AsSpan(0, 16)),
            },
        };
    }
}
