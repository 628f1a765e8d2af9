namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads in batches what a table gives row by row.</summary>
/// <param name="rows">The rows; disposed with the reader.</param>
internal sealed class RowBatchReader(IEnumerator<string?[]> rows) : IBatchReader
{
    /// <inheritdoc/>
    public bool Read(RowBatch batch, CancellationToken cancellationToken)
    {
        while (!batch.IsFull)
        {
            if (!rows.MoveNext())
            {
                return false;
            }
            for (var c = 0; c < batch.Columns.Count; c++)
            {
                batch.Columns[c].Add(rows.Current[c]);
            }
            batch.EndRow();
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => rows.Dispose();
}
