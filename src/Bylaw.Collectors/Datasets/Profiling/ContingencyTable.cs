namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Counts of pairs, and what follows from them.</summary>
internal sealed class ContingencyTable
{
    private readonly Dictionary<object, Dictionary<object, long>> _rows = [];
    private readonly Dictionary<object, long> _columns = [];
    private readonly long _total;

    /// <summary>Makes a table.</summary>
    /// <param name="cells">Feature value, target value, count above 0; each pair once.</param>
    public ContingencyTable(IEnumerable<(object X, object Y, long Count)> cells)
    {
        foreach (var (x, y, count) in cells)
        {
            if (!_rows.TryGetValue(x, out var row))
            {
                _rows[x] = row = [];
            }
            row[y] = count;
            _columns[y] = _columns.GetValueOrDefault(y) + count;
            _total += count;
        }
    }

    /// <summary>Gets how many target values there are.</summary>
    public int TargetCount => _columns.Count;

    /// <summary>Gets Cramér's V: the root of chi-square over n times the lesser side less one; 0 when a side has one value.</summary>
    public double CramersV
    {
        get
        {
            var least = Math.Min(_rows.Count, _columns.Count) - 1;
            if (least < 1)
            {
                return 0;
            }
            // chi² = n (Σ n_ij² / (n_i n_j) − 1)
            var sum = 0.0;
            foreach (var row in _rows.Values)
            {
                var rowTotal = (double)row.Values.Sum();
                sum += row.Sum(cell => cell.Value / rowTotal * cell.Value / _columns[cell.Key]);
            }
            return Math.Min(1, Math.Sqrt(Math.Max(0, sum - 1) / least));
        }
    }

    /// <summary>Gets how much better than the overall majority the majority of the row's cell names the target, each row left out of its own vote.</summary>
    public double PredictivePower
    {
        get
        {
            var baseline = (double)_columns.Values.Max() / _total;
            if (baseline >= 1)
            {
                return 0;
            }
            long right = 0;
            foreach (var row in _rows.Values)
            {
                var ordered = row.Values.OrderDescending().Take(2).ToArray();
                var second = ordered.Length > 1 ? ordered[1] : 0;
                right += ordered[0] - 1 > second ? ordered[0] : 0; // only the majority class can outvote the others without the row itself
            }
            return Math.Max(0, (((double)right / _total) - baseline) / (1 - baseline));
        }
    }
}
