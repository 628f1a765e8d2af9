using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bylaw.Packs;

namespace Bylaw.History;

/// <summary>Writes the difference of two sets of files as a unified diff.</summary>
internal static class LineDiff
{
    private const int Context = 3;
    private const int MaxCells = 4_000_000;

    /// <summary>Compares files by name; empty when nothing differs.</summary>
    public static string OfFiles(ImmutableArray<PolicyFile> before, ImmutableArray<PolicyFile> after)
    {
        var (old, now) = (before.ToDictionary(f => f.Name), after.ToDictionary(f => f.Name));
        var text = new StringBuilder();
        foreach (var name in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            var (a, b) = (old.GetValueOrDefault(name), now.GetValueOrDefault(name));
            if (a?.Sha256 != b?.Sha256)
            {
                text.Append(CultureInfo.InvariantCulture, $"--- {(a is null ? "/dev/null" : "a/" + name)}\n+++ {(b is null ? "/dev/null" : "b/" + name)}\n");
                Write(text, Lines(a), Lines(b));
            }
        }
        return text.ToString();
    }

    /// <summary>Compares two values, one line each.</summary>
    public static string OfValue(string name, string? before, string? after) =>
        $"--- a/{name}\n+++ b/{name}\n@@ @@\n{(before is null ? "" : $"-{before}\n")}{(after is null ? "" : $"+{after}\n")}";

    private static string[] Lines(PolicyFile? file)
    {
        if (file is null || file.Content.IsEmpty)
        {
            return [];
        }
        var lines = Encoding.UTF8.GetString(file.Content.Span).Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static void Write(StringBuilder text, string[] a, string[] b)
    {
        var edits = Edits(a, b);
        for (var i = 0; i < edits.Count;)
        {
            if (edits[i].Kind == ' ')
            {
                i++;
                continue;
            }
            // A hunk runs on while the next change is near enough for their contexts to touch.
            var (first, last) = (i, i);
            for (var j = i; j < edits.Count && j - last <= 2 * Context; j++)
            {
                last = edits[j].Kind == ' ' ? last : j;
            }
            var (from, to) = (Math.Max(0, first - Context), Math.Min(edits.Count - 1, last + Context));
            var hunk = edits.GetRange(from, to - from + 1);
            text.Append(CultureInfo.InvariantCulture, $"@@ -{edits[from].Old + 1},{hunk.Count(e => e.Kind != '+')} +{edits[from].New + 1},{hunk.Count(e => e.Kind != '-')} @@\n");
            foreach (var (kind, line, _, _) in hunk)
            {
                text.Append(kind).Append(line).Append('\n');
            }
            i = to + 1;
        }
    }

    /// <summary>The edits that lead from one text to the other, by longest common subsequence between common head and tail.</summary>
    private static List<(char Kind, string Line, int Old, int New)> Edits(string[] a, string[] b)
    {
        var head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head])
        {
            head++;
        }
        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }
        var (rows, columns) = (a.Length - head - tail, b.Length - head - tail);
        var edits = new List<(char, string, int, int)>();
        for (var k = 0; k < head; k++)
        {
            edits.Add((' ', a[k], k, k));
        }
        // Too much to compare line by line: all of the old goes, all of the new comes, which is true as well.
        var common = (long)rows * columns <= MaxCells ? Common(a, b, head, rows, columns) : new int[1, 1];
        var (i, j) = (0, 0);
        var compared = common.Length > 1;
        while (i < rows || j < columns)
        {
            if (compared && i < rows && j < columns && a[head + i] == b[head + j])
            {
                edits.Add((' ', a[head + i], head + i++, head + j++));
            }
            else if (i < rows && (!compared || j == columns || common[i + 1, j] >= common[i, j + 1]))
            {
                edits.Add(('-', a[head + i], head + i++, head + j));
            }
            else
            {
                edits.Add(('+', b[head + j], head + i, head + j++));
            }
        }
        for (var k = 0; k < tail; k++)
        {
            edits.Add((' ', a[a.Length - tail + k], a.Length - tail + k, b.Length - tail + k));
        }
        return edits;
    }

    private static int[,] Common(string[] a, string[] b, int head, int rows, int columns)
    {
        var table = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                table[i, j] = a[head + i] == b[head + j] ? table[i + 1, j + 1] + 1 : Math.Max(table[i + 1, j], table[i, j + 1]);
            }
        }
        return table;
    }
}
