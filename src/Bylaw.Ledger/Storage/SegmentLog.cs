using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Storage;

/// <summary>
/// The truth of a ledger: segment files that only grow, written batch by batch. Not thread-safe; the committer owns it.
/// </summary>
/// <remarks>
/// INVARIANT: at most one batch is not yet synced, so a crash tears at most the last. After a failed write or sync the log is
/// poisoned: nothing more is written through this instance.
/// </remarks>
internal sealed class SegmentLog : IDisposable
{
    private readonly ILedgerDisk _disk;
    private readonly string _folder;
    private readonly long _maxSegmentBytes;
    private ILedgerFile? _file;
    private string _quarter = "";
    private byte[] _buffer = new byte[1 << 16];
    private long _offset;

    private SegmentLog(ILedgerDisk disk, string folder, long maxSegmentBytes, CompactRange range)
    {
        _disk = disk;
        _folder = folder;
        _maxSegmentBytes = maxSegmentBytes;
        Range = range;
    }

    /// <summary>The tree over all durable entries.</summary>
    public CompactRange Range { get; }

    /// <summary>Why nothing more can be written; null while all is well.</summary>
    public DiskException? Poison { get; private set; }

    /// <summary>Opens the log for writing: checks the newest segment, cuts a torn tail, and makes what remains durable.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="folder">The folder of segments.</param>
    /// <param name="maxSegmentBytes">When a segment is longer, the next batch opens a new one.</param>
    /// <exception cref="InvalidDataException">The segments are damaged in a way that no crash explains.</exception>
    public static SegmentLog Open(ILedgerDisk disk, string folder, long maxSegmentBytes)
    {
        disk.CreateFolder(folder);
        var names = Names(disk, folder);
        while (names.Count > 0)
        {
            var name = names[^1];
            var path = Path.Combine(folder, name);
            var file = disk.Open(path, create: false);
            try
            {
                if (SegmentScanner.Start(file) is not { } scanner)
                {
                    RequireUnfinished(file, path);
                    file.Dispose();
                    disk.Delete(path);
                    disk.SyncFolder(folder);
                    names.RemoveAt(names.Count - 1);
                    continue;
                }
                var log = new SegmentLog(disk, folder, maxSegmentBytes, scanner.Range) { _file = file };
                log.Recover(scanner, name);
                return log;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        return new SegmentLog(disk, folder, maxSegmentBytes, new CompactRange());
    }

    /// <summary>Lists the segments in the order of the log.</summary>
    public static List<string> Names(ILedgerDisk disk, string folder) =>
        [.. disk.List(folder).Where(n => SegmentFormat.TryParseFileName(n, out _, out _)).Order(StringComparer.Ordinal)];

    /// <summary>Writes a batch and makes it durable.</summary>
    /// <param name="entries">The entries, at least one.</param>
    /// <param name="now">The time, which only decides about a new quarter's segment.</param>
    /// <param name="leaves">Receives the leaf hashes, in order.</param>
    /// <exception cref="DiskException">The disk refused; the log is poisoned.</exception>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> entries, DateTimeOffset now, Span<MerkleHash> leaves)
    {
        if (Poison is not null)
        {
            throw Poison;
        }
        try
        {
            Rotate(now);
            var payload = Frame(entries, leaves);
            var size = SegmentFormat.BatchHeadBytes + payload + SegmentFormat.TrailerBytes;
            SegmentFormat.WriteHead(_buffer, entries.Count, payload);
            SegmentFormat.WriteTrailer(_buffer, payload, Range.Size, Range.Root());
            _file!.Write(_offset, _buffer.AsSpan(0, size));
            _file.SyncData();
            _offset += size;
        }
        catch (DiskException error)
        {
            Poison = error;
            throw;
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>A segment without a whole header is the remains of a crash only when nothing follows in it.</summary>
    private static void RequireUnfinished(ILedgerFile file, string path)
    {
        if (SegmentScanner.HasBatch(file, 0))
        {
            throw new InvalidDataException($"the header of {path} is damaged");
        }
    }

    private void Recover(SegmentScanner scanner, string name)
    {
        StoredBatch? last = null;
        while (scanner.Next() is { } batch)
        {
            last = batch;
        }
        if (scanner.HasBatchBeyond())
        {
            throw new InvalidDataException($"{name} is damaged at byte {scanner.Offset}: whole batches follow, so this is no torn tail");
        }
        if (_file!.Length > scanner.Offset)
        {
            _file.Truncate(scanner.Offset);
        }
        if (last is { } tail)
        {
            // What we just read may stand in memory only, after a sync that failed: write it again before building on it.
            _file.Write(tail.Offset, tail.Bytes);
        }
        else
        {
            _file.Write(0, SegmentFormat.Header(Range));
        }
        _file.SyncData();
        _disk.SyncFolder(_folder);
        _offset = scanner.Offset;
        SegmentFormat.TryParseFileName(name, out _, out _quarter);
    }

    private void Rotate(DateTimeOffset now)
    {
        var name = SegmentFormat.FileName(now, Range.Size);
        SegmentFormat.TryParseFileName(name, out _, out var quarter);
        // A clock that went back never goes back to an older quarter's segment.
        if (_file is not null && _offset < _maxSegmentBytes && string.CompareOrdinal(quarter, _quarter) <= 0)
        {
            return;
        }
        var path = Path.Combine(_folder, name);
        var header = SegmentFormat.Header(Range);
        var file = _disk.Open(path, create: true);
        try
        {
            file.Truncate(0);
            file.Write(0, header);
            file.SyncData();
            _disk.SyncFolder(_folder);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        _file?.Dispose();
        _file = file;
        _offset = header.Length;
        _quarter = quarter;
    }

    private int Frame(IReadOnlyList<ReadOnlyMemory<byte>> entries, Span<MerkleHash> leaves)
    {
        var payload = 0;
        foreach (var entry in entries)
        {
            payload += 2 + entry.Length;
        }
        var total = SegmentFormat.BatchHeadBytes + payload + SegmentFormat.TrailerBytes;
        if (_buffer.Length < total)
        {
            _buffer = new byte[Math.Max(total, _buffer.Length * 2)];
        }
        var at = SegmentFormat.BatchHeadBytes;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i].Span;
            _buffer[at] = (byte)(entry.Length >> 8);
            _buffer[at + 1] = (byte)entry.Length;
            entry.CopyTo(_buffer.AsSpan(at + 2));
            at += 2 + entry.Length;
            leaves[i] = MerkleHash.OfLeaf(entry);
            Range.Append(leaves[i]);
        }
        return payload;
    }
}
