using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Bylaw.Ledger.Querying;

/// <summary>Where the databases differ: opening, tables, and adding many rows.</summary>
internal abstract class SqlDialect
{
    public abstract DbConnection Open();

    /// <summary>Statements that make the tables when they are absent.</summary>
    public abstract string Tables { get; }

    /// <summary>Keeps other nodes from making the tables at the same time; null where that cannot happen.</summary>
    public virtual string? LockTables => null;

    /// <summary>Reads the head row and keeps others from writing until the transaction ends.</summary>
    public abstract string LockHead { get; }

    public abstract void AddFacets(DbConnection connection, DbTransaction transaction, List<(int Term, long Index)> rows);

    public abstract void AddRecords(DbConnection connection, DbTransaction transaction, List<(long Index, long Time)> rows);
}

/// <summary>The embedded default: one file beside the log.</summary>
internal sealed class SqliteDialect(string file) : SqlDialect
{
    public override string Tables => """
        CREATE TABLE IF NOT EXISTS head(one INTEGER PRIMARY KEY CHECK (one = 1), size BIGINT NOT NULL, origin TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS term(id INTEGER PRIMARY KEY, field TEXT NOT NULL, text TEXT NOT NULL, uses BIGINT NOT NULL, UNIQUE (field, text));
        CREATE TABLE IF NOT EXISTS facet(term INTEGER NOT NULL, idx BIGINT NOT NULL, PRIMARY KEY (term, idx)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS record(idx INTEGER PRIMARY KEY, time BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS block(number INTEGER PRIMARY KEY, earliest BIGINT NOT NULL, latest BIGINT NOT NULL);
        """;

    public override string LockHead => "SELECT size, origin FROM head WHERE one = 1";

    public override DbConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        // The index can be rebuilt, so it need not wait for the disk; deleted rows are overwritten all the same.
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON; PRAGMA busy_timeout=10000; PRAGMA cache_size=-65536;";
        command.ExecuteNonQuery();
        return connection;
    }

    public override void AddFacets(DbConnection connection, DbTransaction transaction, List<(int Term, long Index)> rows)
    {
        // In the order of the key, so that neighbours in the tree are written together.
        rows.Sort();
        using var command = Prepare(connection, transaction, "INSERT OR IGNORE INTO facet(term, idx) VALUES ($a, $b)", out var a, out var b);
        foreach (var (term, index) in rows)
        {
            a.Value = term;
            b.Value = index;
            command.ExecuteNonQuery();
        }
    }

    public override void AddRecords(DbConnection connection, DbTransaction transaction, List<(long Index, long Time)> rows)
    {
        using var command = Prepare(connection, transaction, "INSERT OR IGNORE INTO record(idx, time) VALUES ($a, $b)", out var a, out var b);
        foreach (var (index, time) in rows)
        {
            a.Value = index;
            b.Value = time;
            command.ExecuteNonQuery();
        }
    }

    private static SqliteCommand Prepare(
        DbConnection connection, DbTransaction transaction, string sql, out SqliteParameter a, out SqliteParameter b)
    {
        var command = (SqliteCommand)connection.CreateCommand();
        command.Transaction = (SqliteTransaction)transaction;
        command.CommandText = sql;
        a = command.Parameters.Add("$a", SqliteType.Integer);
        b = command.Parameters.Add("$b", SqliteType.Integer);
        command.Prepare();
        return command;
    }
}

/// <summary>For many nodes: one database that all of them ask.</summary>
internal sealed class PostgresDialect(string connectionString) : SqlDialect
{
    public override string Tables => """
        CREATE TABLE IF NOT EXISTS head(one INTEGER PRIMARY KEY CHECK (one = 1), size BIGINT NOT NULL, origin TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS term(id INTEGER PRIMARY KEY, field TEXT NOT NULL, text TEXT NOT NULL, uses BIGINT NOT NULL, UNIQUE (field, text));
        CREATE TABLE IF NOT EXISTS facet(term INTEGER NOT NULL, idx BIGINT NOT NULL, PRIMARY KEY (term, idx));
        CREATE TABLE IF NOT EXISTS record(idx BIGINT PRIMARY KEY, time BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS block(number BIGINT PRIMARY KEY, earliest BIGINT NOT NULL, latest BIGINT NOT NULL);
        """;

    public override string LockTables => "SELECT pg_advisory_xact_lock(7006652)";

    public override string LockHead => "SELECT size, origin FROM head WHERE one = 1 FOR UPDATE";

    public override DbConnection Open()
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }

    public override void AddFacets(DbConnection connection, DbTransaction transaction, List<(int Term, long Index)> rows)
    {
        using var import = ((NpgsqlConnection)connection).BeginBinaryImport("COPY facet(term, idx) FROM STDIN (FORMAT BINARY)");
        foreach (var (term, index) in rows)
        {
            import.StartRow();
            import.Write(term, NpgsqlDbType.Integer);
            import.Write(index, NpgsqlDbType.Bigint);
        }
        import.Complete();
    }

    public override void AddRecords(DbConnection connection, DbTransaction transaction, List<(long Index, long Time)> rows)
    {
        using var import = ((NpgsqlConnection)connection).BeginBinaryImport("COPY record(idx, time) FROM STDIN (FORMAT BINARY)");
        foreach (var (index, time) in rows)
        {
            import.StartRow();
            import.Write(index, NpgsqlDbType.Bigint);
            import.Write(time, NpgsqlDbType.Bigint);
        }
        import.Complete();
    }
}
