using System.Collections.Immutable;

namespace Bylaw.Metrics.Fairness;

/// <summary>Measures the largest log ratio of outcome probabilities between any two groups.</summary>
/// <remarks>Source: Foulds and others, "An intersectional definition of fairness" (2020), with a Dirichlet prior of 1.0.</remarks>
public static class DifferentialFairness
{
    /// <summary>Computes ε = max over groups g, h and outcomes y of |ln P(y | g) − ln P(y | h)|, smoothed.</summary>
    /// <param name="groups">For each group its hits and rows.</param>
    /// <param name="concentration">The prior weight, spread over the two outcomes. Default 1.</param>
    /// <returns>Zero or more; null with fewer than two groups.</returns>
    public static double? Epsilon(IReadOnlyList<(long Hits, long Rows)> groups, double concentration = 1.0)
    {
        if (groups.Count < 2)
        {
            return null;
        }
        var alpha = concentration / 2;
        var positives = groups.Select(g => Math.Log((g.Hits + alpha) / (g.Rows + concentration))).ToArray();
        var negatives = groups.Select(g => Math.Log((g.Rows - g.Hits + alpha) / (g.Rows + concentration))).ToArray();
        return Math.Max(positives.Max() - positives.Min(), negatives.Max() - negatives.Min());
    }

    /// <summary>Computes ε of the predictions.</summary>
    /// <param name="cells">The groups.</param>
    /// <returns>Zero or more, or null.</returns>
    public static double? OfPredictions(ImmutableArray<ConfusionCell> cells) => Epsilon([.. cells.Select(c => (c.Selected, c.Rows))]);

    /// <summary>Computes bias amplification: ε of the predictions minus ε of the labels.</summary>
    /// <param name="cells">The groups.</param>
    /// <returns>Above zero when the model widens what the labels hold; null with fewer than two groups.</returns>
    public static double? BiasAmplification(ImmutableArray<ConfusionCell> cells) =>
        OfPredictions(cells) - Epsilon([.. cells.Select(c => (c.Positives, c.Rows))]);
}
