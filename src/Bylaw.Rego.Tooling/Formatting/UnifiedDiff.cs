using System.Text;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Compares two texts by line and writes the difference in the unified form that <c>patch</c> reads.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Writes the difference.</summary>
    /// <param name="name">What both sides are called.</param>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <returns>The difference; empty when the texts are the same.</returns>
    public static string Write(string name, string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before == after)
        {
            return "";
        }
        var a = Lines(before);
        var b = Lines(after);
        var edits = Compare(a, b);
        var output = new StringBuilder().Append("--- ").Append(name).Append("\n+++ ").Append(name).Append('\n');
        for (var i = 0; i < edits.Count;)
        {
            if (edits[i].Sign == ' ')
            {
                i++;
                continue;
            }
            var start = Math.Max(0, i - Context);
            var end = i;
            for (var quiet = 0; end < edits.Count && quiet <= 2 * Context; end++)
            {
                quiet = edits[end].Sign == ' ' ? quiet + 1 : 0;
            }
            var tail = 0;
            while (end > i && edits[end - 1].Sign == ' ')
            {
                end--;
                tail++;
            }
            end = Math.Min(edits.Count, end + Math.Min(tail, Context));
            WriteHunk(output, edits, start, end);
            i = end;
        }
        return output.ToString();
    }

    /// <summary>Lists the runs of lines that differ.</summary>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <returns>The runs in order; empty when the texts are the same.</returns>
    public static IReadOnlyList<LineChange> Changes(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new List<LineChange>();
        if (before == after)
        {
            return changes;
        }
        var edits = Compare(Lines(before), Lines(after));
        var line = 0;
        for (var i = 0; i < edits.Count;)
        {
            if (edits[i].Sign == ' ')
            {
                line++;
                i++;
                continue;
            }
            var text = new StringBuilder();
            var removed = 0;
            for (; i < edits.Count && edits[i].Sign != ' '; i++)
            {
                removed += edits[i].Sign == '-' ? 1 : 0;
                text.Append(edits[i].Sign == '+' ? edits[i].Line : "");
            }
            changes.Add(new LineChange(line, removed, text.ToString()));
            line += removed;
        }
        return changes;
    }

    private static void WriteHunk(StringBuilder output, List<(char Sign, string Line)> edits, int start, int end)
    {
        var oldStart = edits.Take(start).Count(e => e.Sign != '+');
        var newStart = edits.Take(start).Count(e => e.Sign != '-');
        var hunk = edits[start..end];
        var oldCount = hunk.Count(e => e.Sign != '+');
        var newCount = hunk.Count(e => e.Sign != '-');
        output.Append("@@ -").Append(oldCount == 0 ? oldStart : oldStart + 1).Append(',').Append(oldCount)
            .Append(" +").Append(newCount == 0 ? newStart : newStart + 1).Append(',').Append(newCount).Append(" @@\n");
        foreach (var (sign, line) in hunk)
        {
            output.Append(sign).Append(line);
            if (!line.EndsWith('\n'))
            {
                output.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var end = text.IndexOf('\n', i);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[i..end]);
            i = end;
        }
        return lines;
    }

    // The longest common subsequence; what both texts begin and end with is set aside first. Past a bound the
    // middle is told as one replacement, so that two long and unlike texts cost neither time nor memory.
    private static List<(char Sign, string Line)> Compare(List<string> a, List<string> b)
    {
        var head = 0;
        while (head < a.Count && head < b.Count && a[head] == b[head])
        {
            head++;
        }
        var tail = 0;
        while (tail < a.Count - head && tail < b.Count - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }
        var edits = new List<(char, string)>(a.Take(head).Select(l => (' ', l)));
        edits.AddRange(Middle(a[head..^tail], b[head..^tail]));
        edits.AddRange(a.Skip(a.Count - tail).Select(l => (' ', l)));
        return edits;
    }

    private static IEnumerable<(char Sign, string Line)> Middle(List<string> a, List<string> b)
    {
        const int maxCells = 4_000_000;
        if ((long)a.Count * b.Count > maxCells)
        {
            return a.Select(l => ('-', l)).Concat(b.Select(l => ('+', l)));
        }
        var common = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        var edits = new List<(char, string)>();
        var (x, y) = (0, 0);
        while (x < a.Count || y < b.Count)
        {
            if (x < a.Count && y < b.Count && a[x] == b[y])
            {
                edits.Add((' ', a[x++]));
                y++;
            }
            else if (y == b.Count || (x < a.Count && common[x + 1, y] >= common[x, y + 1]))
            {
                edits.Add(('-', a[x++]));
            }
            else
            {
                edits.Add(('+', b[y++]));
            }
        }
        return edits;
    }
}

/// <summary>A run of lines that another text takes the place of.</summary>
/// <param name="LineIndex">The first line, from 0.</param>
/// <param name="LineCount">How many lines go; 0 to insert.</param>
/// <param name="NewText">What takes their place, line breaks included; empty to remove.</param>
public sealed record LineChange(int LineIndex, int LineCount, string NewText);
