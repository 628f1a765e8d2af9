using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Verifying;

/// <summary>Reads a tile log from a folder. Entry bundles that are not there are cut from the ledger's segments, where it has any.</summary>
/// <param name="folder">The folder that holds <c>checkpoint</c> and <c>tile/</c>, and perhaps <c>segments/</c>.</param>
public sealed class FolderTileSource(string folder) : ITileSource
{
    private readonly SegmentBundles _segments = new(Path.Combine(folder, "segments"));

    /// <inheritdoc/>
    public byte[]? Read(string path)
    {
        var file = Path.Combine(folder, path);
        try
        {
            // Most bundles are not files: asking first spares an exception for each.
            if (File.Exists(file))
            {
                return File.ReadAllBytes(file);
            }
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // It was taken away in between.
        }
        return TilePath.TryParseEntries(path, out var index, out var width) ? _segments.Read(index, width) : null;
    }

    /// <summary>Reads one entry.</summary>
    /// <param name="index">The entry's index.</param>
    /// <param name="size">The log's size, which tells which partial bundle to read.</param>
    /// <returns>The entry's bytes.</returns>
    /// <exception cref="InvalidDataException">The bundle is missing or malformed.</exception>
    public ReadOnlyMemory<byte> ReadEntry(long index, long size)
    {
        var bundle = index / TilePath.Width;
        return this.ReadBundle(bundle, size)[(int)(index % TilePath.Width)];
    }
}

/// <summary>Reads entry bundles from any source.</summary>
public static class TileSourceExtensions
{
    /// <summary>Reads a bundle as a log of a given size holds it.</summary>
    /// <param name="source">Where the bundles are.</param>
    /// <param name="bundle">The bundle's index.</param>
    /// <param name="size">The log's size.</param>
    /// <returns>Its entries, 1 to 256.</returns>
    /// <exception cref="InvalidDataException">The bundle is missing or malformed.</exception>
    public static List<ReadOnlyMemory<byte>> ReadBundle(this ITileSource source, long bundle, long size)
    {
        var width = (int)Math.Min(TilePath.Width, size - (bundle * TilePath.Width));
        var bytes = source.ReadBundleBytes(bundle, width, out var path);
        var full = path != TilePath.OfEntries(bundle, width);
        return EntryBundle.TryRead(bytes, full ? TilePath.Width : width, out var entries)
            ? full ? entries[..width] : entries
            : throw new InvalidDataException($"the entry bundle {path} is malformed");
    }

    /// <summary>Reads a bundle's bytes: the partial one of a width, or the full one in its place.</summary>
    /// <exception cref="InvalidDataException">There is neither.</exception>
    internal static byte[] ReadBundleBytes(this ITileSource source, long bundle, int width, out string path)
    {
        return source.TryReadBundleBytes(bundle, width, out path) ?? throw new InvalidDataException($"the entry bundle {path} is missing");
    }

    /// <summary>The same; null when there is neither.</summary>
    internal static byte[]? TryReadBundleBytes(this ITileSource source, long bundle, int width, out string path)
    {
        path = TilePath.OfEntries(bundle, width);
        if (source.Read(path) is { } bytes)
        {
            return bytes;
        }
        if (width < TilePath.Width && source.Read(TilePath.OfEntries(bundle)) is { } full)
        {
            path = TilePath.OfEntries(bundle);
            return full;
        }
        return null;
    }
}
