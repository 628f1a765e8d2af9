using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Manifest;

namespace Bylaw.Reports;

/// <summary>Writes GitLab's code quality report: one entry a finding, shown in the merge request.</summary>
/// <remarks>Source: GitLab documentation, "Code Quality report format" (a subset of Code Climate's).</remarks>
public static class GitLabReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>A JSON array.</returns>
    public static JsonArray Write(AssessmentReport report) => new([.. ReportFacts.ByUrgency(report)
        .Where(r => r.Outcome != ControlOutcome.Waived)
        .SelectMany(r => ReportFacts.FindingsOf(r).Select(f => (JsonNode)Entry(r, f)))
        .DistinctBy(e => e["fingerprint"]!.ToString())]);

    private static JsonObject Entry(ControlResult result, RuleFinding finding) => new()
    {
        ["description"] = $"{result.Control.Id} {result.Subject}: {finding.Message}",
        ["check_name"] = result.Control.Id,
        // The lasting fingerprint leaves numbers out, so two findings of one rule may share it; place tells them apart.
        ["fingerprint"] = ReportFacts.Uuid(ResultFingerprint.Lasting(result.Control.Id, result.Subject, finding), finding.Place?.File ?? ""),
        ["severity"] = result.Blocks
            ? result.Control.Severity switch { "critical" => "blocker", "high" => "critical", _ => "major" }
            : result.Outcome == ControlOutcome.Fail ? "minor" : "info",
        ["location"] = new JsonObject
        {
            ["path"] = finding.Place?.File ?? GovernanceManifest.FileName,
            ["lines"] = new JsonObject { ["begin"] = finding.Place?.Line ?? 1 },
        },
    };
}
