using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Packs;

namespace Bylaw.Reports;

/// <summary>Writes SARIF 2.1.0: one rule a control, one result a finding, with a fingerprint that survives moved lines.</summary>
public static class SarifReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>A SARIF log.</returns>
    public static JsonObject Write(AssessmentReport report)
    {
        var shown = ReportFacts.Shown(report).ToArray();
        var rules = shown.Select(r => r.Control).DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal).ToArray();
        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "bylaw",
                    ["version"] = report.EngineVersion,
                    ["rules"] = new JsonArray([.. rules.Select(r => (JsonNode)Rule(r))]),
                },
            },
            ["results"] = new JsonArray([.. shown.SelectMany(r => Results(r, Array.FindIndex(rules, c => c.Id == r.Control.Id)))]),
        };
        if (report.NotOnRecord is { } why)
        {
            run["properties"] = new JsonObject { ["notOnRecord"] = why };
        }
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(run),
        };
    }

    private static JsonObject Rule(Control control)
    {
        var rule = new JsonObject
        {
            ["id"] = control.Id,
            ["shortDescription"] = new JsonObject { ["text"] = control.Title },
            ["fullDescription"] = new JsonObject { ["text"] = control.Rule },
            ["properties"] = new JsonObject { ["severity"] = control.Severity, ["tags"] = new JsonArray([.. control.References.Select(r => (JsonNode)r.Key)]) },
        };
        if (control.Fix.Length > 0)
        {
            rule["help"] = new JsonObject { ["text"] = control.Fix };
        }
        return rule;
    }

    private static IEnumerable<JsonNode> Results(ControlResult result, int ruleIndex)
    {
        foreach (var finding in ReportFacts.FindingsOf(result))
        {
            var json = new JsonObject
            {
                ["ruleId"] = result.Control.Id,
                ["ruleIndex"] = ruleIndex,
                ["level"] = result.Outcome == ControlOutcome.Waived ? "note" : result.Enforcement == Enforcement.Block ? "error" : "warning",
                ["kind"] = result.Outcome switch
                {
                    ControlOutcome.Unknown or ControlOutcome.Stale => "open",
                    _ => "fail",
                },
                ["message"] = new JsonObject { ["text"] = finding.Message },
                ["partialFingerprints"] = new JsonObject { ["bylaw/v1"] = ResultFingerprint.Lasting(result.Control.Id, result.Subject, finding) },
            };
            if (result.Outcome is ControlOutcome.Unknown or ControlOutcome.Stale)
            {
                json["level"] = "none";
            }
            if (finding.Place is { } place)
            {
                json["locations"] = new JsonArray(new JsonObject
                {
                    ["physicalLocation"] = new JsonObject
                    {
                        ["artifactLocation"] = new JsonObject { ["uri"] = place.File },
                        ["region"] = new JsonObject { ["startLine"] = place.Line },
                    },
                });
            }
            if (result.IsInBaseline)
            {
                json["baselineState"] = "unchanged";
            }
            if (result.Outcome == ControlOutcome.Waived)
            {
                json["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["justification"] = result.Note });
            }
            yield return json;
        }
    }
}
