using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Storage;

/// <summary>The bytes of a segment file: a header with the tree's right edge, then batches, each closed by a trailer.</summary>
/// <remarks>
/// Header: magic (8), first index (8), node count (4), nodes (32 each), CRC-32 (4).
/// Batch: magic (4), entry count (4), payload bytes (4), payload, size after it (8), root after it (32), CRC-32 of all that (4).
/// Payload: entries as an entry bundle holds them. Numbers are little-endian outside the payload.
/// </remarks>
internal static class SegmentFormat
{
    public const int BatchHeadBytes = 12;
    public const int TrailerBytes = 8 + MerkleHash.Size + 4;
    public const int MaxPayloadBytes = 64 << 20;

    private const uint BatchMagic = 0x31425942; // "BYB1"
    private static ReadOnlySpan<byte> HeaderMagic => "BYLAWSG1"u8;

    /// <summary>Names a segment by quarter and first index, so that names sort in the order of the log.</summary>
    public static string FileName(DateTimeOffset time, long firstIndex) => string.Create(
        CultureInfo.InvariantCulture, $"{firstIndex:d16}-{time.UtcDateTime.Year:d4}Q{((time.UtcDateTime.Month - 1) / 3) + 1}.seg");

    public static bool TryParseFileName(string name, out long firstIndex, out string quarter)
    {
        quarter = name.Length == 27 ? name[17..23] : "";
        firstIndex = 0;
        return name.Length == 27
            && name.EndsWith(".seg", StringComparison.Ordinal)
            && name[16] == '-'
            && long.TryParse(name.AsSpan(0, 16), NumberStyles.None, CultureInfo.InvariantCulture, out firstIndex);
    }

    public static byte[] Header(CompactRange range)
    {
        var nodes = range.Nodes;
        var header = new byte[HeaderMagic.Length + 12 + (nodes.Length * MerkleHash.Size) + 4];
        HeaderMagic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), range.Size);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), nodes.Length);
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i].CopyTo(header.AsSpan(20 + (i * MerkleHash.Size)));
        }
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(header.Length - 4), Crc32.HashToUInt32(header.AsSpan(0, header.Length - 4)));
        return header;
    }

    /// <summary>Reads a header; null when it is not whole.</summary>
    public static (CompactRange Range, int Length)? ReadHeader(ILedgerFile file)
    {
        Span<byte> buffer = stackalloc byte[20 + (63 * MerkleHash.Size) + 4];
        var got = file.Read(0, buffer);
        if (got < 24 || !buffer.StartsWith(HeaderMagic))
        {
            return null;
        }
        var size = BinaryPrimitives.ReadInt64LittleEndian(buffer[8..]);
        var count = BinaryPrimitives.ReadInt32LittleEndian(buffer[16..]);
        if (size < 0 || count != System.Numerics.BitOperations.PopCount((ulong)size))
        {
            return null;
        }
        var length = 20 + (count * MerkleHash.Size) + 4;
        if (got < length || BinaryPrimitives.ReadUInt32LittleEndian(buffer[(length - 4)..]) != Crc32.HashToUInt32(buffer[..(length - 4)]))
        {
            return null;
        }
        Span<MerkleHash> nodes = stackalloc MerkleHash[count];
        for (var i = 0; i < count; i++)
        {
            nodes[i] = new MerkleHash(buffer.Slice(20 + (i * MerkleHash.Size), MerkleHash.Size));
        }
        return (new CompactRange(size, nodes), length);
    }

    /// <summary>Writes a batch's head in front of its payload.</summary>
    public static void WriteHead(Span<byte> batch, int count, int payloadBytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(batch, BatchMagic);
        BinaryPrimitives.WriteInt32LittleEndian(batch[4..], count);
        BinaryPrimitives.WriteInt32LittleEndian(batch[8..], payloadBytes);
    }

    /// <summary>Closes a batch: the trailer goes behind head and payload, which it covers.</summary>
    public static void WriteTrailer(Span<byte> batch, int payloadBytes, long size, MerkleHash root)
    {
        var trailer = batch[(BatchHeadBytes + payloadBytes)..];
        BinaryPrimitives.WriteInt64LittleEndian(trailer, size);
        root.CopyTo(trailer[8..]);
        var covered = batch[..(BatchHeadBytes + payloadBytes + 8 + MerkleHash.Size)];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[(8 + MerkleHash.Size)..], Crc32.HashToUInt32(covered));
    }

    /// <summary>Reads a batch's head; false when there cannot be a batch.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> head, out int count, out int payloadBytes)
    {
        count = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
        payloadBytes = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(head) == BatchMagic
            && count > 0
            && payloadBytes >= 2 * (long)count
            && payloadBytes <= MaxPayloadBytes;
    }

    /// <summary>Reads the trailer of a whole batch; false when its checksum does not fit.</summary>
    public static bool TryReadTrailer(ReadOnlySpan<byte> batch, int payloadBytes, out long size, out MerkleHash root)
    {
        var trailer = batch[(BatchHeadBytes + payloadBytes)..];
        size = BinaryPrimitives.ReadInt64LittleEndian(trailer);
        root = new MerkleHash(trailer.Slice(8, MerkleHash.Size));
        var covered = batch[..(BatchHeadBytes + payloadBytes + 8 + MerkleHash.Size)];
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer[(8 + MerkleHash.Size)..]) == Crc32.HashToUInt32(covered);
    }
}
