using Apache.Arrow;
using Apache.Arrow.Ipc;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads an Arrow file or stream, batch by batch.</summary>
public sealed class ArrowTable : ITable
{
    private readonly FileStream _file;
    private readonly ArrowStreamReader _reader;

    private ArrowTable(FileStream file, ArrowStreamReader reader)
    {
        (_file, _reader) = (file, reader);
        var fields = reader.Schema.FieldsList;
        Columns = [.. fields.Select(f => f.Name)];
        Unreadable = fields.Where(f => !ArrowValue.IsReadable(f.DataType)).GroupBy(f => f.Name).ToDictionary(g => g.Key, g => $"values of the type {g.First().DataType.Name} are not read");
        Types = fields.GroupBy(f => f.Name).Where(g => ArrowValue.SqlType(g.First().DataType) is not null).ToDictionary(g => g.Key, g => ArrowValue.SqlType(g.First().DataType)!);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Unreadable { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Types { get; }

    /// <inheritdoc/>
    public long RejectedRows => 0;

    /// <summary>Opens a file of either form.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The table.</returns>
    /// <exception cref="TableException">It is not Arrow, or damaged.</exception>
    public static ArrowTable Open(string path)
    {
        var file = File.OpenRead(path);
        try
        {
            Span<byte> head = stackalloc byte[6];
            var isFile = file.ReadAtLeast(head, 6, throwOnEndOfStream: false) == 6 && head.SequenceEqual("ARROW1"u8);
            file.Position = 0;
            var reader = isFile ? new ArrowFileReader(file) : new ArrowStreamReader(file);
            return new ArrowTable(file, reader);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            file.Dispose(); // the reader throws whatever a damaged file makes it throw
            throw new TableException(GapReason.Malformed, "not a readable Arrow file");
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string?[]> Rows(CancellationToken cancellationToken)
    {
        var row = new string?[Columns.Count];
        var readable = Columns.Select(c => !Unreadable.ContainsKey(c)).ToArray();
        while (Next() is { } batch)
        {
            using (batch)
            {
                for (var r = 0; r < batch.Length; r++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    for (var c = 0; c < row.Length; c++)
                    {
                        row[c] = readable[c] ? ArrowValue.Text(batch.Column(c), r) : null;
                    }
                    yield return row;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private RecordBatch? Next()
    {
        try
        {
            return _reader.ReadNextRecordBatch();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new TableException(GapReason.Malformed, "the Arrow data ends early or is damaged");
        }
    }
}
