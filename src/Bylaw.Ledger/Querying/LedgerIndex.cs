using System.Data.Common;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Querying;

/// <summary>
/// Finds records by what they say. The index follows from the log: it can be deleted and comes back, and what it answers is
/// an index into the log, where the record and its proof are.
/// </summary>
/// <remarks>
/// Every value is a term with a number; a table of (term, index) pairs answers each condition by a range scan from the newest.
/// Not thread-safe; several processes may share one database, since adding is one transaction over a locked head.
/// </remarks>
public sealed partial class LedgerIndex : IDisposable
{
    private const int BlockSize = 4096;
    private const int BatchRecords = 20_000;
    private readonly SqlDialect _dialect;
    private readonly DbConnection _connection;
    private readonly Dictionary<(string, string), int> _terms = [];
    private readonly string _origin;
    private int _lastTerm;

    private LedgerIndex(SqlDialect dialect, string origin)
    {
        _dialect = dialect;
        _origin = origin;
        _connection = dialect.Open();
        using var transaction = _connection.BeginTransaction();
        if (dialect.LockTables is { } locking)
        {
            Execute(transaction, locking);
        }
        Execute(transaction, dialect.Tables);
        Execute(transaction, "INSERT INTO head(one, size, origin) VALUES (1, 0, @origin) ON CONFLICT DO NOTHING", ("@origin", origin));
        transaction.Commit();
    }

    /// <summary>Gets the names that a filter may use.</summary>
    public static IEnumerable<string> Fields => RecordFacets.Names;

