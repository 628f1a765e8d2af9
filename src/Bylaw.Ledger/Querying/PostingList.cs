using System.Buffers.Binary;
using System.Numerics;

namespace Bylaw.Ledger.Querying;

/// <summary>The places in one block of entries where a value stands: as differences while they are few, as bits when they are many.</summary>
/// <remarks>First byte 0: differences between ascending places, seven bits a byte, the first from −1. First byte 1: little-endian bits.</remarks>
internal static class PostingList
{
    /// <summary>How many entries a block covers.</summary>
    public const int BlockSize = 8192;

    /// <summary>How many words hold a block's bits.</summary>
    public const int Words = BlockSize / 64;

    /// <summary>Writes the places that are set.</summary>
    /// <param name="bits">A block's bits.</param>
    /// <returns>At most 1,025 bytes.</returns>
    public static byte[] Encode(ReadOnlySpan<ulong> bits)
    {
        Span<byte> list = stackalloc byte[1 + (BlockSize / 8)];
        list[0] = 0;
        var at = 1;
        var last = -1;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                var place = (word * 64) + BitOperations.TrailingZeroCount(rest);
                if (at + 2 > list.Length)
                {
                    return Bits(bits);
                }
                at = Varint.Write(list, at, (ulong)(place - last));
                last = place;
            }
        }
        return list[..at].ToArray();
    }

    /// <summary>Sets the places of a list in addition to those that are set.</summary>
    /// <param name="data">What <see cref="Encode"/> wrote.</param>
    /// <param name="bits">A block's bits.</param>
    public static void AddTo(ReadOnlySpan<byte> data, Span<ulong> bits)
    {
        if (data[0] == 1)
        {
            for (var word = 0; word < Words; word++)
            {
                bits[word] |= BinaryPrimitives.ReadUInt64LittleEndian(data[(1 + (word * 8))..]);
            }
            return;
        }
        var place = -1;
        for (var at = 1; at < data.Length;)
        {
            place += (int)Varint.Read(data, ref at);
            bits[place >> 6] |= 1UL << (place & 63);
        }
    }

    /// <summary>Counts the places that are set.</summary>
    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
        {
            count += BitOperations.PopCount(word);
        }
        return count;
    }

    private static byte[] Bits(ReadOnlySpan<ulong> bits)
    {
        var data = new byte[1 + (Words * 8)];
        data[0] = 1;
        for (var word = 0; word < Words; word++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(1 + (word * 8)), bits[word]);
        }
        return data;
    }
}

/// <summary>The wall times of a block's entries, in microseconds since 1970, as differences.</summary>
internal ref struct BlockTimes(ReadOnlySpan<byte> coded)
{
    private readonly ReadOnlySpan<byte> _coded = coded;
    private int _at;
    private long _last;

    /// <summary>Goes on to the next entry of the block; false when there is none.</summary>
    public bool Next(out long time)
    {
        if (_at >= _coded.Length)
        {
            time = 0;
            return false;
        }
        var step = Varint.Read(_coded, ref _at);
        time = _last += (long)(step >> 1) ^ -(long)(step & 1);
        return true;
    }

    /// <summary>Writes the times of a block from its first entry on.</summary>
    public static byte[] Encode(List<long> times)
    {
        var data = new byte[times.Count * 10];
        var (at, last) = (0, 0L);
        foreach (var time in times)
        {
            var step = time - last;
            at = Varint.Write(data, at, (ulong)((step << 1) ^ (step >> 63)));
            last = time;
        }
        return data[..at];
    }

    /// <summary>Reads them back.</summary>
    public static List<long> Decode(ReadOnlySpan<byte> data)
    {
        var times = new List<long>(PostingList.BlockSize);
        for (var reader = new BlockTimes(data); reader.Next(out var time);)
        {
            times.Add(time);
        }
        return times;
    }
}

/// <summary>Whole numbers of seven bits a byte, the lowest first; the top bit says that more follow.</summary>
internal static class Varint
{
    public static int Write(Span<byte> to, int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            to[at++] = (byte)(value | 0x80);
        }
        to[at++] = (byte)value;
        return at;
    }

    public static ulong Read(ReadOnlySpan<byte> from, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = from[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
