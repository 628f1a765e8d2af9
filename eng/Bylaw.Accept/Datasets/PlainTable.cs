namespace Bylaw.Accept.Datasets;

/// <summary>A table in memory, counted with plain loops: the twin that the collector's SQL is held equal to.</summary>
internal sealed class PlainTable
{
    private static readonly HashSet<string> _tokens = ["?", "NA", "N/A", "n/a", "NULL", "null", "None", "NaN", "nan", "-999"];

    private readonly List<string[]> _rows = [];

    private PlainTable(string[] names) => Names = names;

    public string[] Names { get; }

    public int RowCount => _rows.Count;

    /// <summary>Reads a file of quoted or plain values.</summary>
    public static PlainTable Read(string path, string delimiter, string[] names)
    {
        var lines = File.ReadAllLines(path).Where(l => l.Trim().Length > 0).ToList();
        var table = new PlainTable(names.Length > 0 ? names : Cut(lines[0], delimiter[0]));
        table._rows.AddRange(lines.Skip(names.Length > 0 ? 0 : 1).Select(l => Cut(l, delimiter[0])));
        return table;
    }

    public long Nulls(string name) => Values(name).LongCount(v => v.Length == 0);

    public long NullTokens(string name) => Values(name).LongCount(_tokens.Contains);

    public long Distinct(string name) => Values(name).Where(v => v.Length > 0).Distinct().LongCount();

    public long Duplicates() => _rows.Count - _rows.Select(r => string.Join('\u001f', r)).Distinct().LongCount();

    public Dictionary<string, long> Counts(string name) => Values(name).Where(v => v.Length > 0).GroupBy(v => v).ToDictionary(g => g.Key, g => g.LongCount());

    /// <summary>Returns the quantile between the two nearest values, as numpy's default does.</summary>
    public double? Quantile(string name, double share)
    {
        var numbers = new List<double>();
        foreach (var value in Values(name).Where(v => v.Length > 0))
        {
            if (!double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }
            numbers.Add(number);
        }
        if (numbers.Count == 0)
        {
            return null;
        }
        numbers.Sort();
        var at = share * (numbers.Count - 1);
        var below = (int)Math.Floor(at);
        return numbers[below] + ((at - below) * (numbers[Math.Min(below + 1, numbers.Count - 1)] - numbers[below]));
    }

    private IEnumerable<string> Values(string name)
    {
        var at = Array.IndexOf(Names, name);
        return _rows.Select(r => r[at]);
    }

    private static string[] Cut(string line, char delimiter)
    {
        var parts = new List<string>();
        var (part, quoted) = (new System.Text.StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == delimiter && !quoted)
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }
        parts.Add(part.ToString().Trim());
        return [.. parts];
    }
}
