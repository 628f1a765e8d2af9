using System.Globalization;
using System.Text;

namespace Bylaw.Collectors.Models.Archives;

/// <summary>One file of a tar archive.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="DataOffset">Where its bytes begin.</param>
/// <param name="Bytes">How many there are.</param>
internal sealed record TarMember(string Name, long DataOffset, long Bytes);

/// <summary>Lists the files of a tar archive by their headers.</summary>
internal static class TarMembers
{
    private const int Block = 512;
    private const int MaxMembers = 200_000;

    /// <summary>Tells whether a block is a tar header: its checksum holds.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> block)
    {
        if (block.Length < Block || block[0] == 0 || Octal(block.Slice(148, 8)) is not { } expected)
        {
            return false;
        }
        var sum = 0L;
        for (var i = 0; i < Block; i++)
        {
            sum += i is >= 148 and < 156 ? ' ' : block[i];
        }
        return sum == expected;
    }

    /// <summary>Lists members.</summary>
    /// <param name="archive">A seekable stream.</param>
    /// <param name="complete">False when a header is damaged before the archive's end.</param>
    public static List<TarMember> List(Stream archive, out bool complete)
    {
        var members = new List<TarMember>();
        var block = new byte[Block];
        complete = true;
        for (var at = 0L; members.Count < MaxMembers;)
        {
            archive.Position = at;
            var read = archive.ReadAtLeast(block, Block, throwOnEndOfStream: false);
            if (read == 0 || (read == Block && block.AsSpan().IndexOfAnyExcept((byte)0) < 0))
            {
                return members;
            }
            if (read < Block || !IsHeader(block) || Octal(block.AsSpan(124, 12)) is not { } bytes || bytes < 0)
            {
                complete = false;
                return members;
            }
            if (block[156] is 0 or (byte)'0' or (byte)'7')
            {
                members.Add(new TarMember(NameOf(block), at + Block, bytes));
            }
            at += Block + ((bytes + Block - 1) / Block * Block);
        }
        complete = false;
        return members;
    }

    private static string NameOf(ReadOnlySpan<byte> block)
    {
        var name = Text(block[..100]);
        var prefix = block.Slice(257, 5).SequenceEqual("ustar"u8) ? Text(block.Slice(345, 155)) : "";
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end >= 0 ? field[..end] : field);
    }

    private static long? Octal(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            var value = 0L;
            foreach (var b in field[^8..])
            {
                value = (value << 8) | b;
            }
            return value >= 0 ? value : null;
        }
        var result = 0L;
        foreach (var c in Encoding.ASCII.GetString(field).Trim('\0', ' '))
        {
            if (c is < '0' or > '7')
            {
                return null;
            }
            result = (result * 8) + int.Parse(c.ToString(), CultureInfo.InvariantCulture);
        }
        return result;
    }
}
