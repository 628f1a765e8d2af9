using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Log;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;
using Bylaw.Manifest;
using Bylaw.Reports;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Puts a check on the record: one decision, and a finding for each result that is no pass.</summary>
internal static class CheckRecord
{
    /// <summary>Appends to the ledger and waits until the records are checkpointed.</summary>
    /// <param name="folder">The ledger's folder.</param>
    /// <param name="keys">The folder of keys.</param>
    /// <param name="report">What was decided.</param>
    /// <param name="manifest">What was checked.</param>
    /// <param name="cancellation">Stops waiting for room in the queue.</param>
    /// <returns>The decision's index and the checkpoint.</returns>
    /// <exception cref="LedgerException">The records are not on the disk, or may not be.</exception>
    public static async Task<LedgerReceipt> AppendAsync(
        string folder, string keys, AssessmentReport report, GovernanceManifest manifest, CancellationToken cancellation)
    {
        var home = LogOptions.Open(folder, keys);
        await using var session = home.OpenSession("bylaw-check", TimeProvider.System, WitnessClients.Of(home));
        foreach (var result in report.Results.Where(r => r.Outcome is not (ControlOutcome.Pass or ControlOutcome.NotApplicable)))
        {
            await session.Recorder.AppendAsync(new LedgerRecord("finding", Finding(result, report)), AckLevel.Durable, cancellation);
        }
        // The decision comes last: whoever finds it finds its findings before it.
        return await session.Recorder.AppendAsync(new LedgerRecord("decision", Decision(report, manifest)), AckLevel.Checkpointed, cancellation);
    }

    private static JsonObject Decision(AssessmentReport report, GovernanceManifest manifest) => new()
    {
        ["effect"] = report.ExitCode switch { 0 => "allow", 1 => "deny", 2 => "error", _ => "incomplete" },
        ["stage"] = report.Stage ?? "all",
        ["policy_digest"] = "sha256:" + report.PolicyDigest,
        ["policy"] = string.Join(' ', report.Packs.Select(p => p.Id)),
        ["controls"] = List(report.Results.Select(r => r.Control.Id).Distinct()),
        ["subjects"] = List(manifest.Subjects.Select(s => $"{s.Kind}:{s.Id}{DigestOf(report, s)}")),
        ["reasons"] = List(report.Results.Where(r => r.Blocks).Select(r => $"{r.Control.Id} {r.Subject}")),
        ["evidence"] = List(report.Evidence.Select(e => "sha256:" + e.ComputeDigest())),
        ["waivers"] = List(report.Results.Where(r => r.Outcome == ControlOutcome.Waived).Select(r => $"{r.Control.Id} {r.Subject}")),
        ["findings"] = report.Count(ControlOutcome.Fail),
        ["input_commitment"] = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(report.ToJson().ToJsonString()))),
    };

    private static string DigestOf(AssessmentReport report, ManifestSubject subject)
    {
        var digest = report.Evidence.FirstOrDefault(e => e.Kind == subject.Kind && e.Subject.Name == subject.Id && e.Subject.Digest.ContainsKey("sha256"));
        return digest is null ? "" : "@sha256:" + digest.Subject.Digest["sha256"];
    }

    private static JsonObject Finding(ControlResult result, AssessmentReport report)
    {
        var message = result.Findings.IsEmpty ? result.Note ?? result.Control.Title : string.Join("; ", result.Findings.Select(f => f.Message));
        return new JsonObject
        {
            ["control"] = result.Control.Id,
            ["status"] = AssessmentNames.Of(result.Outcome),
            ["subject"] = $"{result.Control.SubjectKind}:{result.Subject}",
            ["severity"] = result.Control.Severity,
            ["message"] = message.Length > 4_000 ? message[..4_000] : message,
            ["policy_digest"] = "sha256:" + report.PolicyDigest,
        };
    }

    private static JsonArray List(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);
}
