using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Packs;

namespace Bylaw.Reports.Oscal;

/// <summary>The parts that OSCAL documents about an assessment share: observations, risks, findings.</summary>
/// <remarks>Source: NIST OSCAL 1.2.1, assessment layer.</remarks>
internal static class OscalDocument
{
    public const string Version = "1.2.1";

    private const string Namespace = "https://bylaw.example/ns/oscal";

    public static JsonObject Metadata(AssessmentReport report, string title) => new()
    {
        ["title"] = title,
        ["last-modified"] = ReportFacts.Time(report.EffectiveTime),
        ["version"] = report.PolicyDigest[..12],
        ["oscal-version"] = Version,
        ["props"] = new JsonArray(Property("policy-digest", report.PolicyDigest), Property("engine-version", report.EngineVersion)),
        ["remarks"] = "References say what a control supports. Nothing here says that a law is complied with.",
    };

    /// <summary>One observation a result: what was looked at, when, on which evidence.</summary>
    public static JsonObject Observation(AssessmentReport report, ControlResult result)
    {
        var json = new JsonObject
        {
            ["uuid"] = ObservationId(report, result),
            ["title"] = $"{result.Control.Id} on {result.Subject}",
            ["description"] = result.Control.Rule,
            ["props"] = new JsonArray(
                Property("result", AssessmentNames.Of(result.Outcome)),
                Property("severity", result.Control.Severity),
                Property("origin", result.Origin),
                Property("subject-kind", result.Control.SubjectKind)),
            ["methods"] = new JsonArray(result.Origin == "collected" ? "TEST" : "EXAMINE"),
            ["types"] = new JsonArray("control-objective"),
            ["collected"] = ReportFacts.Time(report.EffectiveTime),
        };
        var evidence = report.Evidence.Where(e => e.Kind == result.Control.SubjectKind && e.Subject.Name == result.Subject).ToList();
        if (evidence.Count > 0)
        {
            json["relevant-evidence"] = new JsonArray([.. evidence.Select(e => (JsonNode)new JsonObject
            {
                ["href"] = "urn:sha256:" + e.ComputeDigest(),
                ["description"] = $"{e.Kind} evidence by {e.Collector.Name} {e.Collector.Version}",
            })]);
        }
        return json;
    }

    public static JsonObject Finding(AssessmentReport report, ControlResult result)
    {
        var isSatisfied = result.Outcome is ControlOutcome.Pass;
        var json = new JsonObject
        {
            ["uuid"] = ReportFacts.Uuid("finding", report.PolicyDigest, result.Control.Id, result.Subject),
            ["title"] = result.Control.Title,
            ["description"] = isSatisfied ? "The rule holds." : string.Join("\n\n", ReportFacts.FindingsOf(result).Select(f => f.Message)),
            ["target"] = new JsonObject
            {
                ["type"] = "objective-id",
                ["target-id"] = result.Control.Id,
                ["status"] = new JsonObject
                {
                    ["state"] = isSatisfied ? "satisfied" : "not-satisfied",
                    ["reason"] = result.Outcome switch { ControlOutcome.Pass => "pass", ControlOutcome.Fail or ControlOutcome.Waived => "fail", _ => "other" },
                },
            },
            ["related-observations"] = new JsonArray(new JsonObject { ["observation-uuid"] = ObservationId(report, result) }),
        };
        if (result.Outcome is ControlOutcome.Fail or ControlOutcome.Waived)
        {
            json["related-risks"] = new JsonArray(new JsonObject { ["risk-uuid"] = RiskId(report, result) });
        }
        return json;
    }

    public static JsonObject Risk(AssessmentReport report, ControlResult result)
    {
        var risk = new JsonObject
        {
            ["uuid"] = RiskId(report, result),
            ["title"] = $"{result.Control.Id} {result.Control.Title}: {result.Subject}",
            ["description"] = result.Control.Rule,
            ["statement"] = string.Join("\n\n", ReportFacts.FindingsOf(result).Select(f => f.Message)),
            ["props"] = new JsonArray(Property("severity", result.Control.Severity), Property("enforcement", result.Enforcement == Enforcement.Block ? "block" : "warn")),
            ["status"] = result.Outcome == ControlOutcome.Waived ? "deviation-approved" : "open",
            ["related-observations"] = new JsonArray(new JsonObject { ["observation-uuid"] = ObservationId(report, result) }),
        };
        if (result.Note is not null)
        {
            risk["mitigating-factors"] = new JsonArray(new JsonObject
            {
                ["uuid"] = ReportFacts.Uuid("mitigation", report.PolicyDigest, result.Control.Id, result.Subject),
                ["description"] = result.Note,
            });
        }
        if (result.Control.Fix.Length > 0)
        {
            risk["remediations"] = new JsonArray(new JsonObject
            {
                ["uuid"] = ReportFacts.Uuid("remediation", report.PolicyDigest, result.Control.Id, result.Subject),
                ["lifecycle"] = "recommendation",
                ["title"] = $"Mend {result.Control.Id}",
                ["description"] = result.Control.Fix,
            });
        }
        return risk;
    }

    public static string RiskId(AssessmentReport report, ControlResult result) => ReportFacts.Uuid("risk", report.PolicyDigest, result.Control.Id, result.Subject);

    private static string ObservationId(AssessmentReport report, ControlResult result) =>
        ReportFacts.Uuid("observation", report.PolicyDigest, result.Control.Id, result.Subject);

    private static JsonObject Property(string name, string value) => new() { ["name"] = name, ["ns"] = Namespace, ["value"] = value };
}
