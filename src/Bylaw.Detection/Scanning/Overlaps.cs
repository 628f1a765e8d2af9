using System.Runtime.InteropServices;

namespace Bylaw.Detection.Scanning;

/// <summary>Settles which reading of the same bytes is reported.</summary>
internal static class Overlaps
{
    /// <summary>Drops what scores too little, keeps the best reading where several overlap and names the others under it; ordered by place.</summary>
    /// <param name="found">Findings in any order; shortened and ordered in place, so that a dense text costs no second list.</param>
    /// <param name="threshold">The least score that stays.</param>
    public static void Resolve(List<Finding> found, double threshold)
    {
        var list = CollectionsMarshal.AsSpan(found);
        var (count, end, apart) = (0, 0, true);
        for (var n = 0; n < list.Length; n++)
        {
            ref readonly var finding = ref list[n];
            if (finding.Score < threshold)
            {
                continue;
            }
            apart &= finding.Start >= end;
            end = finding.Start + finding.Length;
            if (count != n)
            {
                list[count] = finding;
            }
            count++;
        }
        if (!apart)
        {
            Order(list[..count]);
            count = Join(list[..count]);
        }
        found.RemoveRange(count, found.Count - count);
    }

    /// <summary>Leaves one finding where several overlap; returns how many are left.</summary>
    private static int Join(Span<Finding> found)
    {
        var kept = 1;
        for (var n = 1; n < found.Length; n++)
        {
            ref readonly var finding = ref found[n];
            ref var held = ref found[kept - 1];
            if (finding.Start >= held.End)
            {
                if (kept != n)
                {
                    found[kept] = finding;
                }
                kept++;
                continue;
            }
            var better = finding.Score > held.Score || (finding.Score == held.Score && finding.Length > held.Length);
            held = better ? finding.WithOther(held) : held.WithOther(finding);
        }
        return kept;
    }

    /// <summary>Findings come nearly in order: most moves are short, and when they are not a general sort takes over.</summary>
    private static void Order(Span<Finding> found)
    {
        var moves = 0;
        for (var i = 1; i < found.Length; i++)
        {
            if (Compare(found[i - 1], found[i]) <= 0)
            {
                continue;
            }
            var finding = found[i];
            var at = i;
            do
            {
                found[at] = found[at - 1];
                at--;
            }
            while (at > 0 && Compare(found[at - 1], finding) > 0);
            found[at] = finding;
            if ((moves += i - at) > 16 * found.Length)
            {
                found.Sort(Compare);
                return;
            }
        }
    }

    private static int Compare(in Finding a, in Finding b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length);

    private static int Compare(Finding a, Finding b) => Compare(in a, in b);
}
