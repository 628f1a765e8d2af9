using System.Globalization;
using System.Text;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Tells whether the first line of a text file holds names, where somebody gives names and does not say.</summary>
internal static class HeaderLine
{
    private const int HeadBytes = 64 << 10;
    private const int MaxRows = 50;

    /// <summary>True when the first line is the given names, or holds words over columns of numbers and no number itself.</summary>
    /// <param name="path">The file; one that cannot be read has no header here, and says so where it is read.</param>
    /// <param name="delimiter">What parts values; null to take the usual sign that stands most often.</param>
    /// <param name="names">The given names.</param>
    public static bool Is(string path, string? delimiter, IReadOnlyList<string> names)
    {
        var lines = Head(path);
        if (lines.Count == 0)
        {
            return false;
        }
        var sign = delimiter ?? new[] { ",", ";", "\t", "|" }.MaxBy(d => lines[0].Split(d).Length)!;
        var first = Cells(lines[0], sign);
        if (first.Count >= names.Count && names.Zip(first).All(p => Plain(p.First) == Plain(p.Second)))
        {
            return true;
        }
        var rows = lines.Skip(1).Take(MaxRows).Select(l => Cells(l, sign)).Where(r => r.Count == first.Count).ToList();
        return rows.Count > 0 && !first.Exists(IsNumber) &&
            Enumerable.Range(0, first.Count).Any(c => first[c].Length > 0 && rows.Exists(r => r[c].Length > 0) && rows.TrueForAll(r => r[c].Length == 0 || IsNumber(r[c])));
    }

    private static List<string> Head(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[HeadBytes];
            var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var lines = Encoding.UTF8.GetString(bytes, 0, count).TrimStart('\uFEFF').Split('\n').Select(l => l.TrimEnd('\r')).ToList();
            if (count == bytes.Length)
            {
                lines.RemoveAt(lines.Count - 1); // cut
            }
            return [.. lines.Where(l => l.Length > 0)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static List<string> Cells(string line, string sign)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && string.CompareOrdinal(line, i, sign, 0, sign.Length) == 0)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                i += sign.Length - 1;
            }
            else
            {
                cell.Append(line[i]);
            }
        }
        cells.Add(cell.ToString().Trim());
        return cells;
    }

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>A name without what people write in one way or another: case, blanks, hyphens, underscores, stops.</summary>
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
