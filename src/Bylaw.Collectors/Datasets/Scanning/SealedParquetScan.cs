using System.Buffers.Binary;
using System.IO.Compression;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Detection;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>Walks a Parquet file whose footer is encrypted, page by page: pages of clear columns still carry readable headers and are scanned, encrypted ones are sized boxes.</summary>
/// <remarks>Source: Parquet modular encryption. An encrypted module is four bytes of length, a nonce, the ciphertext and a tag; a clear page is a header in compact form and its data.</remarks>
/// <param name="options">What to look for.</param>
internal sealed class SealedParquetScan(ScanOptions options)
{
    private const int MaxPageBytes = 256 << 20;
    private const int LeastModule = 12 + 16; // nonce and tag
    private const double Proven = 0.75;
    private const string IndexName = "(page index)";

    private readonly Detector _detector = new(options.Detector with { Secrets = false });

    /// <summary>Scans a file; each run of pages of one kind is one column chunk of the result.</summary>
    public void Run(FileStream file, ScanResult result, CancellationToken cancellationToken)
    {
        var end = FooterStart(file);
        file.Position = 4;
        ColumnResult? column = null;
        var (number, encrypted) = (0, 0);
        var head = new byte[64 << 10];
        while (file.Position < end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = file.Position;
            var read = file.ReadAtLeast(head.AsSpan(0, (int)Math.Min(head.Length, end - start)), (int)Math.Min(head.Length, end - start), throwOnEndOfStream: false);
            if (PageHeader.TryRead(head.AsSpan(0, read)) is { } page && start + page.HeaderBytes + page.PackedBytes <= end)
            {
                if (column is null || page.IsDictionary)
                {
                    column = new ColumnResult($"(clear column chunk {++number})") { Reason = "not encrypted; nothing personal recognised" };
                    result.Columns.Add(column);
                }
                file.Position = start + page.HeaderBytes;
                ScanPage(file, page, column, result);
                file.Position = start + page.HeaderBytes + page.PackedBytes;
                continue;
            }
            column = null;
            var length = read < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(head);
            if (length < LeastModule || start + 4 + length > end)
            {
                if (IndexLength(head.AsSpan(0, read)) is var index && index > 0)
                {
                    ScanIndex(head.AsSpan(0, index), result);
                    file.Position = start + index;
                    continue;
                }
                result.Miss(GapReason.Encrypted, $"the bytes from {start} on are neither a clear page nor an encrypted module: they were not read");
                break;
            }
            encrypted++;
            file.Position = start + 4 + length;
        }
        result.Bytes = file.Length;
        result.Columns.Add(new ColumnResult("(encrypted column chunks)") { Verdict = encrypted > 0 ? "ENCRYPTED" : "UNKNOWN", IsUnreadable = true, Reason = $"Parquet modular encryption: {encrypted} encrypted modules; their columns are named in the encrypted footer alone" });
        result.Miss(GapReason.Encrypted, "the footer is encrypted and no key was given: the names of columns, and what is in encrypted ones, were not read");
    }

    private void ScanPage(FileStream file, PageHeader page, ColumnResult column, ScanResult result)
    {
        if (page.PackedBytes > MaxPageBytes || page.UnpackedBytes > MaxPageBytes)
        {
            result.Miss(GapReason.Limit, "a page is larger than 256 MiB");
            return;
        }
        var packed = new byte[page.PackedBytes];
        file.ReadExactly(packed);
        if (Unpack(packed, page) is not { } text)
        {
            column.Verdict = "UNKNOWN";
            column.Reason = "not encrypted, and packed in a way that needs the footer to be read";
            result.Miss(GapReason.Unsupported, $"{column.Name}: pages are packed with a codec that is not read here");
            return;
        }
        foreach (var finding in _detector.Scan(text).Where(f => f.Score >= Proven))
        {
            column.Verdict = "VIOLATION";
            column.Counts[finding.Type] = column.Counts.GetValueOrDefault(finding.Type) + 1;
            column.Scores[finding.Type] = Math.Max(column.Scores.GetValueOrDefault(finding.Type), finding.Score);
            column.Reason = $"{string.Join(", ", column.Counts.Keys)} readable although the footer is encrypted";
            result.Counts[finding.Type] = result.Counts.GetValueOrDefault(finding.Type) + 1;
        }
    }

    /// <summary>The page index of a clear column follows the data: it repeats least and greatest values.</summary>
    private void ScanIndex(ReadOnlySpan<byte> bytes, ScanResult result)
    {
        foreach (var finding in _detector.Scan(bytes).Where(f => f.Score >= Proven))
        {
            var column = result.Columns.Find(c => c.Name == IndexName);
            if (column is null)
            {
                result.Columns.Add(column = new ColumnResult(IndexName) { Verdict = "VIOLATION", Reason = "least and greatest values of a clear column" });
            }
            column.Counts[finding.Type] = column.Counts.GetValueOrDefault(finding.Type) + 1;
            column.Scores[finding.Type] = finding.Score;
        }
    }

    private static int IndexLength(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new ThriftCompact(bytes);
            return reader.ReadStruct().Values.Any(v => v is List<object>) ? reader.Position : 0;
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }

    /// <summary>The codec stands in the footer; the bytes tell it too.</summary>
    private static byte[]? Unpack(byte[] packed, PageHeader page)
    {
        ReadOnlySpan<byte> body = packed.AsSpan(page.LevelBytes);
        var size = page.UnpackedBytes - page.LevelBytes;
        if (Snappy.TryUnpack(body, size) is { } unpacked)
        {
            return unpacked;
        }
        if (body.Length == size)
        {
            return packed;
        }
        if (body is [0x1F, 0x8B, ..])
        {
            using var stream = new GZipStream(new MemoryStream(packed, page.LevelBytes, body.Length), CompressionMode.Decompress);
            var output = new byte[size];
            return stream.ReadAtLeast(output, size, throwOnEndOfStream: false) == size ? output : null;
        }
        return null;
    }

    private static long FooterStart(FileStream file)
    {
        Span<byte> size = stackalloc byte[4];
        file.Seek(-8, SeekOrigin.End);
        file.ReadExactly(size);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(size);
        return length > file.Length - 12 ? file.Length - 8 : file.Length - 8 - length;
    }
}
