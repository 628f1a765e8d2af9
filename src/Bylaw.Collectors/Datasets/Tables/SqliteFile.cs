using System.Data.Common;
using Bylaw.Evidence.Documents;
using Microsoft.Data.Sqlite;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Opens tables of an SQLite file, read-only.</summary>
internal static class SqliteFile
{
    /// <summary>Lists the tables that users made, by name.</summary>
    /// <exception cref="TableException">It is no SQLite database, or damaged.</exception>
    public static List<string> Tables(string path)
    {
        try
        {
            using var connection = Connect(path);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
            using var reader = command.ExecuteReader();
            var names = new List<string>();
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
            }
            return names;
        }
        catch (DbException)
        {
            throw new TableException(GapReason.Malformed, "not a readable SQLite database");
        }
    }

    /// <summary>Opens a table; the only one when none is named.</summary>
    /// <exception cref="TableException">There is no such table, or several and none is named.</exception>
    public static ITable Open(string path, string? table)
    {
        var tables = Tables(path);
        var name = table is not null
            ? tables.Find(t => t.Equals(table, StringComparison.OrdinalIgnoreCase)) ?? throw new TableException(GapReason.NotFound, $"there is no table `{table}`; tables are {Names(tables)}")
            : tables.Count == 1 ? tables[0] : throw new TableException(GapReason.NotDeclared, tables.Count == 0 ? "the database holds no table" : $"the database holds {tables.Count} tables ({Names(tables)}): name one with `profile.table` (on the command line --table)");
        return new ReaderTable(Connect(path), $"SELECT * FROM {DuckDbSession.Name(name)}", SqlType);
    }

    private static string Names(List<string> tables) => string.Join(", ", tables.Take(20));

    /// <summary>A declared type as the rules of affinity read it; it binds nobody, so values are tried before they are cast.</summary>
    private static string? SqlType(string declared)
    {
        return Has("INT") ? "BIGINT"
            : Has("CHAR") || Has("TEXT") || Has("CLOB") ? null
            : Has("BLOB") ? "BLOB"
            : Has("BOOL") ? "BOOLEAN"
            : Has("DATETIME") || Has("TIMESTAMP") ? "TIMESTAMP"
            : Has("DATE") ? "DATE"
            : Has("REAL") || Has("FLOA") || Has("DOUB") || Has("NUM") || Has("DEC") ? "DOUBLE"
            : null;

        bool Has(string part) => declared.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
        }
        catch (DbException)
        {
            connection.Dispose();
            throw;
        }
        return connection;
    }
}
