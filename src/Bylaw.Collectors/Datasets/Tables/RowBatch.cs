namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Rows of a table, held column by column as UTF-8, to be filled and looked at again and again.</summary>
/// <param name="columns">How many columns the table has.</param>
public sealed class RowBatch(int columns)
{
    private const int MostRows = 1 << 15;
    private const int MostBytes = 4 << 20;

    private readonly ColumnBatch[] _columns = [.. Enumerable.Range(0, columns).Select(_ => new ColumnBatch())];
    private int _bytes;

    /// <summary>Gets the values of each column; all hold as many as there are rows.</summary>
    public IReadOnlyList<ColumnBatch> Columns => _columns;

    /// <summary>Gets how many rows stand in the batch.</summary>
    public int Rows { get; private set; }

    /// <summary>Gets or sets how many rows may stand in it; at most 32,768.</summary>
    public int Limit { get; set; } = MostRows;

    /// <summary>Gets a value indicating whether no row should be added: the limit is reached, or 4 MiB.</summary>
    public bool IsFull => Rows >= Math.Min(Limit, MostRows) || _bytes >= MostBytes;

    /// <summary>Takes all rows out.</summary>
    public void Clear()
    {
        (Rows, _bytes) = (0, 0);
        foreach (var column in _columns)
        {
            column.Clear();
        }
    }

    /// <summary>Takes the last row out.</summary>
    public void DropLast()
    {
        Rows--;
        foreach (var column in _columns)
        {
            column.DropLast();
        }
    }

    /// <summary>Ends a row, of which one value was added to each column.</summary>
    public void EndRow()
    {
        Rows++;
        _bytes = 0;
        foreach (var column in _columns)
        {
            _bytes += column.Text.Length;
        }
    }
}
