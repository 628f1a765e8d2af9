using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Records;
using Bylaw.Packs;

namespace Bylaw.History;

/// <summary>A result that came out otherwise.</summary>
/// <param name="Control">The control.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Then">What was decided then; null when the control was not judged.</param>
/// <param name="Now">What comes out now; null when the control is not judged.</param>
public sealed record ReplayDifference(string Control, string Subject, string? Then, string? Now);

/// <summary>What making a logged decision again gave.</summary>
/// <param name="Index">The decision's index.</param>
/// <param name="Agrees">True when the result is the same to the last byte.</param>
/// <param name="EffectThen">The exit code that was decided.</param>
/// <param name="EffectNow">The exit code that comes out now.</param>
/// <param name="PolicyDigest">The policy it was made again under.</param>
/// <param name="Differences">What came out otherwise, by control and subject.</param>
public sealed record ReplayResult(
    long Index, bool Agrees, int EffectThen, int EffectNow, string PolicyDigest, ImmutableArray<ReplayDifference> Differences);

/// <summary>Makes logged decisions again: under the policy of their day they must agree exactly, under another the difference shows.</summary>
public static class Replay
{
    /// <summary>Makes a decision again.</summary>
    /// <param name="home">The ledger.</param>
    /// <param name="journal">Its policy history.</param>
    /// <param name="index">The decision's index.</param>
    /// <param name="other">Another policy to decide under; null for the policy of its day.</param>
    /// <param name="problem">Why it cannot be made again.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The comparison; null when it cannot be made again.</returns>
    public static ReplayResult? TryRun(
        LedgerHome home, PolicyJournal journal, long index, PackLibrary? other, out string problem, CancellationToken cancellationToken = default)
    {
        if (home.ReadEntry(index) is not { } entry || !LedgerRecord.TryRead(entry, out var record) || record["kind"]?.ToString() != "decision")
        {
            problem = $"record {index} is no decision";
            return null;
        }
        if (record["result_digest"]?.ToString() is not { } resultDigest || record["input_commitment"]?.ToString() is not { } inputs)
        {
            problem = $"decision {index} was not recorded with its inputs: it is not one of `bylaw check`";
            return null;
        }
        if (DecisionCase.TryRead(home.Blobs, inputs, out problem) is not { } decision)
        {
            return null;
        }
        if (!home.Blobs.TryGet(resultDigest, out var logged) || JsonNode.Parse(logged) is not JsonObject then)
        {
            problem = $"the result of decision {index} ({resultDigest}) is not in the store";
            return null;
        }
        if (PolicyJournal.Hex(record["policy_digest"]?.ToString()) != decision.PolicyDigest)
        {
            problem = $"decision {index} and its inputs name different policies";
            return null;
        }
        var library = other ?? Load(journal, decision.PolicyDigest, out problem, cancellationToken);
        if (library is null)
        {
            return null;
        }
        var report = decision.Decide(library, cancellationToken);
        var bytes = DecisionCase.ResultOf(report);
        return new ReplayResult(
            index,
            bytes.AsSpan().SequenceEqual(logged),
            then["exit_code"]!.GetValue<int>(),
            report.ExitCode,
            library.Digest,
            Compare(then, JsonNode.Parse(bytes)!.AsObject()));
    }

    private static PackLibrary? Load(PolicyJournal journal, string digest, out string problem, CancellationToken cancellationToken)
    {
        if (journal.ReadBundle(digest, out problem) is not { } bundle)
        {
            return null;
        }
        var library = PackLibrary.TryLoad(bundle, out var problems, cancellationToken);
        problem = library is null ? $"this version cannot load policy bundle {digest}: {problems[0]}" : "";
        return library;
    }

    private static ImmutableArray<ReplayDifference> Compare(JsonObject then, JsonObject now)
    {
        var (before, after) = (Results(then), Results(now));
        return [.. before.Keys.Union(after.Keys)
            .Where(k => before.GetValueOrDefault(k)?.ToJsonString() != after.GetValueOrDefault(k)?.ToJsonString())
            .OrderBy(k => k.Control, StringComparer.Ordinal).ThenBy(k => k.Subject, StringComparer.Ordinal)
            .Select(k => new ReplayDifference(k.Control, k.Subject, Say(before.GetValueOrDefault(k)), Say(after.GetValueOrDefault(k))))];
    }

    private static Dictionary<(string Control, string Subject), JsonObject> Results(JsonObject report) => report["results"]!.AsArray()
        .OfType<JsonObject>()
        .GroupBy(r => (r["control"]!.ToString(), r["subject"]!.ToString()))
        .ToDictionary(g => g.Key, g => g.First());

    private static string? Say(JsonObject? result) => result is null ? null
        : $"{result["result"]}{(result["blocks"]?.GetValue<bool>() == true ? " (blocks)" : "")}"
            + (result["findings"]?[0]?["message"] is { } message ? $": {message}" : "");
}
