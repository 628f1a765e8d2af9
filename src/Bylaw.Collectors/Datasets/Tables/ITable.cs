namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Something with named columns whose rows can be read as text, once from start to end.</summary>
public interface ITable : IDisposable
{
    /// <summary>Gets the column names in order.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Gets the columns that cannot be read, with the reason; they hold null in every row.</summary>
    IReadOnlyDictionary<string, string> Unreadable { get; }

    /// <summary>Gets the SQL types of the columns whose source declares another than text, by name; BLOB stands for bytes, read as base64.</summary>
    IReadOnlyDictionary<string, string> Types => System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets rows that had to be left out so far.</summary>
    long RejectedRows { get; }

    /// <summary>Reads all rows.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One array a row, reused between rows: null for SQL null, else the value as text.</returns>
    /// <exception cref="TableException">The source is damaged, too large in one place, or was lost.</exception>
    IEnumerable<string?[]> Rows(CancellationToken cancellationToken);

    /// <summary>Opens the rows to be read in batches.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="TableException">The source cannot be read.</exception>
    IBatchReader OpenBatches(CancellationToken cancellationToken) => new RowBatchReader(Rows(cancellationToken).GetEnumerator());
}
