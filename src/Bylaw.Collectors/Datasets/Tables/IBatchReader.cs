namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads the rows of a table, once from start to end, a batch at a time.</summary>
public interface IBatchReader : IDisposable
{
    /// <summary>Gets how many bytes of the source were read so far; 0 where that is not known.</summary>
    long BytesRead => 0;

    /// <summary>Fills an empty batch until it is full or no row is left.</summary>
    /// <param name="batch">Where the rows go; those read before a fault stand in it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>False when no row is left after these.</returns>
    /// <exception cref="TableException">The source is damaged, too large in one place, or was lost.</exception>
    bool Read(RowBatch batch, CancellationToken cancellationToken);
}
