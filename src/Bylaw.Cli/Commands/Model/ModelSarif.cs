using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Models;

namespace Bylaw.Cli.Commands.Model;

/// <summary>Writes findings in model files as SARIF 2.1.0, for code-scanning views.</summary>
internal static class ModelSarif
{
    public static JsonObject Write(ModelInspection inspection, string path)
    {
        var results = inspection.Files.SelectMany(f => f.Scan.Findings.Select(x => (File: f.Path, x.Rule, x.Severity, Text: $"{x.Operator}: {x.Message}", x.Location)))
            .Concat(inspection.Files.SelectMany(f => f.Scan.Unscanned.Select(u =>
                (File: f.Path, Rule: "not-scanned", Severity: ModelFindingSeverity.High, Text: $"not scanned: {u.Reason}", u.Location))))
            .ToList();
        var rules = results.Select(r => r.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var folder = Directory.Exists(path) ? path.Replace('\\', '/').TrimEnd('/') + "/" : "";
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "bylaw model",
                        ["rules"] = new JsonArray([.. rules.Select(r => (JsonNode)new JsonObject { ["id"] = r })]),
                    },
                },
                ["results"] = new JsonArray([.. results.Select(r => (JsonNode)new JsonObject
                {
                    ["ruleId"] = r.Rule,
                    ["ruleIndex"] = rules.IndexOf(r.Rule),
                    ["level"] = r.Severity switch { >= ModelFindingSeverity.High => "error", ModelFindingSeverity.Medium => "warning", _ => "note" },
                    ["message"] = new JsonObject { ["text"] = $"{r.Location}: {r.Text}" },
                    ["locations"] = new JsonArray(new JsonObject
                    {
                        ["physicalLocation"] = new JsonObject
                        {
                            ["artifactLocation"] = new JsonObject { ["uri"] = Uri.EscapeDataString(folder.Length > 0 ? folder + r.File : path.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal) },
                        },
                    }),
                    ["partialFingerprints"] = new JsonObject
                    {
                        ["bylaw/v1"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{r.Rule}\n{r.Location}\n{r.Text}"))),
                    },
                })]),
            }),
        };
    }
}