    /// <summary>Opens or makes an index in an SQLite file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="origin">The log that it belongs to; an index of another log is made anew.</param>
    /// <returns>The index.</returns>
    public static LedgerIndex OpenSqlite(string file, string origin)
    {
        try
        {
            return new LedgerIndex(new SqliteDialect(file), origin);
        }
        catch (DbException)
        {
            // Damaged: nothing is lost with it.
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(file + suffix);
            }
            return new LedgerIndex(new SqliteDialect(file), origin);
        }
    }

    /// <summary>Opens or makes an index in a PostgreSQL database.</summary>
    /// <param name="connectionString">How to reach the database.</param>
    /// <param name="origin">The log that it belongs to.</param>
    /// <returns>The index.</returns>
    public static LedgerIndex OpenPostgres(string connectionString, string origin) => new(new PostgresDialect(connectionString), origin);

    /// <summary>Takes up what the log holds beyond what is indexed.</summary>
    /// <param name="folder">The ledger.</param>
    /// <param name="standIn">Returns the stand-in for the person behind a commitment; null when there is no vault.</param>
    /// <param name="cancellationToken">Stops between batches; what is indexed by then stays.</param>
    /// <returns>The number of entries that the index now covers.</returns>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public long CatchUp(LedgerFolder folder, Func<string, string?>? standIn = null, CancellationToken cancellationToken = default)
    {
        var size = Size();
        var reader = new SegmentReader(PosixDisk.Instance, folder.Segments);
        var batch = new List<IndexedRecord>();
        var next = size;
        foreach (var stored in reader.ReadFrom(size))
        {
            var index = stored.FirstIndex;
            foreach (var entry in stored.Entries())
            {
                if (index >= next)
                {
                    // What is no record of ours keeps its place, and is found by its kind only.
                    batch.Add(LedgerRecord.TryRead(entry, out var record)
                        ? RecordFacets.Of(index, record, standIn)
                        : new IndexedRecord(index, 0, [("kind", "entry")]));
                    next = index + 1;
                }
                index++;
            }
            if (batch.Count >= BatchRecords)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(next - batch.Count, batch);
                batch.Clear();
            }
        }
        if (batch.Count > 0)
        {
            Add(next - batch.Count, batch);
        }
        return next;
    }

    /// <summary>Removes a person's stand-in, so that their records are no longer found by them.</summary>
    /// <param name="standIn">The stand-in.</param>
    public void Forget(string standIn)
    {
        using var transaction = _connection.BeginTransaction();
        Execute(transaction, "DELETE FROM facet WHERE term IN (SELECT id FROM term WHERE text = @text)", ("@text", standIn));
        Execute(transaction, "DELETE FROM term WHERE text = @text", ("@text", standIn));
        transaction.Commit();
        _terms.Clear();
        if (_dialect is SqliteDialect)
        {
            Execute(null, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Reads how many entries are indexed; an index of another log is emptied.</summary>
    private long Size()
    {
        using var transaction = _connection.BeginTransaction();
        var head = Head(transaction);
        if (head is var (size, origin) && origin == _origin)
        {
            transaction.Commit();
            return size;
        }
        foreach (var table in new[] { "head", "term", "facet", "record", "block" })
        {
            Execute(transaction, $"DELETE FROM {table}");
        }
        Execute(transaction, "INSERT INTO head(one, size, origin) VALUES (1, 0, @origin)", ("@origin", _origin));
        transaction.Commit();
        _terms.Clear();
        return 0;
    }

    /// <summary>Adds a run of records in one transaction; when another node was faster, nothing happens: the head says so.</summary>
    private void Add(long first, List<IndexedRecord> records)
    {
        using var transaction = _connection.BeginTransaction();
        if (Head(transaction) is not var (size, _) || size != first)
        {
            return;
        }
        var facets = new List<(int Term, long Index)>(records.Count * 10);
        var uses = new Dictionary<int, long>();
        LoadLastTerm(transaction);
        foreach (var record in records)
        {
            foreach (var (field, value) in record.Facets)
            {
                var term = Term(transaction, field, value);
                facets.Add((term, record.Index));
                uses[term] = uses.GetValueOrDefault(term) + 1;
            }
        }
        _dialect.AddFacets(_connection, transaction, facets);
        _dialect.AddRecords(_connection, transaction, records.ConvertAll(r => (r.Index, r.TimeMicros)));
        foreach (var (term, count) in uses)
        {
            Execute(transaction, "UPDATE term SET uses = uses + @n WHERE id = @id", ("@n", count), ("@id", term));
        }
        foreach (var block in records.GroupBy(r => r.Index / BlockSize))
        {
            Execute(
                transaction,
                """
                INSERT INTO block(number, earliest, latest) VALUES (@b, @e, @l) ON CONFLICT (number) DO UPDATE SET
                earliest = CASE WHEN block.earliest < excluded.earliest THEN block.earliest ELSE excluded.earliest END,
                latest = CASE WHEN block.latest > excluded.latest THEN block.latest ELSE excluded.latest END
                """,
                ("@b", block.Key), ("@e", block.Min(r => r.TimeMicros)), ("@l", block.Max(r => r.TimeMicros)));
        }
        Execute(transaction, "UPDATE head SET size = @size WHERE one = 1", ("@size", first + records.Count));
        transaction.Commit();
    }

    private (long Size, string Origin)? Head(DbTransaction transaction)
    {
        using var command = Command(transaction, _dialect.LockHead);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : null;
    }

    private void LoadLastTerm(DbTransaction transaction)
    {
        using var command = Command(transaction, "SELECT COALESCE(MAX(id), 0) FROM term");
        var last = Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (last != _lastTerm)
        {
            _terms.Clear(); // another node has added some
            _lastTerm = last;
        }
    }

    private int Term(DbTransaction transaction, string field, string value)
    {
        if (_terms.TryGetValue((field, value), out var known))
        {
            return known;
        }
        int id;
        using (var find = Command(transaction, "SELECT id FROM term WHERE field = @f AND text = @t", ("@f", field), ("@t", value)))
        {
            var found = find.ExecuteScalar();
            id = found is null ? ++_lastTerm : Convert.ToInt32(found, System.Globalization.CultureInfo.InvariantCulture);
            if (found is null)
            {
                Execute(transaction, "INSERT INTO term(id, field, text, uses) VALUES (@id, @f, @t, 0)", ("@id", id), ("@f", field), ("@t", value));
            }
        }
        if (_terms.Count > 200_000)
        {
            _terms.Clear();
        }
        _terms[(field, value)] = id;
        return id;
    }

    private void Execute(DbTransaction? transaction, string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(transaction, sql, values);
        command.ExecuteNonQuery();
    }

    private DbCommand Command(DbTransaction? transaction, string sql, params (string Name, object Value)[] values)
    {
        var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
