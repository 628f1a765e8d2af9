using System.Text.Json.Nodes;
using Bylaw.Assessment;

namespace Bylaw.Reports.Oscal;

/// <summary>Writes OSCAL 1.2.1 assessment results, and the plan of action and milestones that follows from them.</summary>
/// <remarks>Source: NIST OSCAL 1.2.1. Ids are version 5 UUIDs of the content, so the same assessment gives the same bytes.</remarks>
public static class OscalReport
{
    /// <summary>Writes assessment results: an observation and a finding for each judged control, a risk for each failure.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>A document with the root <c>assessment-results</c>.</returns>
    public static JsonObject AssessmentResults(AssessmentReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var judged = report.Results.Where(r => r.Outcome != ControlOutcome.NotApplicable).ToList();
        var id = ReportFacts.Uuid("result", report.PolicyDigest, report.System, ReportFacts.Time(report.EffectiveTime), report.Stage ?? "");
        var result = new JsonObject
        {
            ["uuid"] = id,
            ["title"] = $"Bylaw check of {report.System}",
            ["description"] = $"Stage {report.Stage ?? "all"}; packs {string.Join(", ", report.Packs.Select(p => p.Id))}.",
            ["start"] = ReportFacts.Time(report.EffectiveTime),
            ["end"] = ReportFacts.Time(report.EffectiveTime),
            ["reviewed-controls"] = new JsonObject { ["control-selections"] = new JsonArray(Selection(judged)) },
        };
        AddList(result, "observations", judged.Select(r => OscalDocument.Observation(report, r)));
        AddList(result, "risks", judged.Where(IsRisk).Select(r => OscalDocument.Risk(report, r)));
        AddList(result, "findings", judged.Select(r => OscalDocument.Finding(report, r)));
        return new JsonObject
        {
            ["assessment-results"] = new JsonObject
            {
                ["uuid"] = ReportFacts.Uuid("assessment-results", id),
                ["metadata"] = OscalDocument.Metadata(report, $"Assessment results of {report.System}"),
                ["import-ap"] = new JsonObject { ["href"] = "urn:sha256:" + report.PolicyDigest, ["remarks"] = "The plan is the policy: packs and rules, named by their digest." },
                ["results"] = new JsonArray(result),
            },
        };
    }

    /// <summary>Writes the plan of action and milestones: an item for each failure that is open or waived.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>A document with the root <c>plan-of-action-and-milestones</c>.</returns>
    public static JsonObject PlanOfAction(AssessmentReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var risks = report.Results.Where(IsRisk).ToList();
        var plan = new JsonObject
        {
            ["uuid"] = ReportFacts.Uuid("poam", report.PolicyDigest, report.System, ReportFacts.Time(report.EffectiveTime)),
            ["metadata"] = OscalDocument.Metadata(report, $"Plan of action for {report.System}"),
            ["system-id"] = new JsonObject { ["identifier-type"] = "https://ietf.org/rfc/rfc4122", ["id"] = ReportFacts.Uuid("system", report.System) },
        };
        AddList(plan, "observations", risks.Select(r => OscalDocument.Observation(report, r)));
        AddList(plan, "risks", risks.Select(r => OscalDocument.Risk(report, r)));
        AddList(plan, "findings", risks.Select(r => OscalDocument.Finding(report, r)));
        plan["poam-items"] = risks.Count > 0
            ? new JsonArray([.. risks.Select(r => (JsonNode)Item(report, r))])
            // The format wants an item; that there is nothing to do is one thing to say.
            : new JsonArray(new JsonObject
            {
                ["uuid"] = ReportFacts.Uuid("poam-item", report.PolicyDigest, report.System),
                ["title"] = "Nothing is open",
                ["description"] = "No control failed in this assessment.",
            });
        return new JsonObject { ["plan-of-action-and-milestones"] = plan };
    }

    private static bool IsRisk(ControlResult result) => result.Outcome is ControlOutcome.Fail or ControlOutcome.Waived;

    private static JsonObject Item(AssessmentReport report, ControlResult result) => new()
    {
        ["uuid"] = ReportFacts.Uuid("poam-item", report.PolicyDigest, result.Control.Id, result.Subject),
        ["title"] = $"{result.Control.Id} {result.Control.Title}: {result.Subject}",
        ["description"] = result.Control.Fix.Length > 0 ? result.Control.Fix : result.Control.Rule,
        ["related-risks"] = new JsonArray(new JsonObject { ["risk-uuid"] = OscalDocument.RiskId(report, result) }),
    };

    private static JsonObject Selection(List<ControlResult> judged) => judged.Count == 0
        ? new JsonObject { ["include-all"] = new JsonObject() }
        : new JsonObject
        {
            ["include-controls"] = new JsonArray([.. judged.Select(r => r.Control.Id).Distinct().Select(c => (JsonNode)new JsonObject { ["control-id"] = c })]),
        };

    private static void AddList(JsonObject target, string name, IEnumerable<JsonObject> items)
    {
        var list = new JsonArray([.. items]);
        if (list.Count > 0)
        {
            target[name] = list;
        }
    }
}
