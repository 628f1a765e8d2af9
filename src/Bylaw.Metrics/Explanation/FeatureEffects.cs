using System.Collections.Immutable;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Explanation;

/// <summary>Computes how predictions change with one column.</summary>
public static class FeatureEffects
{
    /// <summary>Computes partial dependence: the mean prediction when every row takes one value of the column.</summary>
    /// <param name="score">Scores rows.</param>
    /// <param name="rows">The rows; at least one.</param>
    /// <param name="column">The column.</param>
    /// <param name="grid">The values to try.</param>
    /// <returns>One mean a grid value.</returns>
    public static ImmutableArray<double> PartialDependence(
        Func<IReadOnlyList<double[]>, double[]> score, IReadOnlyList<double[]> rows, int column, IReadOnlyList<double> grid) =>
        [.. grid.Select(value => score([.. rows.Select(r => With(r, column, value))]).Average())];

    /// <summary>Computes accumulated local effects, which do not invent rows that never occur together.</summary>
    /// <param name="score">Scores rows.</param>
    /// <param name="rows">The rows; at least one.</param>
    /// <param name="column">The column.</param>
    /// <param name="bins">How many quantile bins to aim at. Default 10.</param>
    /// <returns>Edges of the bins and the centred effect at each edge; empty when the column is constant.</returns>
    public static ImmutableArray<(double Edge, double Effect)> AccumulatedLocalEffects(
        Func<IReadOnlyList<double[]>, double[]> score, IReadOnlyList<double[]> rows, int column, int bins = 10)
    {
        var sorted = rows.Select(r => r[column]).Order().ToArray();
        var edges = Enumerable.Range(0, bins + 1).Select(i => Quantiles.OfSorted(sorted, (double)i / bins)).Distinct().ToArray();
        if (edges.Length < 2)
        {
            return [];
        }
        var effects = new double[edges.Length];
        var counts = new int[edges.Length];
        for (var bin = 1; bin < edges.Length; bin++)
        {
            var inside = rows.Where(r => r[column] <= edges[bin] && (r[column] > edges[bin - 1] || (bin == 1 && r[column] >= edges[0]))).ToArray();
            counts[bin] = inside.Length;
            var step = inside.Length == 0 ? 0
                : score([.. inside.Select(r => With(r, column, edges[bin]))]).Average() - score([.. inside.Select(r => With(r, column, edges[bin - 1]))]).Average();
            effects[bin] = effects[bin - 1] + step;
        }
        var centre = Enumerable.Range(1, edges.Length - 1).Sum(b => counts[b] * 0.5 * (effects[b] + effects[b - 1])) / rows.Count;
        return [.. edges.Zip(effects, (edge, effect) => (edge, effect - centre))];
    }

    private static double[] With(double[] row, int column, double value)
    {
        var changed = (double[])row.Clone();
        changed[column] = value;
        return changed;
    }
}
