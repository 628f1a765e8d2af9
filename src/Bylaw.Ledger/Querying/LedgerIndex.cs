using System.Data.Common;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Querying;

/// <summary>
/// Finds records by what they say. The index follows from the log: it can be deleted and comes back, and what it answers is
/// an index into the log, where the record and its proof are.
/// </summary>
/// <remarks>
/// Every value of a field is a numbered term; for each block of entries a term has one compressed list of places, which a
/// condition reads from the newest block backwards. Not thread-safe; several processes may share one database, since adding is
/// one transaction over a locked head.
/// </remarks>
public sealed partial class LedgerIndex : IDisposable
{
    private const int BlockSize = PostingList.BlockSize;
    private readonly SqlDialect _dialect;
    private readonly DbConnection _connection;
    private readonly TermTable _terms = new();
    private readonly string _origin;

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
        Execute(transaction, "INSERT INTO head(one, size, origin, terms, first) VALUES (1, 0, @origin, 0, 0) ON CONFLICT DO NOTHING", ("@origin", origin));
        transaction.Commit();
    }

    /// <summary>How many records go into one transaction, about; fewer only in tests.</summary>
    internal int BatchRecords { get; set; } = 200_000;

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
            // Damaged, or of an older form: nothing is lost with it.
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
        while (true)
        {
            _terms.Clear(); // what is known of terms is true only as long as nobody else adds any
            _blind = null;
            var size = Size();
            if (standIn is not null && !NamePeople(size, folder, standIn, cancellationToken))
            {
                continue;
            }
            if (CatchUpFrom(size, folder, standIn, cancellationToken) is { } covered)
            {
                return covered;
            }
            // Another node was faster: go on from where it came to.
        }
    }

    /// <summary>Removes a person's stand-in, so that their records are no longer found by them.</summary>
    /// <param name="standIn">The stand-in.</param>
    public void Forget(string standIn)
    {
        using (var transaction = _connection.BeginTransaction())
        {
            for (var field = 0; field < RecordFacets.Names.Count; field++)
            {
                Execute(transaction, "DELETE FROM posting WHERE term IN (SELECT id FROM term WHERE field = @field AND text = @text)", ("@field", field), ("@text", standIn));
                Execute(transaction, "DELETE FROM term WHERE field = @field AND text = @text", ("@field", field), ("@text", standIn));
            }
            transaction.Commit();
        }
        _terms.Clear();
        if (_dialect is SqliteDialect)
        {
            Execute(null, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /// <summary>Empties the index, so that it is made anew: after entries were removed from the log.</summary>
    public void Clear()
    {
        using (var transaction = _connection.BeginTransaction())
        {
            Empty(transaction);
            transaction.Commit();
        }
        if (_dialect is SqliteDialect)
        {
            Execute(null, "VACUUM");
            Execute(null, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private long? CatchUpFrom(long size, LedgerFolder folder, Func<string, string?>? standIn, CancellationToken cancellationToken)
    {
        var facets = new RecordFacets();
        var times = new List<long>();
        var (start, next) = (size, size);
        using var batches = new ReadAhead(new SegmentReader(PosixDisk.Instance, folder.Segments).ReadFrom(size));
        foreach (var stored in batches.Batches())
        {
            var index = stored.FirstIndex;
            if (times.Count == 0 && index > next)
            {
                (start, next) = (index, index); // what stood before was pruned
            }
            foreach (var entry in stored.Entries())
            {
                if (index >= next)
                {
                    facets.Read(entry.Span);
                    Take(facets, index, standIn);
                    // An entry without a time of its own stands where its neighbour does, so that a block's span stays narrow.
                    times.Add(facets.TimeMicros ?? (times.Count > 0 ? times[^1] : 0));
                    next = index + 1;
                }
                index++;
            }
            if (times.Count >= BatchRecords)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!Add(size, start, times))
                {
                    return null;
                }
                (size, start) = (next, next);
                times.Clear();
            }
        }
        return times.Count == 0 || Add(size, start, times) ? next : null;
    }

    private void Take(RecordFacets facets, long index, Func<string, string?>? standIn, bool onlyPeople = false)
    {
        for (var i = 0; i < facets.Count; i++)
        {
            var field = facets.Get(i, out var text);
            if (!RecordFacets.IsCommitment(text))
            {
                if (!onlyPeople)
                {
                    _terms.Add(field, text, index);
                }
            }
            else if (standIn?.Invoke(text.ToString()) is { } person)
            {
                _terms.Add(field, person, index);
            }
            else if (standIn is null)
            {
                _blind ??= index;
            }
        }
    }

    /// <summary>Reads how many entries are indexed; an index of another log is emptied.</summary>
    private long Size()
    {
        using var transaction = _connection.BeginTransaction();
        var head = Head(transaction);
        if (head is var (size, origin, _) && origin == _origin)
        {
            transaction.Commit();
            return size;
        }
        Empty(transaction);
        transaction.Commit();
        return 0;
    }

    private void Empty(DbTransaction transaction)
    {
        foreach (var table in new[] { "head", "term", "posting", "block", "blind" })
        {
            Execute(transaction, $"DELETE FROM {table}");
        }
        Execute(transaction, "INSERT INTO head(one, size, origin, terms, first) VALUES (1, 0, @origin, 0, 0)", ("@origin", _origin));
        _terms.Clear();
    }

    /// <summary>Adds a run of entries in one transaction; false when another node was faster: the head says so.</summary>
    private bool Add(long expected, long first, List<long> times)
    {
        using var transaction = _connection.BeginTransaction();
        if (Head(transaction) is not var (size, _, last) || size != expected)
        {
            return false;
        }
        last = WriteTouched(transaction, first, last);
        WriteBlocks(transaction, first, times);
        if (_blind is { } blind)
        {
            Execute(transaction, "INSERT INTO blind(one, first) VALUES (1, @first) ON CONFLICT DO NOTHING", ("@first", blind));
        }
        Execute(transaction, "UPDATE head SET size = @size, terms = @terms WHERE one = 1", ("@size", first + times.Count), ("@terms", last));
        if (expected == 0 && first > 0)
        {
            Execute(transaction, "UPDATE head SET first = @first WHERE one = 1", ("@first", first));
        }
        transaction.Commit();
        _terms.Settle();
        _blind = null;
        return true;
    }

    /// <summary>Writes the terms that were touched, from an entry onwards, with their lists; returns the newest term's number.</summary>
    private int WriteTouched(DbTransaction transaction, long first, int last)
    {
        _dialect.FindTerms(_connection, transaction, [.. _terms.Touched.Where(t => t.Id == 0)]);
        // In the order of the keys, so that neighbours in the tables' trees are written together.
        _terms.Touched.Sort((l, r) => l.Field != r.Field ? l.Field.CompareTo(r.Field) : string.CompareOrdinal(l.Text, r.Text));
        foreach (var term in _terms.Touched.Where(t => t.Id == 0))
        {
            term.Id = ++last;
        }
        _dialect.WritePostings(_connection, transaction, Postings(transaction, first));
        foreach (var term in _terms.Touched)
        {
            term.Settle();
        }
        _dialect.WriteTerms(_connection, transaction, _terms.Touched);
        return last;
    }

    /// <summary>Makes the lists of what was added; those of the block that was begun before go on where they end.</summary>
    private List<PostingRow> Postings(DbTransaction transaction, long first)
    {
        var begun = first / BlockSize;
        var earlier = first % BlockSize == 0
            ? []
            : _dialect.ReadPostings(_connection, transaction, begun, [.. _terms.Touched.Where(t => t.Uses > 1).Select(t => t.Id)]);
        var rows = new List<PostingRow>();
        var bits = new ulong[PostingList.Words];
        foreach (var term in _terms.Touched)
        {
            foreach (var block in term.ForLists().GroupBy(i => i / BlockSize))
            {
                Array.Clear(bits);
                if (block.Key == begun && earlier.TryGetValue(term.Id, out var data))
                {
                    PostingList.AddTo(data, bits);
                }
                foreach (var index in block)
                {
                    var place = (int)(index % BlockSize);
                    bits[place >> 6] |= 1UL << (place & 63);
                }
                rows.Add(new PostingRow(term.Id, block.Key, PostingList.Encode(bits)));
            }
        }
        rows.Sort((l, r) => l.Term != r.Term ? l.Term.CompareTo(r.Term) : l.Block.CompareTo(r.Block));
        return rows;
    }

    private void WriteBlocks(DbTransaction transaction, long first, List<long> times)
    {
        for (var done = 0; done < times.Count;)
        {
            var (block, place) = ((first + done) / BlockSize, (int)((first + done) % BlockSize));
            var here = Math.Min(BlockSize - place, times.Count - done);
            var all = place == 0 ? [] : ReadTimes(transaction, block);
            while (all.Count < place)
            {
                all.Add(times[0]); // the block begins with entries that were pruned
            }
            all.AddRange(times.GetRange(done, here));
            Execute(
                transaction,
                "INSERT INTO block(number, earliest, latest, times) VALUES (@n, @e, @l, @t) ON CONFLICT (number) DO UPDATE SET earliest = excluded.earliest, latest = excluded.latest, times = excluded.times",
                ("@n", block), ("@e", all.Min()), ("@l", all.Max()), ("@t", BlockTimes.Encode(all)));
            done += here;
        }
    }

    private List<long> ReadTimes(DbTransaction? transaction, long block)
    {
        using var command = Command(transaction, "SELECT times FROM block WHERE number = @n", ("@n", block));
        return command.ExecuteScalar() is byte[] data ? BlockTimes.Decode(data) : [];
    }

    private (long Size, string Origin, int Terms)? Head(DbTransaction transaction)
    {
        using var command = Command(transaction, _dialect.LockHead);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2)) : null;
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
