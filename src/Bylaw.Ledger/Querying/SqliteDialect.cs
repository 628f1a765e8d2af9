using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Bylaw.Ledger.Querying;

/// <summary>The embedded default: one file beside the log.</summary>
internal sealed class SqliteDialect(string file) : SqlDialect
{
    /// <summary>Goes up with each change of the tables: a file of another form is made anew.</summary>
    private const int Form = 3;

    public override string Tables => $"""
        CREATE TABLE IF NOT EXISTS head(one INTEGER PRIMARY KEY CHECK (one = 1), size BIGINT NOT NULL, origin TEXT NOT NULL, terms INTEGER NOT NULL, first BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS term(field INTEGER NOT NULL, text TEXT NOT NULL, id INTEGER NOT NULL, uses BIGINT NOT NULL, first BIGINT NOT NULL, PRIMARY KEY (field, text)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS posting(term INTEGER NOT NULL, block BIGINT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (term, block)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS block(number INTEGER PRIMARY KEY, earliest BIGINT NOT NULL, latest BIGINT NOT NULL, times BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS blind(one INTEGER PRIMARY KEY CHECK (one = 1), first BIGINT NOT NULL);
        PRAGMA user_version = {Form};
        """;

    public override string LockHead => "SELECT size, origin, terms FROM head WHERE one = 1";

    public override DbConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // The index can be rebuilt, so it need not wait for the disk; deleted rows are overwritten all the same.
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON; PRAGMA busy_timeout=10000; PRAGMA cache_size=-131072; PRAGMA mmap_size=4294967296;";
            command.ExecuteNonQuery();
            command.CommandText = "SELECT (SELECT COUNT(*) FROM sqlite_schema) > 0 AND (SELECT user_version FROM pragma_user_version) <> $form";
            command.Parameters.AddWithValue("$form", Form);
            return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 0
                ? connection
                : throw new SqliteException("the index has an older form", 1);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override void FindTerms(DbConnection connection, DbTransaction transaction, List<Term> terms)
    {
        using var command = Prepare(connection, transaction, "SELECT id, uses, first FROM term WHERE field = $a AND text = $b", out var p);
        foreach (var term in terms)
        {
            p[0].Value = term.Field;
            p[1].Value = term.Text;
            using var reader = command.ExecuteReader();
            if (reader.Read())
            {
                (term.Id, term.Uses, term.First) = (reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2));
            }
        }
    }

    public override void WriteTerms(DbConnection connection, DbTransaction transaction, List<Term> terms)
    {
        using var command = Prepare(
            connection, transaction, "INSERT INTO term(field, text, id, uses, first) VALUES ($a, $b, $c, $d, $e) ON CONFLICT DO UPDATE SET uses = excluded.uses", out var p);
        foreach (var term in terms)
        {
            p[0].Value = term.Field;
            p[1].Value = term.Text;
            p[2].Value = term.Id;
            p[3].Value = term.Uses;
            p[4].Value = term.First;
            command.ExecuteNonQuery();
        }
    }

    public override Dictionary<int, byte[]> ReadPostings(DbConnection connection, DbTransaction transaction, long block, List<int> terms)
    {
        var found = new Dictionary<int, byte[]>();
        using var command = Prepare(connection, transaction, "SELECT data FROM posting WHERE term = $a AND block = $b", out var p);
        foreach (var term in terms)
        {
            p[0].Value = term;
            p[1].Value = block;
            if (command.ExecuteScalar() is byte[] data)
            {
                found[term] = data;
            }
        }
        return found;
    }

    public override void WritePostings(DbConnection connection, DbTransaction transaction, List<PostingRow> rows)
    {
        using var command = Prepare(
            connection, transaction, "INSERT INTO posting(term, block, data) VALUES ($a, $b, $c) ON CONFLICT DO UPDATE SET data = excluded.data", out var p);
        foreach (var (term, block, data) in rows)
        {
            p[0].Value = term;
            p[1].Value = block;
            p[2].Value = data;
            command.ExecuteNonQuery();
        }
    }

    private static SqliteCommand Prepare(DbConnection connection, DbTransaction transaction, string sql, out SqliteParameter[] parameters)
    {
        var command = (SqliteCommand)connection.CreateCommand();
        command.Transaction = (SqliteTransaction)transaction;
        command.CommandText = sql;
        parameters = [.. "abcde".Where(c => sql.Contains($"${c}", StringComparison.Ordinal)).Select(c => command.Parameters.Add(new SqliteParameter($"${c}", null)))];
        return command;
    }
}
