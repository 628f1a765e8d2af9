using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Code.Analysis;

/// <summary>Reads the vulnerabilities of a CycloneDX document: a bill of materials with advisories, or a VEX.</summary>
internal static partial class CycloneDxVulnerabilities
{
    /// <summary>Reads all vulnerabilities, one entry for each component affected.</summary>
    /// <exception cref="InvalidDataException">It is no CycloneDX.</exception>
    public static IEnumerable<ToolFinding> Read(JsonObject root)
    {
        if (root["bomFormat"]?.ToString() != "CycloneDX")
        {
            throw new InvalidDataException("no CycloneDX document: `bomFormat` is missing");
        }
        var components = Components(root["components"]).Where(c => c["bom-ref"] is not null)
            .GroupBy(c => c["bom-ref"]!.ToString()).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return (root["vulnerabilities"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(v => ReadOne(v, components));
    }

    private static IEnumerable<ToolFinding> ReadOne(JsonObject vulnerability, Dictionary<string, JsonObject> components)
    {
        var ratings = (vulnerability["ratings"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var score = ratings.Where(r => r["method"]?.ToString().StartsWith("CVSS", StringComparison.Ordinal) != false).Select(r => Number(r["score"])).Max();
        var severity = score is { } s ? ToolFinding.OfScore(s) : ratings.Select(r => r["severity"]?.ToString()).FirstOrDefault(r => r is not null);
        var state = vulnerability["analysis"]?["state"]?.ToString();
        var mended = Version().Match(vulnerability["recommendation"]?.ToString() ?? "") is { Success: true } version ? version.Groups[1].Value : null;
        var affected = (vulnerability["affects"] as JsonArray ?? []).OfType<JsonObject>().Select(a => a["ref"]?.ToString()).OfType<string>().DefaultIfEmpty("").ToList();
        foreach (var reference in affected)
        {
            yield return new ToolFinding(vulnerability["id"]?.ToString() ?? "unnamed", severity, null)
            {
                Cvss = score,
                Package = reference.Length == 0 ? null : Name(components.GetValueOrDefault(reference), reference),
                Fixed = mended,
                Published = DateTimeOffset.TryParse((vulnerability["published"] ?? vulnerability["created"])?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
                IsVulnerability = true,
                SetAside = state is "not_affected" or "false_positive" or "resolved" or "resolved_with_pedigree"
                    ? vulnerability["analysis"]?["justification"]?.ToString() is { } why ? $"{state}: {why}" : state
                    : null,
            };
        }
    }

    private static string Name(JsonObject? component, string reference) =>
        component is null ? reference : component["purl"]?.ToString() ?? string.Join('@', new[] { component["name"]?.ToString(), component["version"]?.ToString() }.OfType<string>());

    private static IEnumerable<JsonObject> Components(JsonNode? list) =>
        (list as JsonArray ?? []).OfType<JsonObject>().SelectMany(c => Components(c["components"]).Prepend(c));

    private static double? Number(JsonNode? node) =>
        double.TryParse(node?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\b(?:to|version|in)\s+(?:version\s+)?v?(\d[\w.+-]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
