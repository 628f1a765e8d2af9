using System.Formats.Tar;
using System.IO.Compression;

namespace Bylaw.Rego.Bundles;

/// <summary>Reads the files of a packed bundle; nothing is written to disk.</summary>
internal static class BundleArchive
{
    public static List<BundleFile> Read(string name, Stream stream, BundleSelection selection, BundleLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            using var bounded = new BoundedStream(unpacked, limits.MaxTotalBytes);
            using var reader = new TarReader(bounded, leaveOpen: true);
            var files = new List<BundleFile>();
            var count = 0;
            while (reader.GetNextEntry() is { } entry)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++count > limits.MaxEntries)
                {
                    throw new FormatException($"it has more than {limits.MaxEntries} entries");
                }
                // Links and devices are never followed: a bundle is regular files.
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                {
                    continue;
                }
                var path = BundlePaths.Root(entry.Name);
                if (selection.IsRead(path))
                {
                    files.Add(new BundleFile(path, ReadContents(entry, path, limits, cancellationToken)));
                }
            }
            return count > 0 ? files : throw new FormatException("it is empty");
        }
        catch (FormatException error)
        {
            throw new FormatException($"{name}: not a usable bundle: {error.Message}", error);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException or InvalidOperationException)
        {
            // InvalidOperationException is the tar reader's way to refuse a header whose sizes contradict each other.
            throw new FormatException($"{name}: not a usable bundle: not a whole tar.gz file", error);
        }
    }

    private static byte[] ReadContents(TarEntry entry, string path, BundleLimits limits, CancellationToken cancellationToken)
    {
        if (entry.Length > limits.MaxFileBytes)
        {
            throw new FormatException($"`{path}` is larger than {limits.MaxFileBytes} bytes");
        }
        if (entry.DataStream is not { } data)
        {
            return [];
        }
        // The stated length is not trusted for the allocation: the buffer grows with what is truly there.
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        while (data.Read(chunk) is > 0 and var read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            buffer.Write(chunk, 0, read);
        }
        return buffer.Length == entry.Length ? buffer.ToArray() : throw new FormatException($"`{path}` is cut short");
    }
}
