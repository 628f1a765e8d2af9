using System.Runtime.InteropServices;
using Bylaw.Detection;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>Scans a stream of text in chunks; memory stays bounded however long a line is.</summary>
/// <param name="options">What to look for and where to stop.</param>
public sealed class TextScan(ScanOptions options)
{
    private const int ChunkBytes = 512 << 10;
    private const int OverlapBytes = 8 << 10; // a value that straddles two chunks is seen whole in the second

    private readonly Detector _detector = new(options.Detector);
    private readonly List<Finding> _found = [];

    /// <summary>Scans a stream to its end.</summary>
    /// <param name="stream">The text; UTF-16 is read too, with a byte order mark or without.</param>
    /// <param name="result">Where to put what is found.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="IOException">The stream fails.</exception>
    public void Run(Stream stream, ScanResult result, CancellationToken cancellationToken)
    {
        using var text = new Utf8Text(stream);
        var buffer = new byte[ChunkBytes + OverlapBytes];
        var (kept, line, lineBytes) = (0, 1L, 0L);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = text.Read(buffer.AsSpan(kept, ChunkBytes));
            result.Bytes += read;
            var length = kept + read;
            var last = read < ChunkBytes;
            // Cut after a line end where there is one, else leave an overlap to be scanned again with what follows.
            var newline = buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            var cut = last ? length : newline > length / 2 ? newline : length - OverlapBytes;
            Scan(buffer.AsSpan(0, length), cut, line, lineBytes, result);
            Advance(buffer.AsSpan(0, cut), ref line, ref lineBytes);
            options.Progress?.Invoke(new(0, result.Bytes));
            if (last)
            {
                return;
            }
            buffer.AsSpan(cut, length - cut).CopyTo(buffer);
            kept = length - cut;
            if (kept > OverlapBytes)
            {
                Array.Resize(ref buffer, ChunkBytes + kept + OverlapBytes);
            }
        }
    }

    private void Scan(ReadOnlySpan<byte> text, int cut, long line, long lineBytes, ScanResult result)
    {
        var at = 0;
        _detector.Scan(text, _found);
        foreach (ref readonly var finding in CollectionsMarshal.AsSpan(_found))
        {
            if (finding.Start >= cut)
            {
                break; // begins in what is scanned again
            }
            result.Counts[finding.Type] = result.Counts.GetValueOrDefault(finding.Type) + 1;
            if (result.Findings.Count < options.MaxListed)
            {
                Advance(text[at..finding.Start], ref line, ref lineBytes);
                at = finding.Start;
                result.Findings.Add(new(finding.Type, line, lineBytes + 1, finding.Length, finding.Score, finding.Evidence));
            }
        }
    }

    private static void Advance(ReadOnlySpan<byte> text, ref long line, ref long lineBytes)
    {
        line += text.Count((byte)'\n');
        var newline = text.LastIndexOf((byte)'\n');
        lineBytes = newline < 0 ? lineBytes + text.Length : text.Length - newline - 1;
    }
}
