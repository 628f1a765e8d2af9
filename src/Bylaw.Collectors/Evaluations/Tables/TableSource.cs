using System.Globalization;
using DuckDB.NET.Data;

namespace Bylaw.Collectors.Evaluations.Tables;

/// <summary>Opens a table for queries: CSV, TSV, Parquet, JSON lines, or <c>file.duckdb#table</c>.</summary>
/// <remarks>Dispose it after use. One thread at a time.</remarks>
public sealed class TableSource : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly string _from;

    private TableSource(DuckDBConnection connection, string from, string file, IReadOnlyList<TableColumn> columns) =>
        (_connection, _from, File, Columns) = (connection, from, file, columns);

    /// <summary>Gets the path of the file that is read.</summary>
    public string File { get; }

    /// <summary>Gets the columns in order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Opens a table.</summary>
    /// <param name="path">A file; a DuckDB database takes <c>#table</c> after its name.</param>
    /// <param name="memoryLimitMb">The most memory the query engine may take. Default 200.</param>
    /// <returns>The table.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="EvaluationInputException">The file cannot be read as a table.</exception>
    public static TableSource Open(string path, int memoryLimitMb = 200)
    {
        var (file, table) = Split(path);
        if (!System.IO.File.Exists(file))
        {
            throw new FileNotFoundException($"no such file: {file}", file);
        }
        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            Execute(connection, $"SET memory_limit='{memoryLimitMb.ToString(CultureInfo.InvariantCulture)}MB'");
            Execute(connection, "SET preserve_insertion_order=true");
            Execute(connection, "SET autoinstall_known_extensions=false");
            var from = FromClause(connection, file, table);
            return new(connection, from, file, Describe(connection, from));
        }
        catch (DuckDBException error)
        {
            connection.Dispose();
            throw new EvaluationInputException($"'{Path.GetFileName(file)}' cannot be read as a table: {FirstLine(error.Message)}");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Finds a column by name, ignoring case and blanks around it.</summary>
    /// <param name="name">The wanted name.</param>
    /// <param name="role">What the column is for, for the message.</param>
    /// <returns>The column.</returns>
    /// <exception cref="EvaluationInputException">There is none; the message lists those there are.</exception>
    internal TableColumn Require(string name, string role) =>
        Columns.FirstOrDefault(c => c.Name == name)
        ?? Columns.FirstOrDefault(c => string.Equals(c.Name.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new EvaluationInputException(
            $"no column `{name}` for the {role}; columns are {string.Join(", ", Columns.Take(30).Select(c => c.Name.Trim()))}{(Columns.Count > 30 ? " …" : "")}");

    /// <summary>Runs a query over the table, which it names <c>{table}</c>, and reads each row.</summary>
    internal void Query(string sql, Action<DuckDBDataReader> row, CancellationToken cancellationToken)
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql.Replace("{table}", _from, StringComparison.Ordinal);
            command.UseStreamingMode = true;
            using var stop = cancellationToken.Register(command.Cancel);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                row(reader);
            }
        }
        catch (DuckDBException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new EvaluationInputException($"'{Path.GetFileName(File)}' cannot be evaluated: {FirstLine(error.Message)}");
        }
    }

    internal static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static (string File, string? Table) Split(string path)
    {
        var mark = path.LastIndexOf('#');
        return mark > 0 && !System.IO.File.Exists(path) ? (path[..mark], path[(mark + 1)..]) : (path, null);
    }

    private static string FromClause(DuckDBConnection connection, string file, string? table)
    {
        var literal = Literal(file);
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".csv" or ".data" or ".test" or ".txt":
                // Everything is read as text: a group named 01 must not become 1, and a bad number must be counted, not thrown on.
                return $"read_csv({literal}, all_varchar=true, header=true)";
            case ".tsv":
                return $"read_csv({literal}, all_varchar=true, header=true, delim='\t')";
            case ".parquet":
                return $"read_parquet({literal})";
            case ".jsonl" or ".ndjson" or ".json":
                return $"read_json_auto({literal})";
            case ".duckdb" or ".db":
                Execute(connection, $"ATTACH {literal} AS source (READ_ONLY)");
                return table is null
                    ? throw new EvaluationInputException($"name the table: {Path.GetFileName(file)}#TABLE")
                    : $"source.{Quote(table)}";
            default:
                throw new EvaluationInputException(
                    $"'{Path.GetFileName(file)}' is not a table that can be read: .csv, .tsv, .parquet, .jsonl, .json, .duckdb#TABLE");
        }
    }

    private static List<TableColumn> Describe(DuckDBConnection connection, string from)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"DESCRIBE SELECT * FROM {from}";
        using var reader = command.ExecuteReader();
        var columns = new List<TableColumn>();
        while (reader.Read())
        {
            columns.Add(new(reader.GetString(0), reader.GetString(1)));
        }
        return columns;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];
}

/// <summary>Names a column of a table.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Type">The query engine's type.</param>
public sealed record TableColumn(string Name, string Type);
