using System.Data.Common;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Detection;
using Bylaw.Evidence.Documents;
using Npgsql;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>Scans one file, database or stream for personal data and secrets, by what its name says it is.</summary>
/// <param name="options">What to look for and where to stop.</param>
/// <remarks>Whatever cannot be read becomes a gap; only cancellation throws.</remarks>
public sealed class DataScanner(ScanOptions options)
{
    /// <summary>Scans a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What the result calls it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was found; SQLite files give one result a table.</returns>
    public IReadOnlyList<ScanResult> ScanFile(string path, string name, CancellationToken cancellationToken) => ScanFile(path, name, FileFormat.ByName, cancellationToken);

    /// <summary>Scans a file whose layout is told; a layout without a kind goes by the name.</summary>
    internal IReadOnlyList<ScanResult> ScanFile(string path, string name, FileFormat format, CancellationToken cancellationToken)
    {
        try
        {
            return (format.Kind is not null ? "." + format.Kind : format.Delimiter is not null ? ".csv" : Path.GetExtension(path).ToLowerInvariant()) switch
            {
                ".csv" or ".tsv" => [ScanCsv(path, name, format, cancellationToken)],
                ".parquet" or ".pq" => [ScanParquet(path, name, cancellationToken)],
                ".arrow" or ".feather" or ".ipc" => [ScanTable(() => ArrowTable.Open(path), name, cancellationToken)],
                ".avro" => [ScanTable(() => AvroTable.Open(path), name, cancellationToken)],
                ".sqlite" or ".sqlite3" or ".db" or ".db3" => ScanSqlite(path, name, format.Table, cancellationToken),
                ".jsonl" or ".ndjson" => [ScanJsonLines(path, name, cancellationToken)],
                _ when ArchiveScan.IsArchive(path) => [Open(path, name, "archive", (s, r) => new ArchiveScan(options).Run(s, Path.GetFileName(path), r, cancellationToken))],
                _ => [Open(path, name, "text", (s, r) => new TextScan(options with { Detector = options.Detector with { FileName = name } }).Run(s, r, cancellationToken))],
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return [Missed(name, error is UnauthorizedAccessException ? GapReason.Denied : error is FileNotFoundException ? GapReason.NotFound : GapReason.Unreachable, "cannot be read")];
        }
    }

    /// <summary>Scans a stream of text.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What the result calls it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was found.</returns>
    public ScanResult ScanStream(Stream stream, string name, CancellationToken cancellationToken)
    {
        var result = new ScanResult { Name = name, Form = "text" };
        new TextScan(options).Run(stream, result, cancellationToken);
        return result;
    }

    /// <summary>Scans a table or query of a database by URI: <c>postgres://user@host/db?table=t</c>, <c>duckdb:SELECT …</c>.</summary>
    /// <param name="uri">The URI; a password may stand in it and is never repeated.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was found, one result a table.</returns>
    public IReadOnlyList<ScanResult> ScanUri(string uri, CancellationToken cancellationToken)
    {
        if (uri.StartsWith("duckdb:", StringComparison.Ordinal))
        {
            return [ScanTable(() => DuckDbTable.OpenQuery(uri["duckdb:".Length..]), "duckdb query", cancellationToken)];
        }
        return ScanDatabase(PostgresUri.Parse(uri), cancellationToken);
    }

    /// <summary>Scans the tables of a server, or the one that the URI names.</summary>
    internal IReadOnlyList<ScanResult> ScanDatabase(PostgresUri source, CancellationToken cancellationToken)
    {
        try
        {
            var tables = source.Query is not null ? [(source.Table ?? "query", source.Query)] : source.ListTables();
            return [.. tables.Select(t => ScanTable(() => Open(source, t.Item2), $"{source.SafeName}#{t.Item1}", cancellationToken))];
        }
        catch (Exception error) when (error is DbException or IOException or TimeoutException)
        {
            var fault = DatabaseFault.Of(error);
            return [Missed(source.SafeName, fault.Reason, fault.Message)];
        }

        static ReaderTable Open(PostgresUri source, string query)
        {
            try
            {
                return new(source.Open(), query);
            }
            catch (Exception error) when (error is DbException or IOException or TimeoutException)
            {
                throw DatabaseFault.Of(error);
            }
        }
    }

    private ScanResult ScanCsv(string path, string name, FileFormat format, CancellationToken cancellationToken)
    {
        var isPlain = false;
        var result = ScanTable(OpenPlain, name, cancellationToken);
        if (!isPlain && result.IsComplete && result.Rows == 0 && new FileInfo(path).Length > 0)
        {
            result.Miss(GapReason.Malformed, "no row could be read as a table: looked at as plain text alone");
        }
        if (!isPlain || result.Gaps.Exists(g => g.Reason is GapReason.Limit or GapReason.Malformed))
        {
            // What the reader refuses, and what SQL may have skipped at the top of a file of an odd layout, is still looked at as plain text, so that nothing can hide there; a gap stays.
            var text = Open(path, name, "text", (s, r) => new TextScan(options).Run(s, r, cancellationToken));
            result.Findings.AddRange(text.Findings);
            foreach (var (type, count) in text.Counts)
            {
                result.Counts[type] = Math.Max(result.Counts.GetValueOrDefault(type), count);
            }
        }
        return result;

        ITable OpenPlain()
        {
            var table = CsvTable.Open(path, format);
            isPlain = table is CsvTable;
            return table;
        }
    }

    private ScanResult ScanParquet(string path, string name, CancellationToken cancellationToken)
    {
        if (!ParquetFooter.IsEncrypted(path))
        {
            return ScanTable(() => DuckDbTable.OpenParquet(path), name, cancellationToken);
        }
        return Open(path, name, "table", (s, r) => new SealedParquetScan(options).Run((FileStream)s, r, cancellationToken));
    }

    private ScanResult ScanJsonLines(string path, string name, CancellationToken cancellationToken)
    {
        var result = ScanTable(() => DuckDbTable.OpenJson(path), name, cancellationToken);
        return result.Columns.Count > 0 && result.IsComplete ? result : Open(path, name, "text", (s, r) => new TextScan(options).Run(s, r, cancellationToken));
    }

    private List<ScanResult> ScanSqlite(string path, string name, string? only, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (only is null ? SqliteFile.Tables(path) : [only]).Select(table => ScanTable(() => SqliteFile.Open(path, table), $"{name}#{table}", cancellationToken))];
        }
        catch (TableException error)
        {
            return [Missed(name, error.Reason, error.Message)];
        }
    }

    private ScanResult ScanTable(Func<ITable> open, string name, CancellationToken cancellationToken)
    {
        var result = new ScanResult { Name = name, Form = "table" };
        try
        {
            using var table = open();
            new TableScan(options).Run(table, result, cancellationToken);
        }
        catch (TableException error)
        {
            result.Miss(error.Reason, error.Message);
        }
        return result;
    }

    private static ScanResult Open(string path, string name, string form, Action<Stream, ScanResult> scan)
    {
        var result = new ScanResult { Name = name, Form = form };
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20, FileOptions.SequentialScan);
            scan(stream, result);
        }
        catch (UnauthorizedAccessException)
        {
            result.Miss(GapReason.Denied, "may not be read");
        }
        catch (IOException error)
        {
            result.Miss(error is FileNotFoundException or DirectoryNotFoundException ? GapReason.NotFound : GapReason.Unreachable, error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : $"reading failed after {result.Bytes} bytes");
        }
        return result;
    }

    private static ScanResult Missed(string name, GapReason reason, string message)
    {
        var result = new ScanResult { Name = name, Form = "table" };
        result.Miss(reason, message);
        return result;
    }
}
