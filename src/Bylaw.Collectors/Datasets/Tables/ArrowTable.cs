using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads an Arrow file or stream, batch by batch.</summary>
public sealed class ArrowTable : ITable
{
    private readonly FileStream _file;
    private readonly ArrowStreamReader _reader;

    private ArrowTable(FileStream file, ArrowStreamReader reader, IReadOnlyList<string> columns) => (_file, _reader, Columns) = (file, reader, columns);

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Unreadable { get; } = new Dictionary<string, string>();

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
            return new ArrowTable(file, reader, [.. reader.Schema.FieldsList.Select(f => f.Name)]);
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
        while (Next() is { } batch)
        {
            using (batch)
            {
                for (var r = 0; r < batch.Length; r++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    for (var c = 0; c < row.Length; c++)
                    {
                        row[c] = Text(batch.Column(c), r);
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

    private static string? Text(IArrowArray column, int index) => column switch
    {
        _ when column.IsNull(index) => null,
        StringArray text => text.GetString(index),
        Int64Array n => n.GetValue(index)?.ToString(CultureInfo.InvariantCulture),
        Int32Array n => n.GetValue(index)?.ToString(CultureInfo.InvariantCulture),
        Int16Array n => n.GetValue(index)?.ToString(CultureInfo.InvariantCulture),
        DoubleArray n => n.GetValue(index)?.ToString("R", CultureInfo.InvariantCulture),
        FloatArray n => n.GetValue(index)?.ToString("R", CultureInfo.InvariantCulture),
        BooleanArray n => n.GetValue(index) is true ? "true" : "false",
        Date32Array n => n.GetDateTime(index)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimestampArray n => n.GetTimestamp(index)?.ToString("O", CultureInfo.InvariantCulture),
        BinaryArray n => Convert.ToBase64String(n.GetBytes(index)),
        DictionaryArray n => Text(n.Dictionary, Convert.ToInt32(Text(n.Indices, index), CultureInfo.InvariantCulture)),
        _ => column.GetType().Name,
    };
}
