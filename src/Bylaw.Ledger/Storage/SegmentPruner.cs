using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Storage;

/// <summary>Removes the bytes of the oldest entries and keeps their hashes. Whether they may go is decided elsewhere.</summary>
internal static class SegmentPruner
{
    /// <summary>
    /// Returns where a cut would be made to remove what stands before an index: a multiple of 256, so that every bundle is whole or
    /// gone, at or before the beginning of the newest segment, which is written to and stays.
    /// </summary>
    public static long CutBefore(ILedgerDisk disk, string folder, long index)
    {
        var starts = Starts(disk, folder);
        return starts.Count == 0 ? 0 : Math.Min(index, starts[^1].First) / TilePath.Width * TilePath.Width;
    }

    /// <summary>Removes the entries before a cut that <see cref="CutBefore"/> returned. A crash at any point loses nothing more than the cut.</summary>
    /// <exception cref="InvalidDataException">The entries do not give the roots of the segments.</exception>
    public static void Prune(ILedgerDisk disk, string folder, long cut)
    {
        var pruned = PrunedLeaves.Count(disk, folder);
        if (cut > pruned)
        {
            var (range, leaves, kept) = Split(disk, folder, pruned, cut);
            // The rest of a segment that the cut divides stands in one of its own before anything is removed.
            if (kept.Count > 0)
            {
                WriteRest(disk, folder, range, kept);
            }
            PrunedLeaves.Write(disk, folder, cut, leaves);
        }
        foreach (var (name, _) in Starts(disk, folder).Where(s => s.First < cut))
        {
            disk.Delete(Path.Combine(folder, name));
        }
        disk.SyncFolder(folder);
    }

    private static (CompactRange Range, List<MerkleHash> Leaves, List<ReadOnlyMemory<byte>> Kept) Split(ILedgerDisk disk, string folder, long pruned, long cut)
    {
        var starts = Starts(disk, folder);
        var divided = starts.Find(s => s.First >= cut).First is var next && next > cut ? next : cut;
        var range = new CompactRange();
        var leaves = new List<MerkleHash>();
        foreach (var leaf in PrunedLeaves.Read(disk, folder, 0))
        {
            leaves.Add(leaf);
            range.Append(leaf);
        }
        var kept = new List<ReadOnlyMemory<byte>>();
        var index = pruned;
        foreach (var batch in new SegmentReader(disk, folder).ReadFrom(pruned))
        {
            var at = batch.FirstIndex;
            foreach (var entry in batch.Entries())
            {
                if (at++ != index || index >= divided)
                {
                    continue;
                }
                index++;
                if (at > cut)
                {
                    kept.Add(entry);
                    continue;
                }
                leaves.Add(MerkleHash.OfLeaf(entry.Span));
                range.Append(leaves[^1]);
            }
            if (index >= divided)
            {
                break;
            }
        }
        if (index != divided || new SegmentReader(disk, folder).RootAt(divided) is not { } root || RootWith(range, kept) != root)
        {
            throw new InvalidDataException($"the entries before {divided} do not give the root of the log there: nothing was pruned");
        }
        return (range, leaves, kept);
    }

    private static MerkleHash RootWith(CompactRange range, List<ReadOnlyMemory<byte>> kept)
    {
        var whole = new CompactRange(range.Size, range.Nodes);
        kept.ForEach(e => whole.Append(MerkleHash.OfLeaf(e.Span)));
        return whole.Root();
    }

    private static void WriteRest(ILedgerDisk disk, string folder, CompactRange range, List<ReadOnlyMemory<byte>> kept)
    {
        var quarter = Starts(disk, folder).Last(s => s.First <= range.Size).Name[16..];
        var name = Path.Combine(folder, $"{range.Size:d16}{quarter}");
        var header = SegmentFormat.Header(range);
        var payload = kept.Sum(e => 2 + e.Length);
        var batch = new byte[SegmentFormat.BatchHeadBytes + payload + SegmentFormat.TrailerBytes];
        var whole = new CompactRange(range.Size, range.Nodes);
        var at = SegmentFormat.BatchHeadBytes;
        foreach (var entry in kept)
        {
            (batch[at], batch[at + 1]) = ((byte)(entry.Length >> 8), (byte)entry.Length);
            entry.Span.CopyTo(batch.AsSpan(at + 2));
            at += 2 + entry.Length;
            whole.Append(MerkleHash.OfLeaf(entry.Span));
        }
        SegmentFormat.WriteHead(batch, kept.Count, payload);
        SegmentFormat.WriteTrailer(batch, payload, whole.Size, whole.Root());
        using (var file = disk.Open(name + ".next", create: true))
        {
            file.Truncate(0);
            file.Write(0, header);
            file.Write(header.Length, batch);
            file.SyncData();
        }
        disk.Rename(name + ".next", name);
        disk.SyncFolder(folder);
    }

    private static List<(string Name, long First)> Starts(ILedgerDisk disk, string folder) =>
        SegmentLog.Names(disk, folder).ConvertAll(n => SegmentFormat.TryParseFileName(n, out var first, out _) ? (n, first) : (n, 0));
}
