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
        found.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length));
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
            kept[^1] = winner with { OtherTypes = winner.OtherTypes.Append(loser.Type).Concat(loser.OtherTypes).Where(t => t != winner.Type).Distinct().ToArray() };
        }
        return kept;
    }
}
