using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Storage;

/// <summary>Reads durable entries from the segments while another process may be writing.</summary>
/// <param name="disk">The disk.</param>
/// <param name="folder">The folder of segments.</param>
internal sealed class SegmentReader(ILedgerDisk disk, string folder)
{
    /// <summary>Reads batches from the one that holds an index onwards, up to the last that is whole. What was pruned is passed over.</summary>
    /// <exception cref="InvalidDataException">A segment is damaged, or segments are missing in between.</exception>
    public IEnumerable<StoredBatch> ReadFrom(long index)
    {
        var names = SegmentLog.Names(disk, folder);
        var first = Math.Max(0, names.FindLastIndex(n => SegmentFormat.TryParseFileName(n, out var start, out _) && start <= index));
        long? expected = null;
        for (var i = first; i < names.Count; i++)
        {
            using var file = disk.OpenRead(Path.Combine(folder, names[i]));
            if (file is null)
            {
                if (SegmentLog.Names(disk, folder).Contains(names[i]))
                {
                    yield break;
                }
                // Pruned since the folder was listed: go on with what is there now.
                foreach (var batch in ReadFrom(Math.Max(index, expected ?? 0)))
                {
                    yield return batch;
                }
                yield break;
            }
            if (SegmentScanner.Start(file) is not { } scanner)
            {
                if (i == names.Count - 1)
                {
                    yield break; // just being made
                }
                throw new InvalidDataException($"the header of {names[i]} is damaged");
            }
            if (scanner.Range.Size < expected)
            {
                continue; // the rest that pruning keeps of the segment before it
            }
            if (expected is { } size && scanner.Range.Size != size)
            {
                throw new InvalidDataException($"{names[i]} begins at index {scanner.Range.Size}, but the segment before it ends at {size}");
            }
            while (scanner.Next() is { } batch)
            {
                if (batch.FirstIndex + batch.Count > index)
                {
                    yield return batch;
                }
            }
            expected = scanner.Range.Size;
        }
    }

    /// <summary>Returns the tree over the entries that were pruned, as the oldest segment states it: whoever uses it compares the roots that follow.</summary>
    public CompactRange Beginning()
    {
        var names = SegmentLog.Names(disk, folder);
        using var file = names.Count == 0 ? null : disk.OpenRead(Path.Combine(folder, names[0]));
        return file is not null && SegmentFormat.ReadHeader(file) is var (range, _) ? range : new CompactRange();
    }

    /// <summary>Says where the segments can be read no further though whole batches follow, or entries are known to be missing; null when neither is so.</summary>
    public string? FindDamage()
    {
        foreach (var name in SegmentLog.Names(disk, folder))
        {
            using var file = disk.OpenRead(Path.Combine(folder, name));
            if (file is null || SegmentScanner.Start(file) is not { } scanner)
            {
                continue;
            }
            while (scanner.Next() is not null)
            {
            }
            if (scanner.HasBatchBeyond() || file.Length > scanner.Offset)
            {
                return $"{name} is damaged at byte {scanner.Offset}: what stands there is no batch of entries";
            }
        }
        return null;
    }

    /// <summary>Computes the root at a size that a batch may or may not end at; null when the log is shorter.</summary>
    public MerkleHash? RootAt(long size)
    {
        if (size == 0)
        {
            return MerkleHash.EmptyRoot;
        }
        var names = SegmentLog.Names(disk, folder);
        var name = names.FindLast(n => SegmentFormat.TryParseFileName(n, out var start, out _) && start < size);
        using var file = name is null ? null : disk.OpenRead(Path.Combine(folder, name));
        if (file is null || SegmentFormat.ReadHeader(file) is not var (range, _) || SegmentScanner.Start(file) is not { } scanner)
        {
            return null;
        }
        while (scanner.Next() is { } batch)
        {
            foreach (var entry in batch.Entries())
            {
                range.Append(MerkleHash.OfLeaf(entry.Span));
                if (range.Size == size)
                {
                    return range.Root();
                }
            }
        }
        return null;
    }
}
