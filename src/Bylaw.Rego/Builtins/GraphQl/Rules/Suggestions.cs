namespace Bylaw.Rego.Builtins.GraphQl.Rules;

/// <summary>Finds names that were likely meant.</summary>
internal static class Suggestions
{
    /// <summary>Writes <c> Did you mean "A", "B", or "C"?</c>, or nothing when no name is near.</summary>
    internal static string DidYouMean(string prefix, string typed, IEnumerable<string> options, bool areQuoted = true)
    {
        var near = Near(typed, options);
        return near.Count == 0 ? "" : $" {prefix} {OrList(areQuoted ? near.Select(n => $"\"{n}\"") : near)}?";
    }

    /// <summary>Writes <c>A, B, or C</c>, at most five.</summary>
    internal static string OrList(IEnumerable<string> items)
    {
        var shown = items.Take(5).ToList();
        return shown.Count switch
        {
            1 => shown[0],
            2 => $"{shown[0]} or {shown[1]}",
            _ => $"{string.Join(", ", shown.SkipLast(1))}, or {shown[^1]}",
        };
    }

    private static List<string> Near(string typed, IEnumerable<string> options)
    {
        var threshold = (int)Math.Floor(typed.Length * 0.4) + 1;
        return options
            .Select(o => (Name: o, Distance: Distance(typed, o)))
            .Where(o => o.Distance <= threshold)
            .OrderBy(o => o.Distance)
            .Select(o => o.Name)
            .ToList();
    }

    private static int Distance(string left, string right)
    {
        if (left == right)
        {
            return 0;
        }
        var (a, b) = (left.ToLowerInvariant(), right.ToLowerInvariant());
        // A name in the wrong case is one slip, however many letters it changes.
        return a == b ? 1 : Levenshtein(a, b);
    }

    private static int Levenshtein(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, substituted);
            }
            previous = current;
        }
        return previous[b.Length];
    }
}
