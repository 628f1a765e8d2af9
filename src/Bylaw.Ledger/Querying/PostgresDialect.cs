using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Bylaw.Ledger.Querying;

/// <summary>For many nodes: one database that all of them ask. Many rows travel as one COPY into a table of the transaction.</summary>
internal sealed class PostgresDialect(string connectionString) : SqlDialect
{
    public override string Tables => """
        CREATE TABLE IF NOT EXISTS head(one INTEGER PRIMARY KEY CHECK (one = 1), size BIGINT NOT NULL, origin TEXT NOT NULL, terms INTEGER NOT NULL, first BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS term(field INTEGER NOT NULL, text TEXT NOT NULL, id INTEGER NOT NULL, uses BIGINT NOT NULL, first BIGINT NOT NULL, PRIMARY KEY (field, text));
        CREATE TABLE IF NOT EXISTS posting(term INTEGER NOT NULL, block BIGINT NOT NULL, data BYTEA NOT NULL, PRIMARY KEY (term, block));
        CREATE TABLE IF NOT EXISTS block(number BIGINT PRIMARY KEY, earliest BIGINT NOT NULL, latest BIGINT NOT NULL, times BYTEA NOT NULL);
        CREATE TABLE IF NOT EXISTS blind(one INTEGER PRIMARY KEY CHECK (one = 1), first BIGINT NOT NULL);
        """;

    public override string LockTables => "SELECT pg_advisory_xact_lock(7006652)";

    public override string LockHead => "SELECT size, origin, terms FROM head WHERE one = 1 FOR UPDATE";

    public override DbConnection Open()
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }

    public override void FindTerms(DbConnection connection, DbTransaction transaction, List<Term> terms)
    {
        Run(connection, transaction, "CREATE TEMP TABLE asked(number INTEGER, field INTEGER, text TEXT) ON COMMIT DROP");
        using (var import = ((NpgsqlConnection)connection).BeginBinaryImport("COPY asked FROM STDIN (FORMAT BINARY)"))
        {
            for (var i = 0; i < terms.Count; i++)
            {
                import.StartRow();
                import.Write(i, NpgsqlDbType.Integer);
                import.Write(terms[i].Field, NpgsqlDbType.Integer);
                import.Write(terms[i].Text, NpgsqlDbType.Text);
            }
            import.Complete();
        }
        using var command = Command(connection, transaction, "SELECT a.number, t.id, t.uses, t.first FROM asked a JOIN term t ON t.field = a.field AND t.text = a.text");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var term = terms[reader.GetInt32(0)];
            (term.Id, term.Uses, term.First) = (reader.GetInt32(1), reader.GetInt64(2), reader.GetInt64(3));
        }
    }

    public override void WriteTerms(DbConnection connection, DbTransaction transaction, List<Term> terms)
    {
        Run(connection, transaction, "CREATE TEMP TABLE given_term(field INTEGER, text TEXT, id INTEGER, uses BIGINT, first BIGINT) ON COMMIT DROP");
        using (var import = ((NpgsqlConnection)connection).BeginBinaryImport("COPY given_term FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var term in terms)
            {
                import.StartRow();
                import.Write(term.Field, NpgsqlDbType.Integer);
                import.Write(term.Text, NpgsqlDbType.Text);
                import.Write(term.Id, NpgsqlDbType.Integer);
                import.Write(term.Uses, NpgsqlDbType.Bigint);
                import.Write(term.First, NpgsqlDbType.Bigint);
            }
            import.Complete();
        }
        Run(connection, transaction, "INSERT INTO term SELECT * FROM given_term ON CONFLICT (field, text) DO UPDATE SET uses = excluded.uses");
    }

    public override Dictionary<int, byte[]> ReadPostings(DbConnection connection, DbTransaction transaction, long block, List<int> terms)
    {
        using var command = (NpgsqlCommand)Command(connection, transaction, "SELECT term, data FROM posting WHERE block = @block AND term = ANY(@terms)");
        command.Parameters.AddWithValue("@block", block);
        command.Parameters.AddWithValue("@terms", terms.ToArray());
        using var reader = command.ExecuteReader();
        var found = new Dictionary<int, byte[]>();
        while (reader.Read())
        {
            found[reader.GetInt32(0)] = (byte[])reader[1];
        }
        return found;
    }

    public override void WritePostings(DbConnection connection, DbTransaction transaction, List<PostingRow> rows)
    {
        Run(connection, transaction, "CREATE TEMP TABLE given_posting(term INTEGER, block BIGINT, data BYTEA) ON COMMIT DROP");
        using (var import = ((NpgsqlConnection)connection).BeginBinaryImport("COPY given_posting FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var (term, block, data) in rows)
            {
                import.StartRow();
                import.Write(term, NpgsqlDbType.Integer);
                import.Write(block, NpgsqlDbType.Bigint);
                import.Write(data, NpgsqlDbType.Bytea);
            }
            import.Complete();
        }
        Run(connection, transaction, "INSERT INTO posting SELECT * FROM given_posting ON CONFLICT (term, block) DO UPDATE SET data = excluded.data");
    }

    private static void Run(DbConnection connection, DbTransaction transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
