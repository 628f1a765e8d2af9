using System.Text;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads a CSV or TSV file of an ordinary layout byte for byte, far faster than through SQL; every column is text.</summary>
public sealed class CsvTable : ITable
{
    private readonly string _path;
    private readonly CsvLayout _layout;
    private long _rejected;

    private CsvTable(string path, CsvLayout layout) => (_path, _layout) = (path, layout);

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => _layout.Columns;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Unreadable { get; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public long RejectedRows => _rejected;

    /// <summary>Opens a file; one of an unusual layout is read through SQL.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The table; short rows are filled up, rows with a surplus or that are no UTF-8 are left out and counted.</returns>
    /// <exception cref="TableException">The file is not readable as a table.</exception>
    public static ITable Open(string path) => Open(path, FileFormat.ByName);

    /// <summary>Opens a file whose layout is told in part.</summary>
    internal static ITable Open(string path, FileFormat format) =>
        CsvLayout.Find(path, format) is { } layout ? new CsvTable(path, layout) : DuckDbTable.OpenCsv(path, format);

    /// <inheritdoc/>
    public IBatchReader OpenBatches(CancellationToken cancellationToken)
    {
        _rejected = 0;
        try
        {
            return new CsvBatchReader(_path, _layout, () => _rejected++);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TableException(error is UnauthorizedAccessException ? GapReason.Denied : GapReason.Unreachable, "cannot be read");
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string?[]> Rows(CancellationToken cancellationToken)
    {
        var batch = new RowBatch(Columns.Count);
        var row = new string?[Columns.Count];
        using var reader = OpenBatches(cancellationToken);
        for (var more = true; more;)
        {
            batch.Clear();
            more = reader.Read(batch, cancellationToken);
            for (var r = 0; r < batch.Rows; r++)
            {
                for (var c = 0; c < row.Length; c++)
                {
                    row[c] = batch.Columns[c][r] is { IsEmpty: false } value ? Encoding.UTF8.GetString(value) : null;
                }
                yield return row;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A file is open only while its batches are read.
    }
}
