namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Unpacks a Snappy block.</summary>
/// <remarks>Source: the format description of Snappy. The size is known before, so nothing can grow beyond it.</remarks>
internal static class Snappy
{
    /// <summary>Unpacks a block whose unpacked size is known; null when it is no such block.</summary>
    public static byte[]? TryUnpack(ReadOnlySpan<byte> packed, int size)
    {
        var at = 0;
        if (!TryReadSize(packed, ref at, out var stated) || stated != (uint)size)
        {
            return null;
        }
        var output = new byte[size];
        var length = 0;
        while (at < packed.Length)
        {
            var tag = packed[at++];
            if ((tag & 3) == 0)
            {
                var count = tag >> 2;
                if (count >= 60)
                {
                    var bytes = count - 59;
                    if (at + bytes > packed.Length)
                    {
                        return null;
                    }
                    count = 0;
                    for (var i = 0; i < bytes; i++)
                    {
                        count |= packed[at++] << (8 * i);
                    }
                }
                count++;
                if (count <= 0 || at + count > packed.Length || length + count > size)
                {
                    return null;
                }
                packed.Slice(at, count).CopyTo(output.AsSpan(length));
                (at, length) = (at + count, length + count);
                continue;
            }
            var needed = (tag & 3) switch { 1 => 1, 2 => 2, _ => 4 };
            if (at + needed > packed.Length)
            {
                return null;
            }
            var (offset, copied) = (tag & 3) == 1 ? (((tag & 0xE0) << 3) | packed[at], ((tag >> 2) & 7) + 4) : (0, (tag >> 2) + 1);
            if ((tag & 3) != 1)
            {
                for (var i = 0; i < needed; i++)
                {
                    offset |= packed[at + i] << (8 * i);
                }
            }
            at += needed;
            if (offset <= 0 || offset > length || length + copied > size)
            {
                return null;
            }
            for (var i = 0; i < copied; i++, length++)
            {
                output[length] = output[length - offset]; // may overlap: a run repeats itself
            }
        }
        return length == size ? output : null;
    }

    private static bool TryReadSize(ReadOnlySpan<byte> packed, ref int at, out uint size)
    {
        size = 0;
        for (var shift = 0; shift < 35 && at < packed.Length; shift += 7)
        {
            var b = packed[at++];
            size |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return true;
            }
        }
        return false;
    }
}
