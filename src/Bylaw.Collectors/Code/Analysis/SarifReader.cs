using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Code.Analysis;

/// <summary>Reads SARIF 2.1.0 reports of other tools.</summary>
internal static partial class SarifReader
{
    /// <summary>Reads all results of all runs.</summary>
    /// <exception cref="InvalidDataException">It is no SARIF.</exception>
    public static IEnumerable<ToolFinding> Read(JsonObject root)
    {
        if (root["version"]?.ToString() is not { } version || !version.StartsWith("2.", StringComparison.Ordinal) || root["runs"] is not JsonArray runs)
        {
            throw new InvalidDataException("no SARIF 2 report: `version` or `runs` is missing");
        }
        return runs.OfType<JsonObject>().SelectMany(ReadRun);
    }

    private static IEnumerable<ToolFinding> ReadRun(JsonObject run)
    {
        var driver = run["tool"]?["driver"];
        var extensions = (run["tool"]?["extensions"] as JsonArray ?? []).OfType<JsonObject>();
        var rules = extensions.Prepend(driver as JsonObject ?? []).SelectMany(c => (c["rules"] as JsonArray ?? []).OfType<JsonObject>())
            .Where(r => r["id"] is not null).GroupBy(r => r["id"]!.ToString()).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var ordered = (driver?["rules"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        foreach (var result in (run["results"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (result["kind"]?.ToString() is "pass" or "notApplicable" or "informational")
            {
                continue;
            }
            var id = (result["ruleId"] ?? result["rule"]?["id"])?.ToString()
                ?? (result["ruleIndex"] is JsonValue at && at.TryGetValue<int>(out var index) && index >= 0 && index < ordered.Count ? ordered[index]["id"]?.ToString() : null)
                ?? "unnamed";
            var rule = rules.GetValueOrDefault(id);
            var place = (result["locations"] as JsonArray)?.FirstOrDefault()?["physicalLocation"];
            var message = result["message"]?["text"]?.ToString() ?? "";
            var score = Number(rule?["properties"]?["security-severity"] ?? result["properties"]?["security-severity"]);
            yield return new ToolFinding(id, score is { } s ? ToolFinding.OfScore(s) : OfLevel(result["level"]?.ToString() ?? rule?["defaultConfiguration"]?["level"]?.ToString()), Relative(place?["artifactLocation"]?["uri"]?.ToString()))
            {
                Line = (int?)Number(place?["region"]?["startLine"]),
                Cvss = score,
                IsVulnerability = Advisory().IsMatch(id),
                Package = Package().Match(message) is { Success: true } p ? p.Groups[1].Value : null,
                Fixed = Fixed().Match(message) is { Success: true } f ? f.Groups[1].Value : null,
                SetAside = SetAside(result),
            };
        }
    }

    /// <summary>A suppression counts when it is accepted, which is what an absent status means.</summary>
    private static string? SetAside(JsonObject result) =>
        (result["suppressions"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(s => s["status"]?.ToString() is null or "accepted") is { } suppression
            ? suppression["justification"]?.ToString() ?? suppression["kind"]?.ToString() ?? "suppressed"
            : null;

    /// <summary>Levels rank as the SARIF standard orders them; an absent level is a warning.</summary>
    private static string OfLevel(string? level) => level switch { "error" => "high", "note" => "low", "none" => "none", _ => "medium" };

    private static string? Relative(string? uri) => uri is null ? null : uri.StartsWith("file://", StringComparison.Ordinal) ? uri["file://".Length..] : uri;

    private static double? Number(JsonNode? node) =>
        double.TryParse(node?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^(?:CVE-\d|GHSA-|OSV-|RUSTSEC-|PYSEC-|GO-\d|SNYK-)", RegexOptions.CultureInvariant)]
    private static partial Regex Advisory();

    [GeneratedRegex(@"^\s*Package:\s*(\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Package();

    [GeneratedRegex(@"^\s*Fixed Version:[ \t]*([^\s,]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Fixed();
}
