using Bylaw.Metrics.Drift;

namespace Bylaw.Metrics.Regression;

/// <summary>Measures how the distributions of predictions differ between groups.</summary>
public static class PredictionParity
{
    /// <summary>Computes the largest Kolmogorov-Smirnov distance between the predictions of any two groups.</summary>
    /// <param name="groups">The predictions of each group.</param>
    /// <returns>0 to 1; null with fewer than two groups that hold rows.</returns>
    public static double? KolmogorovSmirnov(IReadOnlyList<double[]> groups) => Worst(groups, (a, b) => SampleDistance.KolmogorovSmirnov(a, b)?.Statistic);

    /// <summary>Computes the largest Wasserstein distance between the predictions of any two groups.</summary>
    /// <param name="groups">The predictions of each group.</param>
    /// <returns>In units of the prediction; null with fewer than two groups that hold rows.</returns>
    public static double? Wasserstein(IReadOnlyList<double[]> groups) => Worst(groups, (a, b) => SampleDistance.Wasserstein(a, b));

    /// <summary>Computes the largest minus the smallest mean prediction.</summary>
    /// <param name="groups">The cells of the groups.</param>
    /// <returns>In units of the prediction; null with fewer than two groups that hold rows.</returns>
    public static double? MeanGap(IReadOnlyList<RegressionCell> groups) =>
        groups.Select(g => g.MeanPrediction).OfType<double>().ToArray() is { Length: > 1 } means ? means.Max() - means.Min() : null;

    private static double? Worst(IReadOnlyList<double[]> groups, Func<double[], double[], double?> distance)
    {
        double? worst = null;
        for (var first = 0; first < groups.Count; first++)
        {
            for (var second = first + 1; second < groups.Count; second++)
            {
                if (distance(groups[first], groups[second]) is { } value)
                {
                    worst = Math.Max(worst ?? 0, value);
                }
            }
        }
        return worst;
    }
}
