namespace Bylaw.Manifest;

/// <summary>Finds the word that was likely meant.</summary>
public static class NearWord
{
    /// <summary>Finds the nearest word: at most two edits away, and at most a third of its letters.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What could have been meant.</param>
    /// <returns>One word, or null when none is near.</returns>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        return candidates
            .Select(c => (Word: c, Distance: Distance(word, c)))
            .Where(c => c.Distance <= 2 && c.Distance * 3 <= Math.Max(3, Math.Max(word.Length, c.Word.Length)))
            .OrderBy(c => c.Distance).ThenBy(c => c.Word, StringComparer.Ordinal)
            .Select(c => c.Word)
            .FirstOrDefault();
    }

    /// <summary>Counts insertions, deletions, replacements and exchanges of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }
                var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, rows[i - 2, j - 2] + 1);
                }
                rows[i, j] = best;
            }
        }
        return rows[a.Length, b.Length];
    }
}
