using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Attesting;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Records;

namespace Bylaw.Cli.Commands.Log;

/// <summary>Makes the statement that attests a decision on record: nothing is taken from whoever asks for it but the subjects' names.</summary>
internal static class DecisionStatement
{
    public static byte[] Of(LedgerHome home, long index, List<List<AttestationSubject>> given, string type, string verifier)
    {
        if (index < 0 || home.ReadEntry(index) is not { } entry || !LedgerRecord.TryRead(entry, out var record) || record["kind"]?.ToString() != "decision")
        {
            throw new UserErrorException($"record {index} is no decision");
        }
        var decided = (record["subjects"] as JsonArray ?? []).Select(s => s!.ToString().Split("@sha256:")).Where(p => p.Length == 2)
            .Select(p => new AttestationSubject(p[0], p[1])).ToList();
        var named = given.ConvertAll(candidates =>
            candidates.Find(c => decided.Exists(d => d.Sha256 == c.Sha256))
            ?? throw new UserErrorException($"decision {index} is not about {candidates[0].Name} (sha256:{candidates[^1].Sha256}); check it first", ExitCode.Violation));
        var subjects = named.Count > 0 ? named : decided;
        if (subjects.Count == 0)
        {
            throw new UserErrorException($"decision {index} names no subject with a digest");
        }
        var time = DateTimeOffset.Parse(record["time"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        var passed = record["effect"]?.ToString() == "allow";
        var levels = Passed(home, record);
        if (type == "svr")
        {
            return AttestationStatement.OfResult(subjects, verifier, levels, time);
        }
        return AttestationStatement.OfSummary(
            subjects,
            passed,
            $"{verifier}/policy/{record["policy"]?.ToString().Replace(' ', '+')}",
            SubjectText.Digest(record["policy_digest"]!.ToString()),
            verifier,
            $"urn:sha256:{subjects[0].Sha256}",
            passed ? levels : [],
            [.. (record["evidence"] as JsonArray ?? []).Select(e => SubjectText.Digest(e!.ToString()))],
            time);
    }

    /// <summary>The controls that passed for every subject, and the stage that was decided, as the stored result says.</summary>
    private static ImmutableArray<string> Passed(LedgerHome home, JsonObject record)
    {
        if (record["result_digest"]?.ToString() is not { } digest || !home.Blobs.TryGet(digest, out var bytes) || JsonNode.Parse(bytes) is not JsonObject result)
        {
            throw new UserErrorException($"the result of the decision is not in the ledger's store");
        }
        var results = result["results"]!.AsArray().OfType<JsonObject>().GroupBy(r => r["control"]!.ToString());
        return
        [
            $"stage:{record["stage"]}",
            .. results.Where(g => g.Any(r => r["result"]!.ToString() == "pass") && g.All(r => r["result"]!.ToString() is "pass" or "not_applicable")).Select(g => g.Key),
        ];
    }
}
