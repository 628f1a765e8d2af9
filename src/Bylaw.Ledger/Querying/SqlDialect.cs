using System.Data.Common;

namespace Bylaw.Ledger.Querying;

/// <summary>A list of places as a row.</summary>
/// <param name="Term">The value's number.</param>
/// <param name="Block">The block of entries.</param>
/// <param name="Data">What <see cref="PostingList"/> wrote.</param>
internal readonly record struct PostingRow(int Term, long Block, byte[] Data);

/// <summary>Where the databases differ: opening, tables, and reading and writing many rows.</summary>
internal abstract class SqlDialect
{
    public abstract DbConnection Open();

    /// <summary>Statements that make the tables when they are absent.</summary>
    public abstract string Tables { get; }

    /// <summary>Keeps other nodes from making the tables at the same time; null where that cannot happen.</summary>
    public virtual string? LockTables => null;

    /// <summary>Reads the head row and keeps others from writing until the transaction ends.</summary>
    public abstract string LockHead { get; }

    /// <summary>Fills in number, uses and first entry of those terms that the index has.</summary>
    public abstract void FindTerms(DbConnection connection, DbTransaction transaction, List<Term> terms);

    /// <summary>Writes terms, new and changed.</summary>
    public abstract void WriteTerms(DbConnection connection, DbTransaction transaction, List<Term> terms);

    /// <summary>Reads the lists of some terms in one block.</summary>
    public abstract Dictionary<int, byte[]> ReadPostings(DbConnection connection, DbTransaction transaction, long block, List<int> terms);

    /// <summary>Writes lists, new and changed.</summary>
    public abstract void WritePostings(DbConnection connection, DbTransaction transaction, List<PostingRow> rows);
}
