namespace Bylaw.Detection.Scanning;

/// <summary>Settles which reading of the same bytes is reported.</summary>
internal static class Overlaps
{
    /// <summary>Keeps the best reading where several overlap and names the others under it; ordered by place.</summary>
    /// <param name="found">Findings in any order; shortened and ordered in place, so that a dense text costs no second list.</param>
    public static void Resolve(List<Finding> found)
    {
        if (found.Count < 2)
        {
            return;
        }
        Order(found);
        var kept = 1;
        for (var n = 1; n < found.Count; n++)
        {
            var finding = found[n];
            var held = found[kept - 1];
            if (finding.Start >= held.End)
            {
                found[kept++] = finding;
                continue;
            }
            var better = finding.Score > held.Score || (finding.Score == held.Score && finding.Length > held.Length);
            var (winner, loser) = better ? (finding, held) : (held, finding);
            var others = new List<string>(winner.OtherTypes);
            Add(others, loser.Type, winner.Type);
            for (var i = 0; i < loser.OtherTypes.Count; i++)
            {
                Add(others, loser.OtherTypes[i], winner.Type);
            }
            found[kept - 1] = others.Count == winner.OtherTypes.Count ? winner : winner with { OtherTypes = others };
        }
        found.RemoveRange(kept, found.Count - kept);
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
