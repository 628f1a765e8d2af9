namespace Bylaw.Rego.Syntax;

/// <summary>Finds what somebody may have meant by a word that is not known.</summary>
internal static class Spelling
{
    /// <summary>Returns the one candidate that differs by at most two edits (one for short words); null when none or several do.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="candidates">The words that are known.</param>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is < 3 or > 64)
        {
            return null;
        }
        var limit = word.Length <= 4 ? 1 : 2;
        string? best = null;
        var bestDistance = limit + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > limit)
            {
                continue;
            }
            var distance = Distance(word, candidate);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
            else if (distance == bestDistance && best != candidate)
            {
                best = null;
            }
        }
        return bestDistance == 0 ? null : best;
    }

    // Edits: insert, remove, replace, and swap two neighbours.
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        var row = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
            (before, above, row) = (above, row, before);
        }
        return above[b.Length];
    }
}
