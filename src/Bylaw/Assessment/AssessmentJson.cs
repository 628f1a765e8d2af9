using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Packs;

namespace Bylaw.Assessment;

/// <summary>Writes reports as JSON.</summary>
internal static class AssessmentJson
{
    public static JsonObject Write(AssessmentReport report)
    {
        var json = Judged(report);
        if (report.NotOnRecord is { } why)
        {
            json["not_on_record"] = why;
        }
        return json;
    }

    private static JsonObject Judged(AssessmentReport report) => new()
    {
        ["schema"] = "bylaw/result/v1",
        ["system"] = report.System,
        ["stage"] = report.Stage,
        ["effective_time"] = report.EffectiveTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["engine"] = new JsonObject { ["name"] = "bylaw", ["version"] = report.EngineVersion },
        ["policy_digest"] = new JsonObject { ["sha256"] = report.PolicyDigest },
        ["input_digest"] = new JsonObject { ["sha256"] = report.InputDigest },
        ["exit_code"] = report.ExitCode,
        ["summary"] = new JsonObject(Enum.GetValues<ControlOutcome>().Select(o => KeyValuePair.Create(NameOf(o), (JsonNode?)report.Count(o)))),
        ["packs"] = new JsonArray([.. report.Packs.Select(p => (JsonNode)new JsonObject
        {
            ["id"] = p.Id,
            ["kind"] = p.Kind,
            ["status"] = p.Status,
            ["effective_from"] = p.EffectiveFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["as_of"] = p.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        })]),
        ["results"] = new JsonArray([.. report.Results.Select(r => (JsonNode)Result(r))]),
        ["evidence"] = new JsonArray([.. report.Evidence.Select(e => (JsonNode)new JsonObject
        {
            ["kind"] = e.Kind,
            ["subject"] = e.Subject.Name,
            ["sha256"] = e.ComputeDigest(),
        })]),
        ["gaps"] = new JsonArray([.. report.Gaps.Select(g => (JsonNode)g.ToJson())]),
        ["missing_packs"] = new JsonArray([.. report.MissingPacks.Select(p => (JsonNode)p)]),
        ["controls_not_built"] = new JsonArray([.. report.ControlsNotBuilt.Select(c => (JsonNode)c)]),
        ["reminders"] = new JsonArray([.. report.Reminders.Select(r => (JsonNode)r)]),
        ["manifest_faults"] = new JsonArray([.. report.ManifestFaults.Select(f => (JsonNode)f)]),
        ["proposed"] = new JsonArray([.. report.Proposed.Select(f => (JsonNode)f)]),
        ["faults"] = new JsonArray([.. report.Faults.Select(f => (JsonNode)f)]),
    };

    /// <summary>Names an outcome as documents do.</summary>
    public static string NameOf(ControlOutcome outcome) => outcome == ControlOutcome.NotApplicable ? "not_applicable" : outcome.ToString().ToLowerInvariant();

    private static JsonObject Result(ControlResult result)
    {
        var json = new JsonObject
        {
            ["control"] = result.Control.Id,
            ["title"] = result.Control.Title,
            ["subject"] = result.Subject,
            ["result"] = NameOf(result.Outcome),
            ["severity"] = result.Control.Severity,
            ["enforcement"] = result.Enforcement == Enforcement.Block ? "block" : "warn",
            ["blocks"] = result.Blocks,
            ["origin"] = result.Origin,
            ["packs"] = new JsonArray([.. result.Packs.Select(p => (JsonNode)p)]),
        };
        if (result.IsInBaseline)
        {
            json["in_baseline"] = true;
        }
        if (!result.Parameters.IsEmpty)
        {
            json["parameters"] = new JsonArray([.. result.Parameters.Select(p => (JsonNode)new JsonObject
            {
                ["name"] = p.Name, ["value"] = p.Value?.DeepClone(), ["unit"] = p.Unit, ["standing"] = p.Standing,
            })]);
        }
        if (result.Note is not null)
        {
            json["note"] = result.Note;
        }
        if (!result.Findings.IsEmpty)
        {
            json["findings"] = new JsonArray([.. result.Findings.Select(f => (JsonNode)Finding(f))]);
        }
        return json;
    }

    private static JsonObject Finding(RuleFinding finding)
    {
        var json = new JsonObject { ["message"] = finding.Message };
        if (finding.Expected is not null)
        {
            json["expected"] = finding.Expected;
        }
        if (finding.Actual is not null)
        {
            json["actual"] = finding.Actual;
        }
        if (!finding.Fields.IsEmpty)
        {
            json["fields"] = new JsonArray([.. finding.Fields.Select(f => (JsonNode)f)]);
        }
        if (finding.Place is { } place)
        {
            json["file"] = place.File;
            json["line"] = place.Line;
        }
        return json;
    }
}
