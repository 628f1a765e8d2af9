using System.Collections.Immutable;
using Bylaw.Metrics.Testing;

namespace Bylaw.Metrics.Fairness;

/// <summary>Looks through conjunctions of attributes for the groups whose rate stands out most from all other rows.</summary>
public static class SubgroupScan
{
    /// <summary>Scans every conjunction of up to a number of attributes.</summary>
    /// <param name="table">The finest cells.</param>
    /// <param name="rate">The rate that is compared.</param>
    /// <param name="rule">The size limits; smaller groups are passed over.</param>
    /// <param name="maxAttributes">The longest conjunction. Default 3.</param>
    /// <param name="top">How many to return. Default 10.</param>
    /// <returns>The most anomalous first, with p-values corrected by Holm over all that were tested.</returns>
    public static ImmutableArray<SubgroupFinding> Run(GroupTable table, Rate rate, SmallGroupRule rule, int maxAttributes = 3, int top = 10)
    {
        var overall = table.Overall;
        var (allHits, allTrials) = overall.Counts(rate);
        var found = new List<(ImmutableArray<string> Attributes, Group Group, TestAnswer Test)>();
        foreach (var attributes in Subsets(table.Attributes, maxAttributes))
        {
            foreach (var group in table.Over([.. attributes]).Known)
            {
                var (hits, trials) = group.Cell.Counts(rate);
                if (rule.Reason(group.Cell, rate, overall.Rows) is null && TwoProportions.Z(hits, trials, allHits - hits, allTrials - trials) is { } test)
                {
                    found.Add((attributes, group, test));
                }
            }
        }
        var adjusted = MultipleTesting.Holm(found.Select(f => f.Test.PValue).ToArray());
        return
        [
            .. found.Zip(adjusted)
                .OrderByDescending(f => Math.Abs(f.First.Test.Statistic))
                .Take(top)
                .Select(f => new SubgroupFinding(f.First.Attributes, f.First.Group, f.First.Group.Cell.Value(rate)!.Value, f.First.Test.Statistic, f.Second)),
        ];
    }

    private static IEnumerable<ImmutableArray<string>> Subsets(ImmutableArray<string> attributes, int max)
    {
        for (ulong mask = 1; mask < 1UL << Math.Min(attributes.Length, 20); mask++)
        {
            if (System.Numerics.BitOperations.PopCount(mask) <= max)
            {
                yield return [.. attributes.Where((_, index) => (mask >> index & 1) == 1)];
            }
        }
    }
}

/// <summary>Holds one group that stands out.</summary>
/// <param name="Attributes">The attributes of the conjunction.</param>
/// <param name="Group">Values and cell.</param>
/// <param name="Value">Its rate.</param>
/// <param name="Z">The z statistic against all other rows; its sign says whether the rate is higher or lower.</param>
/// <param name="AdjustedPValue">The p-value after Holm's correction.</param>
public sealed record SubgroupFinding(ImmutableArray<string> Attributes, Group Group, double Value, double Z, double AdjustedPValue);
