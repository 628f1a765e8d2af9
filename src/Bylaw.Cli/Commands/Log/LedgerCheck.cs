using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Verifying;

namespace Bylaw.Cli.Commands.Log;

/// <summary>Checks a ledger on this machine: entries against checkpoint, tiles, and each producer's numbering.</summary>
internal static class LedgerCheck
{
    public static List<string> Run(LedgerHome home, out string summary)
    {
        var problems = new List<string>();
        Checkpoint? checkpoint = null;
        try
        {
            checkpoint = home.ReadCheckpoint(out var note);
            if (!home.Settings.ToPolicy().TryOpen(System.Text.Encoding.UTF8.GetBytes(note), out _, out var problem))
            {
                problems.Add(problem);
            }
        }
        catch (InvalidDataException error)
        {
            problems.Add(error.Message);
        }
        var range = home.Beginning();
        var begin = range.Size;
        var next = new Dictionary<string, long>(StringComparer.Ordinal);
        MerkleHash? atCheckpoint = checkpoint?.Size == begin ? range.Root() : null;
        try
        {
            foreach (var (index, entry) in home.ReadFrom(0))
            {
                range.Append(MerkleHash.OfLeaf(entry.Span));
                if (range.Size == checkpoint?.Size)
                {
                    atCheckpoint = range.Root();
                }
                if (LedgerRecord.TryRead(entry, out var record))
                {
                    CheckSequence(index, record, next, begin > 0, problems);
                }
            }
        }
        catch (InvalidDataException error)
        {
            problems.Add(error.Message);
        }
        if (checkpoint is not null && atCheckpoint != checkpoint.Root)
        {
            if (atCheckpoint is null && home.FindDamage() is { } damage)
            {
                problems.Add(damage);
            }
            problems.Add(atCheckpoint is null
                ? $"the checkpoint covers {checkpoint.Size} entries, and only {range.Size} are here"
                : $"the entries do not give the checkpoint's root at size {checkpoint.Size}");
        }
        long tiles = 0;
        var gone = "";
        if (checkpoint is not null)
        {
            if (!TileLogVerifier.TryVerify(new FolderTileSource(home.Folder.Root), checkpoint, out var report))
            {
                problems.Add(report.Problem);
            }
            tiles = report.Tiles;
            gone = report.Pruned == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {report.Pruned} before them pruned as record {report.PrunedBy} says");
        }
        summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{range.Size - begin} entries{gone}, {tiles} tiles, checkpoint {(checkpoint is null ? "none" : checkpoint.Size)}: {(problems.Count == 0 ? "all agree" : $"{problems.Count} problems")}");
        return problems;
    }

    private static void CheckSequence(long index, JsonObject record, Dictionary<string, long> next, bool pruned, List<string> problems)
    {
        if (record["producer"] is JsonValue p && p.TryGetValue<string>(out var producer) && record["seq"] is JsonValue s && s.TryGetValue<long>(out var sequence))
        {
            // The first records of a producer may have been pruned.
            var expected = next.GetValueOrDefault(producer, pruned ? sequence : 1);
            if (sequence != expected)
            {
                problems.Add($"producer {producer}: record {expected} is missing before index {index}");
            }
            next[producer] = sequence + 1;
        }
    }
}
