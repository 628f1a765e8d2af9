using System.Collections.Immutable;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Fairness;

/// <summary>Holds rows of one combination of values for a bias scan.</summary>
/// <param name="Values">One value an attribute.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Positives">How many of them are positive.</param>
/// <param name="Expected">The mean probability that the model gives them, above 0 and below 1.</param>
public sealed record BiasScanCell(ImmutableArray<string> Values, long Rows, long Positives, double Expected);

/// <summary>Holds the subset of rows whose outcomes differ most from what the model expects.</summary>
/// <param name="Subset">For each attribute that narrows it the values in it; the others take all values.</param>
/// <param name="Score">The log-likelihood ratio less the penalty; zero when nothing stands out.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Observed">Its share of positives.</param>
/// <param name="Expected">The mean probability that the model gives it.</param>
public sealed record BiasScanFinding(ImmutableSortedDictionary<string, ImmutableArray<string>> Subset, double Score, long Rows, double Observed, double Expected);

/// <summary>Searches, over sets of values of all attributes, the subset of rows that the model misjudges most (multi-dimensional subset scan, Bernoulli).</summary>
/// <remarks>
/// Source: Zhang and Neill, "Identifying significant predictive bias in classifiers" (2016). For one attribute at a time the best set of values is found
/// among those that one odds ratio q makes positive; attributes take turns until nothing improves, from seeded starts. The answer is the best found.
/// </remarks>
public static class BiasScan
{
    /// <summary>Runs the scan.</summary>
    /// <param name="attributes">The names of the attributes.</param>
    /// <param name="cells">The finest cells.</param>
    /// <param name="overpredicted">True to look for rows that are positive less often than expected, false for more often.</param>
    /// <param name="penalty">What each value in the subset costs. Default 0.5.</param>
    /// <param name="starts">How many starts. Default 10.</param>
    /// <param name="seed">Makes the starts repeatable.</param>
    /// <returns>The subset; null when no subset stands out.</returns>
    public static BiasScanFinding? Run(
        IReadOnlyList<string> attributes, IReadOnlyList<BiasScanCell> cells, bool overpredicted, double penalty = 0.5, int starts = 10, long seed = 1)
    {
        var values = attributes.Select((_, a) => cells.Select(c => c.Values[a]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray()).ToArray();
        var random = new SeededRandom(seed);
        (HashSet<string>[] Sets, double Score) best = ([], 0);
        for (var start = 0; start < starts; start++)
        {
            // The first start takes all rows, the others random sets of values.
            var sets = values.Select(v => v.Where(_ => start == 0 || random.NextDouble() < 0.5).ToHashSet(StringComparer.Ordinal)).ToArray();
            foreach (var (set, all) in sets.Zip(values))
            {
                if (set.Count == 0)
                {
                    set.UnionWith(all);
                }
            }
            var score = Climb(cells, values, sets, overpredicted, penalty);
            if (score > best.Score)
            {
                best = (sets, score);
            }
        }
        if (best.Score <= 0)
        {
            return null;
        }
        var inside = cells.Where(c => c.Values.Zip(best.Sets).All(p => p.Second.Contains(p.First))).ToArray();
        var rows = inside.Sum(c => c.Rows);
        return new(
            attributes.Select((a, i) => (a, i)).Where(p => best.Sets[p.i].Count < values[p.i].Length)
                .ToImmutableSortedDictionary(p => p.a, p => best.Sets[p.i].Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal),
            best.Score, rows, (double)inside.Sum(c => c.Positives) / rows, inside.Sum(c => c.Rows * c.Expected) / rows);
    }

    private static double Climb(IReadOnlyList<BiasScanCell> cells, string[][] values, HashSet<string>[] sets, bool overpredicted, double penalty)
    {
        var score = double.NegativeInfinity;
        for (var round = 0; round < 20; round++)
        {
            var before = score;
            for (var attribute = 0; attribute < values.Length; attribute++)
            {
                var others = sets.Index().Where(s => s.Index != attribute && s.Item.Count < values[s.Index].Length).Sum(s => s.Item.Count) * penalty;
                var slices = cells.Where(c => c.Values.Index().All(v => v.Index == attribute || sets[v.Index].Contains(v.Item)))
                    .GroupBy(c => c.Values[attribute], StringComparer.Ordinal).Select(g => (Value: g.Key, Cells: g.ToArray())).ToArray();
                var (set, found) = BestValues(slices, overpredicted, penalty, values[attribute].Length);
                if (set.Count > 0 && found - others > score)
                {
                    (sets[attribute], score) = (set, found - others);
                }
            }
            if (score <= before + 1e-9)
            {
                break;
            }
        }
        return score;
    }

    /// <summary>Finds the set of values of one attribute: for each odds ratio tried, the values that gain by it.</summary>
    private static (HashSet<string> Set, double Score) BestValues((string Value, BiasScanCell[] Cells)[] slices, bool overpredicted, double penalty, int count)
    {
        (HashSet<string> Set, double Score) best = ([], double.NegativeInfinity);
        foreach (var q in slices.Select(s => BestOdds(s.Cells, overpredicted)).Append(BestOdds([.. slices.SelectMany(s => s.Cells)], overpredicted)).Distinct())
        {
            var chosen = slices.Where(s => Score(s.Cells, q) > penalty).ToArray();
            if (chosen.Length == 0)
            {
                continue;
            }
            BiasScanCell[] inside = [.. chosen.SelectMany(c => c.Cells)];
            var score = Score(inside, BestOdds(inside, overpredicted)) - (chosen.Length < count ? penalty * chosen.Length : 0);
            if (score > best.Score)
            {
                best = (chosen.Select(c => c.Value).ToHashSet(StringComparer.Ordinal), score);
            }
        }
        return best;
    }

    /// <summary>Finds the odds ratio of the largest likelihood, below 1 or above 1.</summary>
    private static double BestOdds(BiasScanCell[] cells, bool overpredicted)
    {
        double low = overpredicted ? -14 : 0, high = overpredicted ? 0 : 14;
        var positives = (double)cells.Sum(c => c.Positives);
        for (var step = 0; step < 60; step++)
        {
            var middle = 0.5 * (low + high);
            var q = Math.Exp(middle);
            // The derivative of the likelihood by q falls; its zero is the maximum.
            var rises = (positives / q) - cells.Sum(c => c.Rows * c.Expected / (1 - c.Expected + (q * c.Expected))) > 0;
            (low, high) = rises ? (middle, high) : (low, middle);
        }
        return Math.Exp(0.5 * (low + high));
    }

    private static double Score(BiasScanCell[] cells, double q) =>
        cells.Sum(c => (c.Positives * Math.Log(q)) - (c.Rows * Math.Log(1 - c.Expected + (q * c.Expected))));
}
