using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Evidence.Documents;

namespace Bylaw.Reports.CycloneDx;

/// <summary>
/// Writes a CycloneDX 1.6 document: models and datasets as components with their digests, and for each judged control a requirement, a claim
/// with its evidence, and the conformance that was found.
/// </summary>
/// <remarks>Source: CycloneDX 1.6, ML-BOM and attestations (CDXA). Ids follow from the content, so the same assessment gives the same bytes.</remarks>
public static class CycloneDxReport
{
    private const string Assessor = "assessor:bylaw";

    /// <summary>Writes the document.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>A CycloneDX document.</returns>
    public static JsonObject Write(AssessmentReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var judged = report.Results.Where(r => r.Outcome is not (ControlOutcome.NotApplicable or ControlOutcome.Error)).ToList();
        return new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = "urn:uuid:" + ReportFacts.Uuid("cyclonedx", report.PolicyDigest, report.System, ReportFacts.Time(report.EffectiveTime), report.Stage ?? ""),
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["timestamp"] = ReportFacts.Time(report.EffectiveTime),
                ["tools"] = new JsonObject
                {
                    ["components"] = new JsonArray(new JsonObject { ["type"] = "application", ["name"] = "bylaw", ["version"] = report.EngineVersion }),
                },
                ["component"] = new JsonObject { ["type"] = "application", ["bom-ref"] = Ref("system", report.System), ["name"] = report.System },
            },
            ["components"] = new JsonArray([.. Subjects(report).Select(s => (JsonNode)Component(s.Kind, s.Name, report))]),
            ["declarations"] = Declarations(report, judged),
            ["definitions"] = new JsonObject { ["standards"] = new JsonArray(Standard(report, judged)) },
        };
    }

    private static IEnumerable<(string Kind, string Name)> Subjects(AssessmentReport report) => report.Results
        .Select(r => (r.Control.SubjectKind, r.Subject))
        .Concat(report.Evidence.Select(e => (e.Kind, e.Subject.Name)))
        .Where(s => s.Item1 != "system" && s.Item2 != "(none)")
        .Distinct()
        .OrderBy(s => s.Item1, StringComparer.Ordinal).ThenBy(s => s.Item2, StringComparer.Ordinal);

    private static JsonObject Component(string kind, string name, AssessmentReport report)
    {
        var component = new JsonObject
        {
            ["type"] = kind switch { "model" => "machine-learning-model", "dataset" or "split" => "data", _ => "application" },
            ["bom-ref"] = Ref(kind, name),
            ["name"] = name,
        };
        var documents = report.Evidence.Where(e => e.Kind == kind && e.Subject.Name == name).ToList();
        if (documents.Select(d => d.Subject.Digest.GetValueOrDefault("sha256")).FirstOrDefault(d => d is not null) is { } digest)
        {
            component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = digest });
        }
        if (documents.Select(d => (d.Spec["licence"] as JsonObject)?["spdx"]?.ToString()).FirstOrDefault(l => l is not null) is { } licence)
        {
            component["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["name"] = licence } });
        }
        if (component["type"]!.ToString() == "data")
        {
            component["data"] = new JsonArray(new JsonObject { ["type"] = "dataset", ["name"] = name });
        }
        if (component["type"]!.ToString() == "machine-learning-model")
        {
            component["modelCard"] = new JsonObject
            {
                ["modelParameters"] = new JsonObject
                {
                    ["datasets"] = new JsonArray([.. Subjects(report).Where(s => s.Kind == "dataset").Select(s => (JsonNode)new JsonObject { ["ref"] = Ref(s.Kind, s.Name) })]),
                },
            };
        }
        return component;
    }

    private static JsonObject Declarations(AssessmentReport report, List<ControlResult> judged) => new()
    {
        ["assessors"] = new JsonArray(new JsonObject
        {
            ["bom-ref"] = Assessor,
            ["thirdParty"] = false,
            ["organization"] = new JsonObject { ["name"] = $"bylaw {report.EngineVersion}, run by the owner of {report.System}" },
        }),
        ["attestations"] = new JsonArray(new JsonObject
        {
            ["summary"] = $"Automatic check of {report.System}, stage {report.Stage ?? "all"}; what it supports is said by each requirement.",
            ["assessor"] = Assessor,
            ["map"] = new JsonArray([.. judged.GroupBy(r => r.Control.Id).Select(g => (JsonNode)Map(g))]),
        }),
        ["claims"] = new JsonArray([.. judged.Select(r => (JsonNode)Claim(report, r))]),
        ["evidence"] = new JsonArray([.. report.Evidence.Select(e => (JsonNode)EvidenceOf(e)).DistinctBy(e => e["bom-ref"]!.ToString())]),
    };

    private static JsonObject Map(IGrouping<string, ControlResult> results)
    {
        var claims = results.Where(r => r.Outcome == ControlOutcome.Pass).ToList();
        var counter = results.Where(r => r.Outcome != ControlOutcome.Pass).ToList();
        var map = new JsonObject
        {
            ["requirement"] = "requirement:" + results.Key,
            ["conformance"] = new JsonObject
            {
                ["score"] = (double)claims.Count / results.Count(),
                ["rationale"] = string.Create(CultureInfo.InvariantCulture, $"{claims.Count} of {results.Count()} subjects pass: {string.Join(", ", results.Select(r => $"{r.Subject} {AssessmentNames.Of(r.Outcome)}"))}"),
            },
        };
        if (claims.Count > 0)
        {
            map["claims"] = new JsonArray([.. claims.Select(r => (JsonNode)ClaimRef(r))]);
        }
        if (counter.Count > 0)
        {
            map["counterClaims"] = new JsonArray([.. counter.Select(r => (JsonNode)ClaimRef(r))]);
        }
        return map;
    }

    private static JsonObject Claim(AssessmentReport report, ControlResult result)
    {
        var claim = new JsonObject
        {
            ["bom-ref"] = ClaimRef(result),
            ["target"] = Ref(result.Control.SubjectKind, result.Control.SubjectKind == "system" ? report.System : result.Subject),
            ["predicate"] = $"{result.Control.Id}: {result.Control.Title}",
            ["reasoning"] = result.Outcome == ControlOutcome.Pass
                ? "The rule holds on the evidence named here."
                : string.Join("; ", ReportFacts.FindingsOf(result).Select(f => f.Message)),
        };
        var evidence = report.Evidence.Where(e => e.Kind == result.Control.SubjectKind && e.Subject.Name == result.Subject).Select(e => (JsonNode)EvidenceRef(e)).ToArray();
        if (evidence.Length > 0)
        {
            claim[result.Outcome == ControlOutcome.Pass ? "evidence" : "counterEvidence"] = new JsonArray(evidence);
        }
        return claim;
    }

    private static JsonObject EvidenceOf(EvidenceDocument document) => new()
    {
        ["bom-ref"] = EvidenceRef(document),
        ["propertyName"] = "bylaw:evidence:" + document.Kind,
        ["description"] = $"{document.Kind} evidence about {document.Subject.Name}, collected by {document.Collector.Name} {document.Collector.Version}",
        ["created"] = ReportFacts.Time(document.CollectedAt),
    };

    private static JsonObject Standard(AssessmentReport report, List<ControlResult> judged) => new()
    {
        ["bom-ref"] = "standard:bylaw",
        ["name"] = "Bylaw controls of " + string.Join(", ", report.Packs.Select(p => p.Id)),
        ["version"] = report.PolicyDigest,
        ["requirements"] = new JsonArray([.. judged.Select(r => r.Control).DistinctBy(c => c.Id).Select(c => (JsonNode)new JsonObject
        {
            ["bom-ref"] = "requirement:" + c.Id,
            ["identifier"] = c.Id,
            ["title"] = c.Title,
            ["text"] = c.Rule,
        })]),
    };

    private static string Ref(string kind, string name) => $"{kind}:{name}";

    private static string ClaimRef(ControlResult result) => $"claim:{result.Control.Id}:{result.Subject}";

    private static string EvidenceRef(EvidenceDocument document) => "evidence:" + document.ComputeDigest();
}
