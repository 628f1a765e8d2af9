namespace Bylaw.Detection.Scanning;

/// <summary>Settles which reading of the same bytes is reported.</summary>
internal static class Overlaps
{
    /// <summary>Keeps the best reading where several overlap and names the others under it; ordered by place.</summary>
    public static List<Finding> Resolve(List<Finding> found)
    {
        if (found.Count < 2)
        {
            return found;
        }
        Order(found);
        var kept = new List<Finding>(found.Count);
        foreach (var finding in found)
        {
            if (kept.Count == 0 || finding.Start >= kept[^1].End)
            {
                kept.Add(finding);
                continue;
            }
            var held = kept[^1];
            var better = finding.Score > held.Score || (finding.Score == held.Score && finding.Length > held.Length);
            var (winner, loser) = better ? (finding, held) : (held, finding);
            var others = new List<string>(winner.OtherTypes);
            Add(others, loser.Type, winner.Type);
            for (var i = 0; i < loser.OtherTypes.Count; i++)
            {
                Add(others, loser.OtherTypes[i], winner.Type);
            }
            kept[^1] = others.Count == winner.OtherTypes.Count ? winner : winner with { OtherTypes = others };
        }
        return kept;
    }

    private static void Add(List<string> others, string type, string winner)
    {
        if (type != winner && !others.Contains(type))
        {
            others.Add(type);
        }
    }

    /// <summary>Findings come nearly in order: most moves are short, and when they are not a general sort takes over.</summary>
    private static void Order(List<Finding> found)
    {
        var list = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(found);
        var moves = 0;
        for (var i = 1; i < list.Length; i++)
        {
            var finding = list[i];
            var at = i;
            while (at > 0 && Compare(list[at - 1], finding) > 0)
            {
                list[at] = list[at - 1];
                at--;
            }
            list[at] = finding;
            if ((moves += i - at) > 16 * list.Length)
            {
                found.Sort(Compare);
                return;
            }
        }
    }

    private static int Compare(Finding a, Finding b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length);
}
