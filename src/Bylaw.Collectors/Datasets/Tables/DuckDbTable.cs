using System.Data.Common;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Evidence.Documents;
using DuckDB.NET.Data;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads a file, or a query over files, through an embedded DuckDB with bounded memory that spills to disk.</summary>
public sealed class DuckDbTable : ITable
{
    private readonly DuckDBConnection _connection;
    private readonly string _relation;
    private readonly bool _isCsv;
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);

    private DuckDbTable(DuckDBConnection connection, string relation, bool isCsv, IReadOnlyList<string> columns) =>
        (_connection, _relation, _isCsv, Columns) = (connection, relation, isCsv, columns);

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Unreadable => _unreadable;

    /// <inheritdoc/>
    public long RejectedRows { get; private set; }

    /// <summary>Opens a CSV or TSV file; every column is text, ragged rows are filled up or counted as rejected.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The table.</returns>
    /// <exception cref="TableException">The file is not readable as a table.</exception>
    public static DuckDbTable OpenCsv(string path) => OpenCsv(path, FileFormat.ByName);

    /// <summary>Opens a text file whose layout is told.</summary>
    internal static DuckDbTable OpenCsv(string path, FileFormat format) => Open(format.ScanSql(path), isCsv: true);

    /// <summary>Opens a Parquet file; columns that are encrypted are named as unreadable and the others are read.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The table.</returns>
    /// <exception cref="TableException">The file is damaged, or its footer is encrypted.</exception>
    public static DuckDbTable OpenParquet(string path)
    {
        var table = Open($"read_parquet({DuckDbSession.Quote(path)})", isCsv: false);
        foreach (var (column, key) in ParquetFooter.EncryptedColumns(path))
        {
            table._unreadable[column.Split('.')[0]] = $"encrypted, {key}";
        }
        table.ProbeColumns();
        return table;
    }

    /// <summary>Opens JSON: an array of objects or one object a line.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The table.</returns>
    /// <exception cref="TableException">The file is not a table of objects.</exception>
    public static DuckDbTable OpenJson(string path) => Open($"read_json({DuckDbSession.Quote(path)}, maximum_object_size=16777216)", isCsv: false);

    /// <summary>Opens a query.</summary>
    /// <param name="query">One SELECT.</param>
    /// <returns>The table.</returns>
    /// <exception cref="TableException">The query fails.</exception>
    public static DuckDbTable OpenQuery(string query) => Open($"({query.TrimEnd().TrimEnd(';')})", isCsv: false);

    /// <inheritdoc/>
    public IEnumerable<string?[]> Rows(CancellationToken cancellationToken)
    {
        var readable = Columns.Where(c => !_unreadable.ContainsKey(c)).ToList();
        if (readable.Count == 0)
        {
            yield break;
        }
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", readable.Select(c => $"CAST({DuckDbSession.Name(c)} AS VARCHAR)"))} FROM {_relation}";
        command.UseStreamingMode = true;
        using var reader = Guard(() => command.ExecuteReader());
        var places = readable.Select(c => Columns.ToList().IndexOf(c)).ToArray();
        var row = new string?[Columns.Count];
        while (Guard(reader.Read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < places.Length; i++)
            {
                row[places[i]] = reader.IsDBNull(i) ? null : reader.GetString(i);
            }
            yield return row;
        }
        if (_isCsv)
        {
            RejectedRows = Convert.ToInt64(DuckDbSession.Scalar(_connection, "SELECT count(DISTINCT line) FROM reject_errors"), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static DuckDbTable Open(string relation, bool isCsv)
    {
        var connection = DuckDbSession.Open();
        try
        {
            return new DuckDbTable(connection, relation, isCsv, Guard(() => DuckDbSession.ColumnNames(connection, relation)));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads one value of each column alone, so that one that cannot be read does not take the others with it.</summary>
    private void ProbeColumns()
    {
        foreach (var column in Columns.Where(c => !_unreadable.ContainsKey(c)))
        {
            try
            {
                DuckDbSession.Scalar(_connection, $"SELECT count({DuckDbSession.Name(column)}) FROM (SELECT {DuckDbSession.Name(column)} FROM {_relation} LIMIT 2048)");
            }
            catch (DbException error)
            {
                _unreadable[column] = error.Message.Contains("ncrypt", StringComparison.Ordinal) ? "encrypted" : "damaged, or encrypted without a mark";
            }
        }
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DbException error)
        {
            throw DuckDbSession.Translate(error);
        }
    }
}
