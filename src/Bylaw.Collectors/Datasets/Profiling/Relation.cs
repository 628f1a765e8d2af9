using System.Data.Common;
using System.Globalization;
using System.Numerics;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Documents;
using Npgsql;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>A table that aggregates are asked of where it lives: an embedded DuckDB over a file, or a PostgreSQL server.</summary>
/// <remarks>The SQL that both understand is written once; what differs stands here. One thread at a time.</remarks>
internal sealed class Relation : IDisposable
{
    private const int CommandSeconds = 600;

    private readonly DbConnection _connection;

    private Relation(DbConnection connection, string from, IReadOnlyList<RelationColumn> columns) => (_connection, From, Columns) = (connection, from, columns);

    /// <summary>Gets what stands behind FROM.</summary>
    public string From { get; }

    /// <summary>Gets the columns that can be read.</summary>
    public IReadOnlyList<RelationColumn> Columns { get; }

    /// <summary>Gets a value indicating whether a server does the work.</summary>
    public bool IsPostgres => _connection is NpgsqlConnection;

    /// <summary>Opens a file. CSV, Arrow, Avro and SQLite are read once into a table that may spill to disk; Parquet and JSON are read in place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How it is laid out.</param>
    /// <param name="unreadable">Columns to leave out: those that are encrypted or damaged.</param>
    /// <param name="cancellationToken">Stops loading what is read row by row.</param>
    /// <exception cref="TableException">The file cannot be read as a table.</exception>
    public static Relation OpenFile(string path, FileFormat format, IReadOnlySet<string> unreadable, CancellationToken cancellationToken = default)
    {
        var connection = DuckDbSession.Open();
        try
        {
            if (format.Open(path) is { } table)
            {
                using (table)
                {
                    var loaded = LoadedTable.Load(connection, "source_rows", table, cancellationToken);
                    return loaded.Count > 0 ? new(connection, "source_rows", loaded) : throw new TableException(GapReason.Unsupported, "no column can be read");
                }
            }
            var source = format.Sql(path) ?? throw new TableException(GapReason.Unsupported, $"{Path.GetExtension(path)} files are scanned and not profiled");
            var columns = Describe(connection, source).Where(c => !unreadable.Contains(c.Name)).ToList();
            if (columns.Count == 0)
            {
                throw new TableException(GapReason.Encrypted, "no column can be read");
            }
            var kind = format.IsText(path) ? "TABLE" : "VIEW";
            DuckDbSession.Execute(connection, $"CREATE TEMP {kind} source_rows AS SELECT {string.Join(", ", columns.Select(c => format.IsText(path) && c.Type == "VARCHAR" ? $"trim({c.Sql}) AS {c.Sql}" : c.Sql))} FROM {source}");
            return new(connection, "source_rows", columns);
        }
        catch (DbException error)
        {
            connection.Dispose();
            throw DuckDbSession.Translate(error);
        }
        catch (Exception error) when (error is TableException or OperationCanceledException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens one query of a server.</summary>
    /// <exception cref="TableException">The server does not answer, or refuses.</exception>
    public static Relation OpenPostgres(PostgresUri uri, string query)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = uri.Open();
            using var command = new NpgsqlCommand($"SELECT * FROM ({query}) AS t LIMIT 0", connection);
            using var reader = command.ExecuteReader();
            var columns = Enumerable.Range(0, reader.FieldCount).Select(i => new RelationColumn(reader.GetName(i), reader.GetDataTypeName(i).ToUpperInvariant())).ToList();
            return new(connection, $"({query}) AS t", columns);
        }
        catch (Exception error) when (error is DbException or IOException or TimeoutException or System.Net.Sockets.SocketException)
        {
            connection?.Dispose();
            throw DatabaseFault.Of(error);
        }
    }

