using System.Buffers.Binary;

namespace Bylaw.Ledger.Merkle;

/// <summary>Reads and writes entry bundles: each entry led by its length in two bytes, big-endian.</summary>
/// <remarks>Source: C2SP tlog-tiles, "Log entries".</remarks>
public static class EntryBundle
{
    /// <summary>The longest entry, in bytes.</summary>
    public const int MaxEntryBytes = 65_535;

    /// <summary>Adds an entry to a bundle.</summary>
    /// <param name="bundle">The bundle's bytes so far.</param>
    /// <param name="entry">At most 65,535 bytes.</param>
    /// <exception cref="ArgumentException">The entry is too long.</exception>
    public static void Append(Stream bundle, ReadOnlySpan<byte> entry)
    {
        if (entry.Length > MaxEntryBytes)
        {
            throw new ArgumentException($"an entry has at most {MaxEntryBytes} bytes, not {entry.Length}", nameof(entry));
        }
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
        bundle.Write(length);
        bundle.Write(entry);
    }

    /// <summary>Splits a bundle into its entries.</summary>
    /// <param name="bundle">The bundle's bytes.</param>
    /// <param name="width">How many entries it must hold.</param>
    /// <param name="entries">The entries, in order.</param>
    /// <returns>False when the bundle is short, or has bytes to spare.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bundle, int width, out List<ReadOnlyMemory<byte>> entries)
    {
        entries = new List<ReadOnlyMemory<byte>>(width);
        var rest = bundle;
        while (entries.Count < width)
        {
            if (rest.Length < 2)
            {
                return false;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            if (rest.Length < 2 + length)
            {
                return false;
            }
            entries.Add(rest.Slice(2, length));
            rest = rest[(2 + length)..];
        }
        return rest.IsEmpty;
    }
}
