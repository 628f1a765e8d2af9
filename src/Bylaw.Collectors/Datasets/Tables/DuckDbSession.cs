using System.Data.Common;
using Bylaw.Evidence.Documents;
using DuckDB.NET.Data;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Opens embedded DuckDB sessions with a bound on memory and no way to the network.</summary>
internal static class DuckDbSession
{
    private const string MemoryLimit = "1GB";

    /// <summary>Opens a session in memory.</summary>
    public static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var spill = Path.Combine(Path.GetTempPath(), "bylaw-spill");
        Execute(connection, $"SET memory_limit='{MemoryLimit}'; SET temp_directory={Quote(spill)}; SET preserve_insertion_order=true; SET autoinstall_known_extensions=false; SET autoload_known_extensions=false");
        return connection;
    }

    public static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Reads all rows of a small answer.</summary>
    public static List<object?[]> Query(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }
            rows.Add(row);
        }
        return rows;
    }

    public static List<string> ColumnNames(DuckDBConnection connection, string relation) =>
        [.. Query(connection, $"DESCRIBE SELECT * FROM {relation}").Select(r => (string)r[0]!)];

    /// <summary>Quotes a text.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>Quotes a name.</summary>
    public static string Name(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Says what went wrong without the engine's message, which may quote values of the data.</summary>
    public static TableException Translate(DbException error)
    {
        var text = error.Message;
        if (Holds("ncrypt"))
        {
            return new(GapReason.Encrypted, "encrypted, and no key was given");
        }
        if (Holds("Maximum line size") || Holds("maximum_object_size"))
        {
            return new(GapReason.Limit, "a line is longer than 16 MiB");
        }
        if (Holds("Out of Memory") || Holds("memory_limit"))
        {
            return new(GapReason.Limit, "the memory limit was reached");
        }
        if (Holds("No files found"))
        {
            return new(GapReason.NotFound, "no such file");
        }
        if (Holds("utf-8") || Holds("UTF-8") || Holds("unicode"))
        {
            return new(GapReason.Malformed, "not valid UTF-8");
        }
        return Holds("IO Error") && Holds("denied") ? new(GapReason.Denied, "may not be read") : new(GapReason.Malformed, $"damaged or not what its name says ({text.Split(':', '\n')[0].Trim()})");

        bool Holds(string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
    }
}
