using System.Collections.Immutable;

namespace Bylaw.Metrics.Privacy;

/// <summary>Holds how well rows hide among others of the same quasi-identifiers; a pure function of the sizes of their classes.</summary>
/// <param name="K">The smallest class.</param>
/// <param name="UniqueRows">Rows that are alone.</param>
/// <param name="RowsBelowFive">Rows in classes of fewer than five.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="LDistinct">The fewest distinct sensitive values of a class.</param>
/// <param name="LEntropy">The smallest exponential of the entropy of sensitive values of a class.</param>
/// <param name="TCloseness">The largest total variation distance of a class to all rows.</param>
public sealed record Anonymity(
    long K, long UniqueRows, long RowsBelowFive, long Classes, long Rows, int LDistinct, double LEntropy, double TCloseness)
{
    /// <summary>Gets the highest re-identification risk of a row: 1 / k.</summary>
    public double ProsecutorRisk => 1.0 / K;

    /// <summary>Gets the mean re-identification risk: classes / rows.</summary>
    public double MeanRisk => (double)Classes / Rows;

    /// <summary>Measures classes.</summary>
    /// <param name="classes">For each class its counts by sensitive value, in one order for all; one column when nothing is sensitive.</param>
    /// <returns>The measure, or null without rows.</returns>
    public static Anonymity? Of(IReadOnlyList<ImmutableArray<long>> classes)
    {
        var filled = classes.Where(c => c.Sum() > 0).ToArray();
        if (filled.Length == 0)
        {
            return null;
        }
        var sizes = Array.ConvertAll(filled, c => c.Sum());
        double rows = sizes.Sum();
        var all = Enumerable.Range(0, filled[0].Length).Select(v => filled.Sum(c => c[v]) / rows).ToArray();
        return new(
            sizes.Min(),
            sizes.Where(s => s == 1).Sum(),
            sizes.Where(s => s < 5).Sum(),
            sizes.Length,
            sizes.Sum(),
            filled.Min(c => c.Count(v => v > 0)),
            filled.Min(c => Math.Exp(-c.Where(v => v > 0).Sum(v => (double)v / c.Sum() * Math.Log((double)v / c.Sum())))),
            filled.Max(c => 0.5 * c.Select((v, i) => Math.Abs(((double)v / c.Sum()) - all[i])).Sum()));
    }

    /// <summary>Measures t-closeness over values in an order (ages, incomes): the largest earth mover's distance of a class to all rows.</summary>
    /// <param name="classes">For each class its counts by sensitive value, in the values' order.</param>
    /// <returns>0 to 1, neighbours being 1 / (values − 1) apart; null without rows or with one value.</returns>
    /// <remarks>Source: Li, Li and Venkatasubramanian, "t-closeness" (2007), ordered distance.</remarks>
    public static double? OrderedCloseness(IReadOnlyList<ImmutableArray<long>> classes)
    {
        var filled = classes.Where(c => c.Sum() > 0).ToArray();
        if (filled.Length == 0 || filled[0].Length < 2)
        {
            return null;
        }
        double rows = filled.Sum(c => c.Sum());
        var all = Enumerable.Range(0, filled[0].Length).Select(v => filled.Sum(c => c[v]) / rows).ToArray();
        return filled.Max(c =>
        {
            double moved = 0, carried = 0, size = c.Sum();
            for (var value = 0; value < c.Length; value++)
            {
                carried += (c[value] / size) - all[value];
                moved += Math.Abs(carried);
            }
            return moved / (c.Length - 1);
        });
    }
}
