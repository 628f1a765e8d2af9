using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Detection;
using Bylaw.Detection.Columns;
using Bylaw.Detection.Encryption;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>Scans every value of a table: samples of distinct values settle each column's type and protection, the full pass finds what hides in single rows.</summary>
public sealed class TableScan
{
    private const double Proven = 0.75; // one value with this score is a violation by itself

    private readonly Detector _detector;
    private readonly ScanOptions _options;

    /// <summary>Makes a scan.</summary>
    /// <param name="options">What to look for and where to stop.</param>
    public TableScan(ScanOptions options) => (_options, _detector) = (options, new Detector(options.Detector));

    /// <summary>Scans a table.</summary>
    /// <param name="table">The table; read once.</param>
    /// <param name="result">Where to put what is found.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void Run(ITable table, ScanResult result, CancellationToken cancellationToken)
    {
        var states = table.Columns.Select(c => new ColumnScan(new ColumnResult(c), _detector)).ToArray();
        result.Columns.AddRange(states.Select(s => s.Result));
        try
        {
            ScanRows(table, states, result, cancellationToken);
        }
        catch (TableException error)
        {
            result.Miss(error.Reason, result.Rows == 0 ? error.Message : $"{error.Message} after {result.Rows} rows");
        }
        Judge(table, states, result, cancellationToken);
        ScanNames(result);
        result.Bytes = states.Sum(s => s.Bytes);
    }

    /// <summary>Scans one batch of rows while the next is read.</summary>
    private void ScanRows(ITable table, ColumnScan[] columns, ScanResult result, CancellationToken cancellationToken)
    {
        using var reader = table.OpenBatches(cancellationToken);
        var (batch, next) = (new RowBatch(columns.Length), new RowBatch(columns.Length));
        var left = _options.MaxRows > 0 ? _options.MaxRows : long.MaxValue;
        var reading = Start(reader, batch, left, cancellationToken);
        try
        {
            while (true)
            {
                var (more, fault) = reading.GetAwaiter().GetResult();
                var bytes = reader.BytesRead;
                if (batch.Rows > left)
                {
                    batch.DropLast();
                    more = false;
                    result.Miss(GapReason.Limit, $"only the first {_options.MaxRows} rows were scanned");
                }
                left -= batch.Rows;
                if (more)
                {
                    reading = Start(reader, next, left, cancellationToken);
                }
                var first = result.Rows + 1;
                Parallel.For(0, columns.Length, c => columns[c].Scan(batch.Columns[c], first));
                result.Rows += batch.Rows;
                _options.Progress?.Invoke(new(result.Rows, bytes));
                if (fault is not null)
                {
                    throw fault;
                }
                if (!more)
                {
                    return;
                }
                (batch, next) = (next, batch);
            }
        }
        finally
        {
            Task.WhenAny(reading).GetAwaiter().GetResult(); // nobody reads from what is closed
        }
    }

    /// <summary>Starts to read a batch, and one row more than may be scanned, which tells that there are more.</summary>
    /// <returns>Whether rows are left, and what went wrong after those that stand in the batch.</returns>
    private static Task<(bool More, TableException? Fault)> Start(IBatchReader reader, RowBatch batch, long left, CancellationToken cancellationToken)
    {
        batch.Clear();
        batch.Limit = (int)Math.Min(left, int.MaxValue - 1) + 1;
        return Task.Run(() =>
        {
            try
            {
                return (reader.Read(batch, cancellationToken), (TableException?)null);
            }
            catch (TableException error)
            {
                return (false, error);
            }
        });
    }

    /// <summary>Scans the names of the columns: where a file has no header its first row stands there, and a record may have addresses for keys.</summary>
    private void ScanNames(ScanResult result)
    {
        foreach (var finding in _detector.Scan(string.Join("\n\n", result.Columns.Select(c => c.Name))))
        {
            result.Counts[finding.Type] = result.Counts.GetValueOrDefault(finding.Type) + 1;
        }
    }

    private static void Judge(ITable table, ColumnScan[] states, ScanResult result, CancellationToken cancellationToken)
    {
        var clear = states.SelectMany(s => s.Sample.Take(500)).ToList();
        foreach (var state in states)
        {
            var column = state.Result;
            if (table.Unreadable.TryGetValue(column.Name, out var why))
            {
                column.IsUnreadable = true;
                var encrypted = why.StartsWith("encrypted", StringComparison.Ordinal);
                column.Verdict = encrypted ? "ENCRYPTED" : "UNKNOWN";
                column.Reason = encrypted ? $"Parquet modular encryption{why["encrypted".Length..]}" : why;
                if (!encrypted)
                {
                    result.Miss(GapReason.Malformed, $"column {column.Name}: {why}");
                }
                continue;
            }
            column.Type = ColumnTypes.Infer(column.Name, state.Sample)?.Type;
            var protection = ColumnJudge.Judge(column.Name, state.Sample, clear.Except(state.Sample), cancellationToken: cancellationToken);
            (column.Verdict, column.Reason) = (ColumnProtection.Name(protection.Verdict), protection.Reason);
            state.DropChance();
            if (protection.Verdict != EncryptionVerdict.Violation && column.Counts.Keys.FirstOrDefault(t => column.Scores[t] >= Proven) is { } proven)
            {
                column.Verdict = "VIOLATION";
                column.Reason = $"{column.Counts[proven]} of {column.Values} values are {proven} in the clear";
            }
            foreach (var type in protection.Types.Where(t => !column.Counts.ContainsKey(t)))
            {
                column.Counts[type] = column.Type == type ? column.Values : 0; // seen behind an encoding, or by the column as a whole
                column.Scores[type] = 0.9;
            }
            foreach (var (type, count) in column.Counts)
            {
                result.Counts[type] = result.Counts.GetValueOrDefault(type) + count;
            }
        }
        if (table.RejectedRows > 0)
        {
            result.Miss(GapReason.Malformed, $"{(table.RejectedRows == 1 ? "1 row does" : $"{table.RejectedRows} rows do")} not fit the table (ragged, or not valid UTF-8): looked at as plain text alone");
        }
    }
}
