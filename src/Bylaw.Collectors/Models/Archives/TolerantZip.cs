using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Bylaw.Collectors.Models.Archives;

/// <summary>One member of a zip archive as some reader would see it.</summary>
/// <param name="Name">The name in the central directory, or in the local header where there is none.</param>
/// <param name="LocalName">The name in the local header; a difference is a known trick.</param>
/// <param name="DataOffset">Where the member's bytes begin.</param>
/// <param name="CompressedBytes">How many bytes it takes in the archive.</param>
/// <param name="Method">The compression method: 0 stored, 8 deflate.</param>
/// <param name="Flags">The general purpose flags; bit 0 says encrypted.</param>
internal sealed record ZipMember(string Name, string LocalName, long DataOffset, long CompressedBytes, int Method, int Flags)
{
    /// <summary>Gets whether the flags claim encryption, which may be a lie.</summary>
    public bool ClaimsEncryption => (Flags & 0x41) != 0;
}

/// <summary>Lists the members of a zip archive from both its directories, whatever flags, checksums and names say.</summary>
/// <remarks>
/// Loaders differ in what they check: some follow the central directory, some the local headers, and few check sums or flags.
/// A scanner that stops where the strictest reader stops can be led past the payload; so every member that any reader would see is listed.
/// </remarks>
internal static class TolerantZip
{
    private const int MaxMembers = 200_000;

    /// <summary>Lists members.</summary>
    /// <param name="archive">A seekable stream.</param>
    /// <returns>Members in the order of their place; empty when there are none that can be found.</returns>
    public static List<ZipMember> List(Stream archive)
    {
        var members = new Dictionary<(long, int, long), ZipMember>();
        foreach (var entry in CentralEntries(archive))
        {
            if (members.Count >= MaxMembers)
            {
                break;
            }
            if (ReadLocal(archive, entry.Offset) is { } local)
            {
                Add(members, new ZipMember(entry.Name, local.Name, local.DataOffset, entry.CompressedBytes, entry.Method, entry.Flags | local.Flags));
                if (local.Method != entry.Method)
                {
                    Add(members, new ZipMember(entry.Name, local.Name, local.DataOffset, entry.CompressedBytes, local.Method, local.Flags));
                }
            }
        }
        AddLocal(archive, members);
        return [.. members.Values.OrderBy(m => m.DataOffset)];
    }

    /// <summary>Tells whether an end-of-directory record stands near the end of a stream, so that it opens as a zip wherever it begins.</summary>
    public static bool HasDirectory(Stream archive) => FindEnd(archive) is not null;

    /// <summary>Opens a member's bytes.</summary>
    /// <returns>The stream, or null when the method is one that we cannot undo.</returns>
    public static Stream? Open(Stream archive, ZipMember member)
    {
        var raw = new SliceStream(archive, member.DataOffset, member.CompressedBytes);
        return member.Method switch
        {
            0 => raw,
            8 => new DeflateStream(raw, CompressionMode.Decompress),
            9 => DecoderStream.Deflate64(raw),
            12 => DecoderStream.BZip2(raw),
            14 => DecoderStream.LzmaInZip(raw),
            _ => null,
        };
    }

    private static void Add(Dictionary<(long, int, long), ZipMember> members, ZipMember member) =>
        members.TryAdd((member.DataOffset, member.Method, member.CompressedBytes), member);

    private sealed record CentralEntry(string Name, long Offset, long CompressedBytes, int Method, int Flags);

    private sealed record LocalHeader(string Name, long DataOffset, long CompressedBytes, int Method, int Flags);

