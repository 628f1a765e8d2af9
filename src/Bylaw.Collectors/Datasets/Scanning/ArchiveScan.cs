using System.Formats.Tar;
using System.IO.Compression;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>Scans what is inside archives, within limits on size, growth, count and depth.</summary>
/// <param name="options">What to look for and where to stop.</param>
public sealed class ArchiveScan(ScanOptions options)
{
    private readonly TextScan _text = new(options);

    /// <summary>Tells whether a name is that of an archive.</summary>
    /// <param name="name">A file name.</param>
    /// <returns>True for zip, jar, whl, tar, tgz, tar.gz and gz.</returns>
    public static bool IsArchive(string name) => Array.Exists([".zip", ".jar", ".whl", ".tar", ".tgz", ".gz", ".npz", ".docx", ".xlsx", ".pptx"], e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Scans an archive.</summary>
    /// <param name="stream">The archive; seekable for zip.</param>
    /// <param name="name">Its name.</param>
    /// <param name="result">Where to put what is found.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void Run(Stream stream, string name, ScanResult result, CancellationToken cancellationToken) => Run(stream, name, result, 1, cancellationToken);

    private void Run(Stream stream, string name, ScanResult result, int depth, CancellationToken cancellationToken)
    {
        if (depth > options.MaxArchiveDepth)
        {
            result.Miss(GapReason.Limit, $"{name}: archives inside archives are read {options.MaxArchiveDepth} deep");
            return;
        }
        try
        {
            if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase))
            {
                using var unzipped = new LimitedStream(new GZipStream(stream, CompressionMode.Decompress), Budget(result, stream.CanSeek ? stream.Length : long.MaxValue));
                if (name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase))
                {
                    Tar(unzipped, name, result, depth, cancellationToken);
                }
                else
                {
                    _text.Run(unzipped, result, cancellationToken);
                }
            }
            else if (name.EndsWith(".tar", StringComparison.OrdinalIgnoreCase))
            {
                Tar(stream, name, result, depth, cancellationToken);
            }
            else
            {
                Zip(stream, name, result, depth, cancellationToken);
            }
        }
        catch (LimitException error)
        {
            result.Miss(GapReason.Limit, $"{name}: {error.Message}");
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or FormatException or InvalidOperationException)
        {
            result.Miss(GapReason.Malformed, $"{name}: damaged, encrypted or of an unknown form");
        }
    }

    private void Zip(Stream stream, string name, ScanResult result, int depth, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var count = 0;
        foreach (var entry in archive.Entries.Where(e => !e.FullName.EndsWith('/')))
        {
            if (++count > options.MaxEntries)
            {
                throw new LimitException($"more than {options.MaxEntries} entries");
            }
            Entry(entry.IsEncrypted ? null : new LimitedStream(entry.Open(), Budget(result, entry.CompressedLength)), $"{name}!{entry.FullName}", result, depth, cancellationToken);
        }
    }

    private void Tar(Stream stream, string name, ScanResult result, int depth, CancellationToken cancellationToken)
    {
        using var archive = new TarReader(stream, leaveOpen: true);
        var count = 0;
        while (archive.GetNextEntry() is { } entry)
        {
            if (++count > options.MaxEntries)
            {
                throw new LimitException($"more than {options.MaxEntries} entries");
            }
            if (entry.DataStream is { } data)
            {
                Entry(new LimitedStream(data, options.MaxUnpackedBytes - result.Bytes), $"{name}!{entry.Name}", result, depth, cancellationToken);
            }
        }
    }

    private void Entry(Stream? data, string name, ScanResult result, int depth, CancellationToken cancellationToken)
    {
        if (data is null)
        {
            result.Miss(GapReason.Encrypted, $"{name}: encrypted, and no key was given");
            return;
        }
        using (data)
        {
            if (!IsArchive(name))
            {
                try
                {
                    _text.Run(data, result, cancellationToken);
                }
                catch (LimitException error)
                {
                    result.Miss(GapReason.Limit, $"{name}: {error.Message}");
                }
                return;
            }
            using var inner = new MemoryStream();
            data.CopyTo(inner);
            inner.Position = 0;
            Run(inner, name, result, depth + 1, cancellationToken);
        }
    }

    private long Budget(ScanResult result, long packed) =>
        Math.Min(options.MaxUnpackedBytes - result.Bytes, packed > long.MaxValue / options.MaxRatio ? long.MaxValue : Math.Max(packed * options.MaxRatio, 1 << 20));
}

/// <summary>Tells that a limit was reached.</summary>
/// <param name="message">Which.</param>
internal sealed class LimitException(string message) : IOException(message);
