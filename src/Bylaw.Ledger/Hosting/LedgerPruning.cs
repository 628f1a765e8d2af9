using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Hosting;

/// <summary>Removes entries whose time is over, and what only they refer to. Their hashes stay, so every root and proof still holds.</summary>
public static partial class LedgerPruning
{
    /// <summary>Prunes as a plan says: the record of it is durable and under a checkpoint before anything is removed.</summary>
    /// <param name="home">The ledger.</param>
    /// <param name="session">The ledger, open for writing, so that nobody else writes.</param>
    /// <param name="plan">A plan just made.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="cancellationToken">Stops before the record is written, not after.</param>
    /// <returns>The index of the record, and how many documents went with the entries.</returns>
    /// <exception cref="LedgerException">A legal hold stands, or there is nothing to prune, or the record cannot be written.</exception>
    public static async Task<(long Index, int Documents)> PruneAsync(
        LedgerHome home, LedgerSession session, PrunePlan plan, string reason, CancellationToken cancellationToken = default)
    {
        if (plan.Holds.Count > 0)
        {
            throw new LedgerException($"a legal hold stands ({string.Join(", ", plan.Holds)}): nothing may be pruned");
        }
        if (plan.Records <= 0)
        {
            throw new LedgerException("nothing is old enough to be pruned");
        }
        var (documents, commitments) = OnlyBefore(home, plan.Until);
        var receipt = await session.Recorder.AppendAsync(
            new LedgerRecord("prune", new JsonObject
            {
                ["until"] = plan.Until, ["root"] = plan.Root, ["records"] = plan.Records, ["days"] = plan.Days, ["reason"] = reason,
            }),
            AckLevel.Checkpointed,
            cancellationToken).ConfigureAwait(false);
        SegmentPruner.Prune(PosixDisk.Instance, home.Folder.Segments, plan.Until);
        for (var bundle = (plan.Until / TilePath.Width) - 1; bundle >= 0; bundle--)
        {
            var copy = Path.Combine(home.Folder.Root, TilePath.OfEntries(bundle));
            if (!File.Exists(copy))
            {
                break; // none are kept, or those before went with an earlier pruning
            }
            File.Delete(copy);
        }
        foreach (var digest in documents)
        {
            home.Blobs.Remove(digest);
        }
        session.Vault?.Drop(commitments);
        using var index = home.OpenIndex();
        index.Clear();
        return (receipt.Index, documents.Count);
    }

    /// <summary>Finds the documents and personal values that only entries before an index refer to, directly or through other documents.</summary>
    private static (HashSet<string> Documents, HashSet<string> Commitments) OnlyBefore(LedgerHome home, long until)
    {
        var (gone, kept) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var commitments = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, entry) in home.ReadFrom(0))
        {
            var text = System.Text.Encoding.UTF8.GetString(entry.Span);
            Follow(home, text, index < until ? gone : kept);
            foreach (var found in CommitmentPattern().EnumerateMatches(text))
            {
                var commitment = text.Substring(found.Index, found.Length);
                _ = index < until ? commitments.Add(commitment) : commitments.Remove(commitment);
            }
        }
        gone.ExceptWith(kept);
        return (gone, commitments);
    }

    private static void Follow(LedgerHome home, string text, HashSet<string> found)
    {
        foreach (var match in DigestPattern().EnumerateMatches(text))
        {
            var digest = "sha256:" + text.Substring(match.Index, match.Length);
            if (found.Add(digest) && home.Blobs.TryGet(digest, out var content))
            {
                Follow(home, System.Text.Encoding.UTF8.GetString(content), found);
            }
        }
    }

    [GeneratedRegex(@"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")]
    private static partial Regex DigestPattern();

    [GeneratedRegex(Commitment.Prefix + "[0-9a-f]{64}")]
    private static partial Regex CommitmentPattern();
}
