using System.Collections.Immutable;

namespace Bylaw.Metrics.Ranking;

/// <summary>Measures how groups share the places of one ranking. The ranking is a list of group names, best place first.</summary>
public static class RankingFairness
{
    /// <summary>Computes skew at k: ln(share of the group among the first k / its wanted share).</summary>
    /// <param name="ranking">Groups by place.</param>
    /// <param name="group">The group.</param>
    /// <param name="wanted">Its wanted share, above 0.</param>
    /// <param name="k">How many places, 1 to all.</param>
    /// <returns>Zero is parity; −∞ when the group has no place; null for a wanted share of zero.</returns>
    public static double? Skew(IReadOnlyList<string> ranking, string group, double wanted, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, ranking.Count);
        return wanted > 0 ? Math.Log((double)ranking.Take(k).Count(g => g == group) / k / wanted) : null;
    }

    /// <summary>Computes the smallest skew of any group.</summary>
    /// <param name="ranking">Groups by place.</param>
    /// <param name="wanted">Wanted shares by group.</param>
    /// <param name="k">How many places.</param>
    /// <returns>Zero or below, or null.</returns>
    public static double? MinSkew(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, double> wanted, int k) => wanted.Min(w => Skew(ranking, w.Key, w.Value, k));

    /// <summary>Computes the largest skew of any group.</summary>
    /// <param name="ranking">Groups by place.</param>
    /// <param name="wanted">Wanted shares by group.</param>
    /// <param name="k">How many places.</param>
    /// <returns>Zero or above, or null.</returns>
    public static double? MaxSkew(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, double> wanted, int k) => wanted.Max(w => Skew(ranking, w.Key, w.Value, k));

    /// <summary>Computes the normalised discounted divergence: the mean over prefixes of KL(prefix ‖ wanted), weighted by 1 / log₂(i + 1).</summary>
    /// <param name="ranking">Groups by place.</param>
    /// <param name="wanted">Wanted shares by group; a group in the ranking without a wanted share gives infinity.</param>
    /// <returns>Nats, zero for parity; null for an empty ranking.</returns>
    public static double? DiscountedDivergence(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, double> wanted)
    {
        if (ranking.Count == 0)
        {
            return null;
        }
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        double sum = 0, weights = 0;
        for (var place = 1; place <= ranking.Count; place++)
        {
            seen[ranking[place - 1]] = seen.GetValueOrDefault(ranking[place - 1]) + 1;
            var divergence = 0.0;
            foreach (var (group, count) in seen)
            {
                var share = (double)count / place;
                divergence += share * Math.Log(share / wanted.GetValueOrDefault(group));
            }
            var weight = 1 / Math.Log2(place + 1);
            sum += divergence * weight;
            weights += weight;
        }
        return sum / weights;
    }

    /// <summary>Counts how often a prefix holds fewer of a group than floor(wanted share × length).</summary>
    /// <param name="ranking">Groups by place.</param>
    /// <param name="wanted">Wanted shares by group.</param>
    /// <param name="places">How many places to look at; all when null.</param>
    /// <returns>The count (infeasible index) and the places, from 0, at which a prefix falls short (their number is the infeasible count).</returns>
    public static (int Index, ImmutableArray<int> Places) Infeasible(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, double> wanted, int? places = null)
    {
        var seen = wanted.Keys.ToDictionary(g => g, _ => 0, StringComparer.Ordinal);
        var violated = ImmutableArray.CreateBuilder<int>();
        var index = 0;
        for (var place = 1; place <= Math.Min(places ?? ranking.Count, ranking.Count); place++)
        {
            if (seen.ContainsKey(ranking[place - 1]))
            {
                seen[ranking[place - 1]]++;
            }
            var short_ = wanted.Count(w => seen[w.Key] < Math.Floor((w.Value * place) + 1e-9));
            index += short_;
            if (short_ > 0)
            {
                violated.Add(place - 1);
            }
        }
        return (index, violated.ToImmutable());
    }

    /// <summary>Computes exposure of each member of each group: Σ 1 / log₂(rank + 1), divided by the group's size.</summary>
    /// <param name="ranking">Groups by place.</param>
    /// <returns>Mean exposure by group.</returns>
    public static ImmutableSortedDictionary<string, double> Exposure(IReadOnlyList<string> ranking) => ranking
        .Select((group, index) => (group, Value: 1 / Math.Log2(index + 2)))
        .GroupBy(r => r.group, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(g => g.Key, g => g.Average(r => r.Value), StringComparer.Ordinal);

    /// <summary>Computes the smallest mean exposure of a group divided by the largest.</summary>
    /// <param name="ranking">Groups by place.</param>
    /// <returns>0 to 1; null with fewer than two groups.</returns>
    public static double? ExposureRatio(IReadOnlyList<string> ranking) => Exposure(ranking) is { Count: >= 2 } exposure ? exposure.Values.Min() / exposure.Values.Max() : null;

    /// <summary>Computes the discounted gain of a ranking: Σ gain / log₂(rank + 1).</summary>
    /// <param name="gains">Gains by place.</param>
    /// <returns>Zero or more for gains of zero or more.</returns>
    public static double DiscountedGain(IEnumerable<double> gains) => gains.Select((gain, index) => gain / Math.Log2(index + 2)).Sum();

    /// <summary>Divides the discounted gain by that of the best order.</summary>
    /// <param name="gains">Gains by place.</param>
    /// <returns>0 to 1; null when there is nothing to gain.</returns>
    public static double? NormalizedDiscountedGain(IReadOnlyList<double> gains) =>
        DiscountedGain(gains.OrderDescending()) is > 0 and var best ? DiscountedGain(gains) / best : null;
}
