using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Log;
using Bylaw.Evidence.Json;
using Bylaw.History;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;
using Bylaw.Manifest;
using Bylaw.Reports;
using Bylaw.Waivers;

namespace Bylaw.Cli.Commands.Check;

/// <summary>A check that was made, with all that it rested on.</summary>
internal sealed record CheckedCase(CheckRun Run, IReadOnlyList<string> PackFolders, AssessmentOptions Options, AssessmentReport Report);

/// <summary>
/// Puts a check on the record: changes of policy since the last check, a finding for each result that is no pass, the waivers used,
/// and the decision; with all inputs in the blob store, so that the decision can be made again.
/// </summary>
internal static class CheckRecord
{
    private const int MaxListed = 100;
    private const int MaxText = 120;

    /// <summary>Appends to the ledger and waits until the records are checkpointed.</summary>
    /// <param name="folder">The ledger's folder.</param>
    /// <param name="keys">The folder of keys.</param>
    /// <param name="made">The check.</param>
    /// <param name="cancellation">Stops waiting for room in the queue.</param>
    /// <returns>The decision's index and the checkpoint, and how many policy changes were recorded before it.</returns>
    /// <exception cref="LedgerException">The records are not on the disk, or may not be.</exception>
    public static async Task<(LedgerReceipt Receipt, int PolicyChanges)> AppendAsync(
        string folder, string keys, CheckedCase made, CancellationToken cancellation)
    {
        var home = LogOptions.Open(folder, keys);
        await using var session = home.OpenSession("bylaw-check", TimeProvider.System, WitnessClients.Of(home));
        var changes = await RecordPolicyAsync(home, session, made, cancellation);
        var report = made.Report;
        foreach (var result in report.Results.Where(r => r.Outcome is not (ControlOutcome.Pass or ControlOutcome.NotApplicable)))
        {
            await session.Recorder.AppendAsync(new LedgerRecord("finding", Finding(result, report)), AckLevel.Durable, cancellation);
        }
        foreach (var waiver in UsedWaivers(made))
        {
            await session.Recorder.AppendAsync(new LedgerRecord("waiver", WaiverFields(waiver)), AckLevel.Durable, cancellation);
        }
        // The decision comes last: whoever finds it finds its findings before it.
        var receipt = await session.Recorder.AppendAsync(new LedgerRecord("decision", Decision(home, made)), AckLevel.Checkpointed, cancellation);
        return (receipt, changes);
    }

    private static async Task<int> RecordPolicyAsync(LedgerHome home, LedgerSession session, CheckedCase made, CancellationToken cancellation)
    {
        try
        {
            using var index = home.OpenIndex(Environment.GetEnvironmentVariable("BYLAW_LOG_POSTGRES"));
            var version = made.Options.EngineVersion.Split('+')[0];
            using var trail = new GitTrail(made.Run.Root, version, home.Settings.TicketPattern);
            var journal = new PolicyJournal(home, index);
            var snapshot = PolicySnapshot.Of(made.Run.Library, made.PackFolders, made.Run.Manifest, made.Run.Root);
            return await journal.RecordAsync(session, snapshot, trail, version, cancellation);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or InvalidDataException or ArgumentException)
        {
            throw new LedgerException($"the policy history cannot be kept: {error.Message}", error);
        }
    }

    private static JsonObject Decision(LedgerHome home, CheckedCase made)
    {
        var report = made.Report;
        home.Blobs.Put(made.Run.Library.Bundle.Archive.Span);
        foreach (var document in report.Evidence.Except(made.Run.Documents))
        {
            home.Blobs.Put(CanonicalJson.Serialize(document.ToJson())); // made from waivers: judged as evidence, and kept as such
        }
        var inputs = new DecisionCase
        {
            Manifest = made.Run.Manifest,
            Waivers = made.Run.Waivers,
            Evidence = made.Run.Documents,
            Baseline = made.Run.Baseline,
            Gaps = made.Run.Gaps,
            Options = made.Options,
            PolicyDigest = report.PolicyDigest,
        };
        return new JsonObject
        {
            ["effect"] = report.ExitCode switch { 0 => "allow", 1 => "deny", 2 => "error", _ => "incomplete" },
            ["stage"] = report.Stage ?? "all",
            ["policy_digest"] = "sha256:" + report.PolicyDigest,
            ["policy"] = string.Join(' ', report.Packs.Select(p => p.Id)),
            ["controls"] = new JsonArray([.. report.Results.Select(r => r.Control.Id).Distinct().Take(1_000).Select(c => (JsonNode)c)]),
            ["subjects"] = List(made.Run.Manifest.Subjects.Select(s => $"{s.Kind}:{s.Id}{DigestOf(report, s)}")),
            ["reasons"] = List(report.Results.Where(r => r.Blocks).Select(r => $"{r.Control.Id} {r.Subject}")),
            ["evidence"] = List(report.Evidence.Select(e => "sha256:" + e.ComputeDigest())),
            ["waivers"] = List(report.Results.Where(r => r.Outcome == ControlOutcome.Waived).Select(r => $"{r.Control.Id} {r.Subject}")),
            ["findings"] = report.Count(ControlOutcome.Fail),
            ["input_commitment"] = inputs.Keep(home.Blobs),
            ["result_digest"] = home.Blobs.Put(DecisionCase.ResultOf(report)),
        };
    }

    private static string DigestOf(AssessmentReport report, ManifestSubject subject)
    {
        var digest = report.Evidence.FirstOrDefault(e => e.Kind == subject.Kind && e.Subject.Name == subject.Id && e.Subject.Digest.ContainsKey("sha256"));
        return digest is null ? "" : "@sha256:" + digest.Subject.Digest["sha256"];
    }

    private static IEnumerable<Waiver> UsedWaivers(CheckedCase made)
    {
        var waived = made.Report.Results.Where(r => r.Outcome == ControlOutcome.Waived).Select(r => (r.Control.Id, r.Subject)).ToHashSet();
        return made.Run.Waivers.Where(w => waived.Contains((w.Control, w.Subject)));
    }

    private static JsonObject WaiverFields(Waiver waiver) => new()
    {
        ["control"] = waiver.Control,
        ["subject"] = waiver.Subject,
        ["until"] = waiver.ExpiresOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["reason"] = waiver.Reason,
        ["approver"] = waiver.Approver,
        ["actor"] = waiver.RequestedBy,
    };

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

    /// <summary>An entry has room for 65,535 bytes; the whole lists stand in the inputs that the commitment names.</summary>
    private static JsonArray List(IEnumerable<string> values) => new([.. values.Take(MaxListed).Select(v => (JsonNode)(v.Length > MaxText ? v[..MaxText] : v))]);
}
