using System.Globalization;
using Avro;
using Avro.File;
using Avro.Generic;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads an Avro container file of records.</summary>
public sealed class AvroTable : ITable
{
    private readonly IFileReader<GenericRecord> _reader;

    private AvroTable(IFileReader<GenericRecord> reader, RecordSchema schema)
    {
        _reader = reader;
        Columns = [.. schema.Fields.Select(f => f.Name)];
        Types = schema.Fields.Where(f => SqlType(f.Schema) is not null).ToDictionary(f => f.Name, f => SqlType(f.Schema)!);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Unreadable { get; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Types { get; }

    /// <inheritdoc/>
    public long RejectedRows => 0;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The table.</returns>
    /// <exception cref="TableException">It is not Avro, not of records, or packed with a codec that is not read.</exception>
    public static AvroTable Open(string path)
    {
        var file = System.IO.File.OpenRead(path);
        try
        {
            var reader = DataFileReader<GenericRecord>.OpenReader(file);
            return reader.GetSchema() is RecordSchema schema
                ? new AvroTable(reader, schema)
                : throw new AvroException("no records");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            file.Dispose(); // the reader throws whatever a damaged file makes it throw
            throw new TableException(GapReason.Malformed, "not a readable Avro file of records");
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string?[]> Rows(CancellationToken cancellationToken)
    {
        var row = new string?[Columns.Count];
        while (Next() is { } record)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var c = 0; c < row.Length; c++)
            {
                row[c] = record.TryGetValue(Columns[c], out var value) ? Text(value, 0) : null;
            }
            yield return row;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private GenericRecord? Next()
    {
        try
        {
            return _reader.HasNext() ? _reader.Next() : null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new TableException(GapReason.Malformed, "the Avro data ends early or is damaged");
        }
    }

    /// <summary>A type, or the one that a union with null allows.</summary>
    private static string? SqlType(Schema schema) => schema switch
    {
        UnionSchema union => union.Schemas.Where(s => s.Tag != Schema.Type.Null).ToList() is [var only] ? SqlType(only) : null,
        LogicalSchema logical => logical.LogicalTypeName switch
        {
            "date" => "DATE",
            "timestamp-millis" or "timestamp-micros" or "local-timestamp-millis" or "local-timestamp-micros" => "TIMESTAMP",
            "decimal" => "DOUBLE",
            _ => null,
        },
        _ => schema.Tag switch
        {
            Schema.Type.Int or Schema.Type.Long => "BIGINT",
            Schema.Type.Float or Schema.Type.Double => "DOUBLE",
            Schema.Type.Boolean => "BOOLEAN",
            Schema.Type.Bytes or Schema.Type.Fixed => "BLOB",
            _ => null,
        },
    };

    private static string? Text(object? value, int depth) => value switch
    {
        null => null,
        _ when depth > 8 => "…",
        string text => text,
        byte[] bytes => Convert.ToBase64String(bytes),
        GenericFixed bytes => Convert.ToBase64String(bytes.Value),
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        GenericRecord record => string.Join(' ', record.Schema.Fields.Select(f => record.TryGetValue(f.Name, out var inner) ? Text(inner, depth + 1) : null)),
        Array list => string.Join(' ', list.Cast<object?>().Select(i => Text(i, depth + 1))),
        IDictionary<string, object> map => string.Join(' ', map.Select(p => $"{p.Key} {Text(p.Value, depth + 1)}")),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