    private static (long Position, long DirectoryOffset, long DirectoryBytes)? FindEnd(Stream archive)
    {
        var tailLength = (int)Math.Min(archive.Length, 65_535 + 22);
        var tail = new byte[tailLength];
        var tailStart = archive.Length - tailLength;
        ReadAt(archive, tailStart, tail);
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at + 22 > tail.Length)
        {
            return null;
        }
        long bytes = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12));
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
        var position = tailStart + at;
        if ((bytes == uint.MaxValue || offset == uint.MaxValue) && at >= 20 && tail.AsSpan(at - 20).StartsWith("PK\x06\x07"u8))
        {
            var end64 = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(at - 20 + 8));
            var record = new byte[56];
            if (end64 >= 0 && ReadAt(archive, end64, record) == 56 && record.AsSpan().StartsWith("PK\x06\x06"u8))
            {
                bytes = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40));
                offset = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
                position = end64;
            }
        }
        return bytes < 0 || offset < 0 ? null : (position, offset, bytes);
    }

    private static IEnumerable<CentralEntry> CentralEntries(Stream archive)
    {
        if (FindEnd(archive) is not { } end)
        {
            yield break;
        }
        // Bytes put before the archive move every offset by the same distance.
        var shift = Math.Max(0, end.Position - (end.DirectoryOffset + end.DirectoryBytes));
        var at = end.DirectoryOffset + shift;
        var header = new byte[46];
        for (var count = 0; count < MaxMembers && ReadAt(archive, at, header) == 46 && header.AsSpan().StartsWith("PK\x01\x02"u8); count++)
        {
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
            var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
            var commentLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(32));
            var rest = new byte[nameLength + extraLength];
            ReadAt(archive, at + 46, rest);
            long compressed = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(20));
            long offset = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(42));
            var sizeIsLong = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(24)) == uint.MaxValue;
            ReadZip64(rest.AsSpan(nameLength), sizeIsLong, ref compressed, ref offset);
            yield return new CentralEntry(
                Encoding.UTF8.GetString(rest, 0, nameLength), offset + shift, compressed,
                BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(10)), BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)));
            at += 46 + rest.Length + commentLength;
        }
    }

    private static void ReadZip64(ReadOnlySpan<byte> extra, bool sizeIsLong, ref long compressed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            var length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4);
            if (id == 1)
            {
                var field = extra.Slice(4, length);
                field = sizeIsLong && field.Length >= 8 ? field[8..] : field;
                if (compressed == uint.MaxValue && field.Length >= 8)
                {
                    compressed = BinaryPrimitives.ReadInt64LittleEndian(field);
                    field = field[8..];
                }
                if (offset == uint.MaxValue && field.Length >= 8)
                {
                    offset = BinaryPrimitives.ReadInt64LittleEndian(field);
                }
            }
            extra = extra[(4 + length)..];
        }
    }

    private static LocalHeader? ReadLocal(Stream archive, long offset)
    {
        var header = new byte[30];
        if (offset < 0 || ReadAt(archive, offset, header) != 30 || !header.AsSpan().StartsWith("PK\x03\x04"u8))
        {
            return null;
        }
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        var name = new byte[nameLength];
        ReadAt(archive, offset + 30, name);
        return new LocalHeader(
            Encoding.UTF8.GetString(name), offset + 30 + nameLength + extraLength, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(18)),
            BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)), BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(6)));
    }

    /// <summary>Adds members that only the local headers tell of, walking from one to the next.</summary>
    private static void AddLocal(Stream archive, Dictionary<(long, int, long), ZipMember> members)
    {
        var known = members.Values.GroupBy(m => m.DataOffset).ToDictionary(g => g.Key, g => g.Max(m => m.CompressedBytes));
        for (var at = NextLocal(archive, 0); at >= 0 && members.Count < MaxMembers;)
        {
            if (ReadLocal(archive, at) is not { } local)
            {
                break;
            }
            long end;
            if (known.TryGetValue(local.DataOffset, out var bytes))
            {
                end = local.DataOffset + bytes;
            }
            else
            {
                // Size 0 with bit 3 stands for "told behind the data"; 0xFFFFFFFF for "told in the extra field".
                var unknown = local.CompressedBytes is 0 or uint.MaxValue;
                var next = unknown ? NextSignature(archive, local.DataOffset) : local.DataOffset + local.CompressedBytes;
                end = Math.Min(next, archive.Length);
                Add(members, new ZipMember(local.Name, local.Name, local.DataOffset, end - local.DataOffset, local.Method, local.Flags));
            }
            at = NextLocal(archive, end);
        }
    }

    private static long NextLocal(Stream archive, long from) => Find(archive, from, "PK\x03\x04"u8.ToArray(), 1 << 20);

    private static long NextSignature(Stream archive, long from)
    {
        var local = Find(archive, from, "PK\x03\x04"u8.ToArray(), long.MaxValue);
        var central = Find(archive, from, "PK\x01\x02"u8.ToArray(), long.MaxValue);
        return (local, central) switch
        {
            ( < 0, < 0) => archive.Length,
            ( < 0, _) => central,
            (_, < 0) => local,
            _ => Math.Min(local, central),
        };
    }

    private static long Find(Stream archive, long from, byte[] signature, long within)
    {
        var buffer = new byte[64 * 1024];
        var limit = within == long.MaxValue ? archive.Length : Math.Min(archive.Length, from + within);
        for (var at = from; at < limit; at += buffer.Length - 3)
        {
            var read = ReadAt(archive, at, buffer);
            var found = buffer.AsSpan(0, read).IndexOf(signature);
            if (found >= 0)
            {
                return at + found;
            }
            if (read < buffer.Length)
            {
                break;
            }
        }
        return -1;
    }

    private static int ReadAt(Stream archive, long offset, byte[] target)
    {
        if (offset < 0 || offset >= archive.Length)
        {
            return 0;
        }
        archive.Position = offset;
        return archive.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
    }
}
