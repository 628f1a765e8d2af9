using System.Collections.Immutable;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Drift;

/// <summary>Holds the bins of one column, taken from the reference and from nothing else.</summary>
/// <remarks>
/// Numbers fall between cut points: (−∞, c₁], (c₁, c₂] … (cₖ, ∞). Categories fall into those the reference knows, or into "unseen".
/// The last bin of either kind is "missing".
/// </remarks>
public sealed class FeatureBins
{
    private FeatureBins(string name, ImmutableArray<double> cuts, ImmutableArray<string> categories, bool isNumeric)
        => (Name, Cuts, Categories, IsNumeric) = (name, cuts, categories, isNumeric);

    /// <summary>Gets the column's name.</summary>
    public string Name { get; }

    /// <summary>Gets a value indicating whether the column holds numbers.</summary>
    public bool IsNumeric { get; }

    /// <summary>Gets the rising cut points of a column of numbers.</summary>
    public ImmutableArray<double> Cuts { get; }

    /// <summary>Gets the known categories in ordinal order.</summary>
    public ImmutableArray<string> Categories { get; }

    /// <summary>Gets the number of bins, the missing one among them.</summary>
    public int Count => IsNumeric ? Cuts.Length + 2 : Categories.Length + 2;

    /// <summary>Makes bins of given cut points.</summary>
    /// <param name="name">The column.</param>
    /// <param name="cuts">Finite and rising.</param>
    /// <returns>The bins.</returns>
    /// <exception cref="ArgumentException">The cut points do not rise.</exception>
    public static FeatureBins Numeric(string name, IEnumerable<double> cuts)
    {
        var kept = cuts.ToImmutableArray();
        for (var index = 0; index < kept.Length; index++)
        {
            if (!double.IsFinite(kept[index]) || (index > 0 && kept[index] <= kept[index - 1]))
            {
                throw new ArgumentException($"cut points of '{name}' must be finite and rise", nameof(cuts));
            }
        }
        return new(name, kept, [], isNumeric: true);
    }

    /// <summary>Makes bins of given categories.</summary>
    /// <param name="name">The column.</param>
    /// <param name="categories">The categories of the reference.</param>
    /// <returns>The bins.</returns>
    public static FeatureBins Categorical(string name, IEnumerable<string> categories) =>
        new(name, [], [.. categories.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], isNumeric: false);

    /// <summary>Makes bins at the quantiles of the reference; equal quantiles are merged.</summary>
    /// <param name="name">The column.</param>
    /// <param name="reference">Finite numbers of the reference in any order; at least one.</param>
    /// <param name="count">How many bins of equal share to aim at. Default 10.</param>
    /// <returns>The bins.</returns>
    public static FeatureBins FromQuantiles(string name, ReadOnlySpan<double> reference, int count = 10)
    {
        var sorted = reference.ToArray();
        Array.Sort(sorted);
        return Numeric(name, Enumerable.Range(1, count - 1).Select(i => Quantiles.OfSorted(sorted, (double)i / count)).Distinct().Where(c => c < sorted[^1]));
    }

    /// <summary>Finds the bin of a number.</summary>
    /// <param name="value">The number, or null or NaN for missing.</param>
    /// <returns>A bin's index.</returns>
    public int IndexOf(double? value)
    {
        if (value is not { } number || double.IsNaN(number))
        {
            return Count - 1;
        }
        var found = Cuts.BinarySearch(number);
        return found >= 0 ? found : ~found;
    }

    /// <summary>Finds the bin of a category.</summary>
    /// <param name="value">The category, or null for missing.</param>
    /// <returns>A bin's index.</returns>
    public int IndexOf(string? value)
    {
        if (value is null)
        {
            return Count - 1;
        }
        var found = Categories.BinarySearch(value, StringComparer.Ordinal);
        return found >= 0 ? found : Categories.Length;
    }

    /// <summary>Names a bin.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <returns>A label for charts and tables.</returns>
    public string Label(int index)
    {
        if (index == Count - 1)
        {
            return "(missing)";
        }
        if (!IsNumeric)
        {
            return index < Categories.Length ? Categories[index] : "(rare or unseen)";
        }
        return Cuts.IsEmpty ? "(any)"
            : index == 0 ? FormattableString.Invariant($"≤ {Cuts[0]:G6}")
            : index == Cuts.Length ? FormattableString.Invariant($"> {Cuts[^1]:G6}")
            : FormattableString.Invariant($"{Cuts[index - 1]:G6} – {Cuts[index]:G6}");
    }
}
