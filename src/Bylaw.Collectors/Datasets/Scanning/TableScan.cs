using System.Text;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Detection;
using Bylaw.Detection.Columns;
using Bylaw.Detection.Encryption;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>Scans every value of a table: samples of distinct values settle each column's type and protection, the full pass finds what hides in single rows.</summary>
public sealed class TableScan
{
    private const int BatchRows = 2048;
    private const int SampleValues = 4000;
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
        var states = table.Columns.Select(c => new ColumnState(new ColumnResult(c))).ToArray();
        result.Columns.AddRange(states.Select(s => s.Result));
        try
        {
            foreach (var row in table.Rows(cancellationToken))
            {
                if (_options.MaxRows > 0 && result.Rows >= _options.MaxRows)
                {
                    result.Miss(GapReason.Limit, $"only the first {_options.MaxRows} rows were scanned");
                    break;
                }
                result.Rows++;
                for (var c = 0; c < states.Length; c++)
                {
                    states[c].Add(row[c], result.Rows);
                }
                if (result.Rows % BatchRows == 0)
                {
                    ScanBatch(states);
                    _options.Progress?.Invoke(result.Rows);
                }
            }
        }
        catch (TableException error)
        {
            result.Miss(error.Reason, result.Rows == 0 ? error.Message : $"{error.Message} after {result.Rows} rows");
        }
        ScanBatch(states);
        Judge(table, states, result, cancellationToken);
        result.Bytes = states.Sum(s => s.Bytes);
    }

    private void ScanBatch(ColumnState[] states) => Parallel.ForEach(states, state => state.Scan(_detector));

    private static void Judge(ITable table, ColumnState[] states, ScanResult result, CancellationToken cancellationToken)
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

    private sealed class ColumnState(ColumnResult result)
    {
        private readonly List<string> _batch = new(BatchRows);
        private readonly List<long> _rows = new(BatchRows);
        private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);
        private readonly MemoryStream _text = new();
        private readonly List<Finding> _found = [];

        public ColumnResult Result { get; } = result;

        /// <summary>Distinct values seen first, with the repetitions that deterministic encryption would show.</summary>
        public List<string> Sample { get; } = [];

        public long Bytes { get; private set; }

        public void Add(string? value, long row)
        {
            if (string.IsNullOrEmpty(value))
            {
                return;
            }
            Result.Values++;
            if (Sample.Count < SampleValues && (_distinct.Add(value) || Sample.Count < 500))
            {
                Sample.Add(value);
            }
            _batch.Add(value);
            _rows.Add(row);
        }

        public void Scan(Detector detector)
        {
            // One text for the batch: the scanner is made for long runs, and a line end keeps values apart.
            _text.SetLength(0);
            var ends = new int[_batch.Count];
            for (var i = 0; i < _batch.Count; i++)
            {
                _text.Write(Encoding.UTF8.GetBytes(_batch[i]));
                ends[i] = (int)_text.Length;
                _text.Write("\n\n"u8);
            }
            Bytes += _text.Length;
            detector.Scan(_text.GetBuffer().AsSpan(0, (int)_text.Length), _found);
            foreach (var finding in _found)
            {
                var at = Array.BinarySearch(ends, finding.Start + 1);
                var row = _rows[at < 0 ? ~at : at];
                Result.Counts[finding.Type] = Result.Counts.GetValueOrDefault(finding.Type) + 1;
                Result.Scores[finding.Type] = Math.Max(Result.Scores.GetValueOrDefault(finding.Type), finding.Score);
                if (Result.FirstRows.Count < 10)
                {
                    Result.FirstRows.Add(row);
                }
            }
            _batch.Clear();
            _rows.Clear();
        }

        /// <summary>Drops types that a column of plain numbers passes by chance: fewer of its values than a check digit lets through.</summary>
        public void DropChance()
        {
            var numbers = Sample.Count(v => v.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0);
            if (Sample.Count < 5 || numbers < Sample.Count * 0.9)
            {
                return;
            }
            foreach (var type in Result.Counts.Keys.Where(t => t != Result.Type && Result.Counts[t] < Result.Values * 0.5).ToList())
            {
                Result.Counts.Remove(type);
                Result.Scores.Remove(type);
            }
            if (Result.Counts.Count == 0)
            {
                Result.FirstRows.Clear();
            }
        }
    }
}
