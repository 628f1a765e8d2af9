using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Bylaw.Ledger.Storage;

/// <summary>
/// Holds records that the ledger could not take yet, each synced before its writer is told. First in, first out; it outlasts a crash, and
/// what the log has taken already is not taken twice. Not thread-safe.
/// </summary>
/// <remarks>
/// Header: magic (8), size of the log when spooling began (8), CRC-32 (4). Then for each record: length (4), CRC-32 (4), bytes.
/// Numbers are little-endian.
/// </remarks>
internal sealed class SpoolFile : IDisposable
{
    private const int HeaderBytes = 20;
    private const int FrameBytes = 8;
    private static ReadOnlySpan<byte> Magic => "BYLAWSP1"u8;

    private readonly ILedgerFile _file;
    private long _end;
    private long _next = HeaderBytes;

    private SpoolFile(ILedgerFile file) => _file = file;

    /// <summary>Whether records are spooled at present: then whatever comes must queue up behind them.</summary>
    public bool IsActive => _end > 0;

    /// <summary>How many records have not been handed out.</summary>
    public int Waiting { get; private set; }

    /// <summary>Opens the file and finds what a crash has left in it: the records that the log does not hold.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="path">The file; it is made when absent.</param>
    /// <param name="logFrom">Returns the log's entries from a size onwards.</param>
    /// <returns>The spool, empty, and the records to take up.</returns>
    public static (SpoolFile Spool, List<byte[]> Left) Open(ILedgerDisk disk, string path, Func<long, IEnumerable<ReadOnlyMemory<byte>>> logFrom)
    {
        var file = disk.Open(path, create: true);
        try
        {
            disk.SyncFolder(Path.GetDirectoryName(path)!);
            var spool = new SpoolFile(file);
            var left = spool.ReadAll(out var began);
            if (left.Count > 0)
            {
                // A record bears its producer and number, so equal bytes are the same record.
                var taken = new Dictionary<string, int>(StringComparer.Ordinal);
                foreach (var entry in logFrom(began))
                {
                    var key = Key(entry.Span);
                    taken[key] = taken.GetValueOrDefault(key) + 1;
                }
                left.RemoveAll(r => taken.GetValueOrDefault(Key(r)) is > 0 and var n && (taken[Key(r)] = n - 1) >= 0);
            }
            return (spool, left);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Puts a record at the end and syncs it.</summary>
    /// <param name="record">Its bytes.</param>
    /// <param name="logSize">The log's size now, or a smaller one; it is remembered when spooling begins.</param>
    public void Append(ReadOnlySpan<byte> record, long logSize)
    {
        if (_end == 0)
        {
            _file.Truncate(0);
            Span<byte> header = stackalloc byte[HeaderBytes];
            Magic.CopyTo(header);
            BinaryPrimitives.WriteInt64LittleEndian(header[8..], logSize);
            BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Crc32.HashToUInt32(header[..16]));
            _file.Write(0, header);
            _end = HeaderBytes;
        }
        var frame = new byte[FrameBytes + record.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), Crc32.HashToUInt32(record));
        record.CopyTo(frame.AsSpan(FrameBytes));
        _file.Write(_end, frame);
        _file.SyncData();
        _end += frame.Length;
        Waiting++;
    }

    /// <summary>Hands out the next records.</summary>
    /// <param name="most">How many at most.</param>
    public List<byte[]> Take(int most)
    {
        var taken = new List<byte[]>();
        while (taken.Count < most && Waiting > 0 && ReadFrame(_next) is { } record)
        {
            taken.Add(record);
            _next += FrameBytes + record.Length;
            Waiting--;
        }
        return taken;
    }

    /// <summary>Empties the file, once the log holds all that was handed out and nothing waits.</summary>
    public void Clear()
    {
        _file.Truncate(0);
        _file.SyncData();
        (_end, _next, Waiting) = (0, HeaderBytes, 0);
    }

    public void Dispose() => _file.Dispose();

    private static string Key(ReadOnlySpan<byte> record) => Convert.ToHexString(SHA256.HashData(record));

    private List<byte[]> ReadAll(out long began)
    {
        began = 0;
        var records = new List<byte[]>();
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (_file.Read(0, header) < HeaderBytes
            || !header.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(header[16..]) != Crc32.HashToUInt32(header[..16]))
        {
            return records; // nothing was ever acknowledged from it: the header is synced with the first record
        }
        began = BinaryPrimitives.ReadInt64LittleEndian(header[8..]);
        for (var at = (long)HeaderBytes; ReadFrame(at) is { } record; at += FrameBytes + record.Length)
        {
            records.Add(record);
        }
        return records;
    }

    private byte[]? ReadFrame(long offset)
    {
        Span<byte> head = stackalloc byte[FrameBytes];
        if (_file.Read(offset, head) < FrameBytes)
        {
            return null;
        }
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is <= 0 or > Merkle.EntryBundle.MaxEntryBytes)
        {
            return null;
        }
        var record = new byte[length];
        return _file.Read(offset + FrameBytes, record) == length && Crc32.HashToUInt32(record) == BinaryPrimitives.ReadUInt32LittleEndian(head[4..])
            ? record
            : null;
    }
}
