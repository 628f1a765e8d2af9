using System.Buffers.Binary;
using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Storage;

/// <summary>A batch as it stands in a segment.</summary>
/// <param name="FirstIndex">The index of its first entry.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Bytes">Head, payload and trailer.</param>
/// <param name="Count">How many entries it holds.</param>
internal readonly record struct StoredBatch(long FirstIndex, long Offset, byte[] Bytes, int Count)
{
    public ReadOnlyMemory<byte> Payload => Bytes.AsMemory(SegmentFormat.BatchHeadBytes..^SegmentFormat.TrailerBytes);

    public IEnumerable<ReadOnlyMemory<byte>> Entries()
    {
        var rest = Payload;
        while (!rest.IsEmpty)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            yield return rest.Slice(2, length);
            rest = rest[(2 + length)..];
        }
    }
}

/// <summary>Reads a segment's batches, recomputing every hash, up to the first that is not whole.</summary>
internal sealed class SegmentScanner
{
    private readonly ILedgerFile _file;

    private SegmentScanner(ILedgerFile file, CompactRange range, int headerLength)
    {
        _file = file;
        Range = range;
        Offset = headerLength;
    }

    /// <summary>The tree over everything up to <see cref="Offset"/>.</summary>
    public CompactRange Range { get; }

    /// <summary>Where the next batch would begin.</summary>
    public long Offset { get; private set; }

    /// <summary>Starts behind the header; null when the header is not whole.</summary>
    public static SegmentScanner? Start(ILedgerFile file) =>
        SegmentFormat.ReadHeader(file) is var (range, length) ? new SegmentScanner(file, range, length) : null;

    /// <summary>Reads the next batch; null at the end of what is whole.</summary>
    /// <exception cref="InvalidDataException">A batch has a sound checksum, and yet its trailer does not follow from its entries.</exception>
    public StoredBatch? Next()
    {
        if (ReadBatch(_file, Offset) is not { } bytes)
        {
            return null;
        }
        SegmentFormat.TryReadHead(bytes, out var count, out var payloadBytes);
        SegmentFormat.TryReadTrailer(bytes, payloadBytes, out var size, out var root);
        var batch = new StoredBatch(Range.Size, Offset, bytes, count);
        if (!Append(batch.Payload.Span, count) || Range.Size != size || Range.Root() != root)
        {
            throw new InvalidDataException($"the batch at byte {Offset}, from index {batch.FirstIndex}, does not give the root of its trailer");
        }
        Offset += bytes.Length;
        return batch;
    }

    /// <summary>Tells whether a whole batch stands anywhere behind the end of what is whole: then bytes were changed, not torn.</summary>
    public bool HasBatchBeyond() => HasBatch(_file, Offset + 1);

    /// <summary>Tells whether a whole batch begins anywhere at or behind an offset.</summary>
    public static bool HasBatch(ILedgerFile file, long from)
    {
        var length = file.Length;
        var window = new byte[(int)Math.Clamp(length - from, SegmentFormat.BatchHeadBytes + 1, 1 << 16)];
        for (var at = from; at + SegmentFormat.BatchHeadBytes <= length; at += window.Length - SegmentFormat.BatchHeadBytes + 1)
        {
            var got = file.Read(at, window);
            for (var i = 0; i + SegmentFormat.BatchHeadBytes <= got; i++)
            {
                if (window[i] == (byte)'B' && SegmentFormat.TryReadHead(window.AsSpan(i), out _, out _) && ReadBatch(file, at + i) is not null)
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[]? ReadBatch(ILedgerFile file, long offset)
    {
        Span<byte> head = stackalloc byte[SegmentFormat.BatchHeadBytes];
        if (file.Read(offset, head) < head.Length || !SegmentFormat.TryReadHead(head, out _, out var payloadBytes))
        {
            return null;
        }
        var total = SegmentFormat.BatchHeadBytes + payloadBytes + SegmentFormat.TrailerBytes;
        if (offset + total > file.Length)
        {
            return null;
        }
        var bytes = new byte[total];
        return file.Read(offset, bytes) == total && SegmentFormat.TryReadTrailer(bytes, payloadBytes, out _, out _) ? bytes : null;
    }

    private bool Append(ReadOnlySpan<byte> payload, int count)
    {
        for (; count > 0; count--)
        {
            if (payload.Length < 2)
            {
                return false;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(payload);
            if (payload.Length < 2 + length)
            {
                return false;
            }
            Range.Append(MerkleHash.OfLeaf(payload.Slice(2, length)));
            payload = payload[(2 + length)..];
        }
        return payload.IsEmpty;
    }
}