    /// <summary>Adds a second file to the same session, to be joined with the first.</summary>
    /// <returns>Its name in SQL and its columns.</returns>
    /// <exception cref="TableException">It cannot be read, or the first table lives on a server.</exception>
    public (string From, IReadOnlyList<RelationColumn> Columns) Attach(string name, string path, FileFormat format)
    {
        if (_connection is not DuckDB.NET.Data.DuckDBConnection duck)
        {
            throw new TableException(GapReason.Unsupported, "a file cannot be joined with a table of a server");
        }
        try
        {
            if (format.Open(path) is { } table)
            {
                using (table)
                {
                    return (name, LoadedTable.Load(duck, name, table, CancellationToken.None));
                }
            }
            var source = format.Sql(path) ?? throw new TableException(GapReason.Unsupported, $"{Path.GetFileName(path)} is no table that can be joined");
            var columns = Describe(duck, source);
            DuckDbSession.Execute(duck, $"CREATE TEMP TABLE {name} AS SELECT {string.Join(", ", columns.Select(c => c.Type == "VARCHAR" ? $"trim({c.Sql}) AS {c.Sql}" : c.Sql))} FROM {source}");
            return (name, columns);
        }
        catch (DbException error)
        {
            throw DuckDbSession.Translate(error);
        }
    }

    /// <summary>Finds a column by name, blanks and case aside.</summary>
    public RelationColumn? Find(string name) => Columns.FirstOrDefault(c => c.Name == name) ?? Columns.FirstOrDefault(c => c.Name.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads all rows of an answer.</summary>
    /// <exception cref="TableException">The data is damaged, a limit was reached, or the server was lost.</exception>
    public List<object?[]> Query(string sql) => [.. Stream(sql)];

    /// <summary>Reads the one row of an answer.</summary>
    /// <exception cref="TableException">As for <see cref="Query"/>.</exception>
    public object?[] Row(string sql) => Stream(sql).First();

    /// <summary>Reads the one number of an answer; null reads as zero.</summary>
    /// <exception cref="TableException">As for <see cref="Query"/>.</exception>
    public long Count(string sql) => Long(Row(sql)[0]);

    /// <summary>Reads rows one by one.</summary>
    /// <exception cref="TableException">As for <see cref="Query"/>.</exception>
    public IEnumerable<object?[]> Stream(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = CommandSeconds;
        using var reader = Guard(command.ExecuteReader);
        while (Guard(reader.Read))
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }
            yield return row;
        }
    }

    /// <summary>Returns several quantiles of a number as one list; approximate on request, since exact ones hold every value in memory.</summary>
    public string Quantiles(string number, IEnumerable<double> shares, bool approximate)
    {
        var list = string.Join(", ", shares.Select(s => s.ToString(CultureInfo.InvariantCulture)));
        return IsPostgres ? $"percentile_cont(ARRAY[{list}]) WITHIN GROUP (ORDER BY {number})" : approximate ? $"approx_quantile({number}, [{list}])" : $"quantile_cont({number}, [{list}])";
    }

    /// <summary>Returns a test by regular expression.</summary>
    public string Matches(string text, string pattern) => IsPostgres ? $"{text} ~ {DuckDbSession.Quote(pattern)}" : $"regexp_matches({text}, {DuckDbSession.Quote(pattern)})";

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Reads a count.</summary>
    public static long Long(object? value) => value switch
    {
        null => 0,
        BigInteger large => (long)large, // what DuckDB sums counts to
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Reads a number; null for none and for what JSON cannot hold.</summary>
    public static double? Number(object? value)
    {
        var number = value switch
        {
            null => double.NaN,
            BigInteger large => (double)large,
            _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        };
        return double.IsFinite(number) ? number : null;
    }

    private static List<RelationColumn> Describe(DuckDB.NET.Data.DuckDBConnection connection, string source) =>
        [.. DuckDbSession.Query(connection, $"DESCRIBE SELECT * FROM {source}").Select(r => new RelationColumn((string)r[0]!, ((string)r[1]!).ToUpperInvariant()))];

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DbException error) when (!IsPostgres)
        {
            throw DuckDbSession.Translate(error);
        }
        catch (Exception error) when (IsPostgres && error is DbException or IOException or TimeoutException or InvalidOperationException)
        {
            throw DatabaseFault.Of(error);
        }
    }
}
