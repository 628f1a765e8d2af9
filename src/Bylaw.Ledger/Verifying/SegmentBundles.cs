using System.Buffers.Binary;
using System.Globalization;
using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Verifying;

/// <summary>Cuts entry bundles out of segment files, which hold the same entries in the same form, only not 256 at a time.</summary>
/// <param name="folder">The folder of segments; it may be absent.</param>
/// <remarks>
/// Nothing in a segment is believed: neither checksum nor root is looked at, since whoever asks for entries recomputes every hash
/// from them. Safe to call from many threads. The layout is described at the ledger's <c>SegmentFormat</c>.
/// </remarks>
internal sealed class SegmentBundles(string folder)
{
    private const int MaxLoaded = 3;
    private const int HeadBytes = 12;
    private const int TrailerBytes = 8 + MerkleHash.Size + 4;
    private const uint BatchMagic = 0x31425942;
    private readonly Lock _gate = new();
    private readonly List<Loaded> _loaded = [];

    /// <summary>Returns a bundle's bytes; null when the segments do not hold all its entries.</summary>
    public byte[]? Read(long bundle, int width)
    {
        var parts = new List<(Loaded Segment, int From, int Count)>(1);
        var (next, end) = (bundle * TilePath.Width, (bundle * TilePath.Width) + width);
        while (next < end)
        {
            if (Holding(next) is not { } segment)
            {
                return null;
            }
            var count = (int)Math.Min(end - next, segment.First + segment.Count - next);
            parts.Add((segment, (int)(next - segment.First), count));
            next += count;
        }
        // One array of the right size: one that grows is twice as large, and as such is collected late.
        var bytes = new byte[parts.Sum(p => p.Segment.LengthOf(p.From, p.Count))];
        var at = 0;
        foreach (var (segment, from, count) in parts)
        {
            at += segment.CopyTo(bytes.AsSpan(at), from, count);
        }
        return bytes;
    }

    private Loaded? Holding(long index)
    {
        lock (_gate)
        {
            if (_loaded.Find(l => index >= l.First && index < l.First + l.Count) is { } known)
            {
                if (File.Exists(known.File))
                {
                    return known;
                }
                _loaded.Remove(known); // pruned meanwhile: not a byte of it is handed out any more
            }
            if (!Directory.Exists(folder))
            {
                return null;
            }
            // The last that begins at or before the index; read anew even when it is loaded, for it may have grown.
            var file = Directory.EnumerateFiles(folder, "*.seg")
                .Select(f => (File: f, First: FirstIndex(f))).Where(f => f.First >= 0 && f.First <= index).OrderByDescending(f => f.First).FirstOrDefault();
            if (file.File is null || Loaded.Read(file.File, file.First) is not { } loaded || index >= loaded.First + loaded.Count)
            {
                return null;
            }
            _loaded.RemoveAll(l => l.First == loaded.First);
            _loaded.Insert(0, loaded);
            if (_loaded.Count > MaxLoaded)
            {
                _loaded.RemoveAt(MaxLoaded);
            }
            return loaded;
        }
    }

    private static long FirstIndex(string file) =>
        Path.GetFileName(file) is { Length: 27 } name && long.TryParse(name.AsSpan(0, 16), NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : -1;

    /// <summary>A segment in memory, and where in it each entry begins.</summary>
    private sealed class Loaded(string file, byte[] bytes, long first, List<int> starts)
    {
        public string File { get; } = file;

        public long First { get; } = first;

        public int Count => starts.Count;

        public static Loaded? Read(string file, long first)
        {
            byte[] bytes;
            try
            {
                bytes = System.IO.File.ReadAllBytes(file);
            }
            catch (FileNotFoundException)
            {
                return null; // pruned meanwhile
            }
            var starts = new List<int>();
            if (bytes.Length < 20)
            {
                return null;
            }
            var at = 20L + ((long)BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(16)) * MerkleHash.Size) + 4;
            while (at > 0 && at + HeadBytes + TrailerBytes <= bytes.Length && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)at)) == BatchMagic)
            {
                var payload = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan((int)at + 8));
                var end = at + HeadBytes + payload;
                if (payload < 0 || end + TrailerBytes > bytes.Length)
                {
                    break; // being written
                }
                for (var entry = at + HeadBytes; entry + 2 <= end; entry += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan((int)entry)))
                {
                    starts.Add((int)entry);
                }
                at = end + TrailerBytes;
            }
            return new Loaded(file, bytes, first, starts);
        }

        public int LengthOf(int from, int count)
        {
            var length = 0;
            for (var entry = from; entry < from + count; entry++)
            {
                length += LengthOf(entry);
            }
            return length;
        }

        public int CopyTo(Span<byte> to, int from, int count)
        {
            var at = 0;
            for (var entry = from; entry < from + count; entry++)
            {
                var length = LengthOf(entry);
                bytes.AsSpan(starts[entry], length).CopyTo(to[at..]);
                at += length;
            }
            return at;
        }

        private int LengthOf(int entry) => Math.Min(2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(starts[entry])), bytes.Length - starts[entry]);
    }
}
