namespace Bylaw.Metrics.Fairness;

/// <summary>Measures the variance of a rate between groups, less what chance alone would give.</summary>
/// <remarks>Source: Lum, Zhang and Bower, "De-biasing 'bias' measurement" (2022), double-corrected variance.</remarks>
public static class GroupDispersion
{
    /// <summary>Computes the corrected variance of a rate between groups.</summary>
    /// <param name="cells">The groups.</param>
    /// <param name="rate">The rate.</param>
    /// <returns>An unbiased estimate, which may fall below zero; null with fewer than two groups of two rows.</returns>
    public static double? CorrectedVariance(IReadOnlyList<ConfusionCell> cells, Rate rate)
    {
        var groups = cells.Select(c => c.Counts(rate)).Where(c => c.Trials >= 2).ToArray();
        if (groups.Length < 2)
        {
            return null;
        }
        var rates = Array.ConvertAll(groups, g => (double)g.Hits / g.Trials);
        var mean = rates.Average();
        var between = rates.Sum(r => (r - mean) * (r - mean)) / (rates.Length - 1);

        // p(1 − p)/(n − 1) is the unbiased estimate of the sampling variance of p.
        var chance = groups.Zip(rates, (g, r) => r * (1 - r) / (g.Trials - 1)).Average();
        return between - chance;
    }
}
