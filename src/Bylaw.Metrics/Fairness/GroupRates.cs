using System.Collections;
using System.Runtime.CompilerServices;

namespace Bylaw.Metrics.Fairness;

/// <summary>Holds the cells of all groups and remembers what was asked of each rate, since dozens of metrics ask for the same few.</summary>
/// <remarks>
/// A list of cells like any other. What 2,000 draws call for every metric is compiled in full at once: they are over before tiers would have been climbed.
/// Not thread-safe: <see cref="Renew"/> reuses one for every draw of a bootstrap.
/// </remarks>
internal sealed class GroupRates : IReadOnlyList<ConfusionCell>
{
    private static readonly int _rates = Enum.GetValues<Rate>().Length;
    private readonly ConfusionCell[] _cells;
    private readonly Extremes[] _extremes = new Extremes[2 * _rates];
    private readonly int[] _extremesOf = new int[2 * _rates];
    private ConfusionCell _whole;
    private int _wholeOf;
    private int _generation = 1;

    public GroupRates(ConfusionCell[] cells) => _cells = cells;

    public int Count => _cells.Length;

    public ConfusionCell this[int index] => _cells[index];

    /// <summary>Gets all groups together.</summary>
    public ConfusionCell Whole
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get
        {
            if (_wholeOf != _generation)
            {
                _wholeOf = _generation;
                var whole = default(ConfusionCell);
                foreach (ref readonly var cell in _cells.AsSpan())
                {
                    whole += cell;
                }
                _whole = whole;
            }
            return _whole;
        }
    }

    /// <summary>Takes a list of cells as it is, or gathers them once.</summary>
    public static GroupRates Of(IReadOnlyList<ConfusionCell> cells) => cells as GroupRates ?? new([.. cells]);

    /// <summary>Forgets what was worked out, after the cells were drawn anew.</summary>
    public void Renew() => _generation++;

    /// <summary>Finds the smallest and the largest value of a rate; null with fewer than two groups that have one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Low, double High)? Ends(Rate rate, UndefinedRate undefined)
    {
        var place = (int)rate + (undefined == UndefinedRate.Null ? 0 : _rates);
        if (_extremesOf[place] != _generation)
        {
            _extremesOf[place] = _generation;
            _extremes[place] = Find(rate, undefined);
        }
        var found = _extremes[place];
        return found.Groups >= 2 ? (found.Low, found.High) : null;
    }

    /// <summary>Computes one gap of one rate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double? Gap(GroupGap gap, Rate rate, UndefinedRate undefined) => gap switch
    {
        GroupGap.Difference => Spread.Difference(Ends(rate, undefined)),
        GroupGap.Ratio => Spread.Ratio(Ends(rate, undefined)),
        GroupGap.DifferenceToOverall => Spread.DifferenceToOverall(Ends(rate, undefined), Whole.Value(rate, undefined)),
        _ => Spread.RatioToOverall(Ends(rate, undefined), Whole.Value(rate, undefined)),
    };

    /// <summary>Computes the worse gap of two rates; null when one has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double? Worse(GroupGap gap, Rate first, Rate second, UndefinedRate undefined) =>
        Gap(gap, first, undefined) is { } a && Gap(gap, second, undefined) is { } b
            ? gap is GroupGap.Difference or GroupGap.DifferenceToOverall ? Math.Max(a, b) : Math.Min(a, b)
            : null;

    /// <summary>Finds the smallest mean of two rates of any group, or the smallest rate when both are one; null when no group has both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double? Least(Rate first, Rate second, UndefinedRate undefined)
    {
        double? least = null;
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            if (cell.Value(first, undefined) is { } a && (first == second ? a : cell.Value(second, undefined)) is { } b && (a + b) / 2 is var mean && !(mean >= least))
            {
                least = mean;
            }
        }
        return least;
    }

    /// <summary>Computes the largest less the smallest count of false negatives for each false positive; null with fewer than two groups that have one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double? TreatmentGap()
    {
        var groups = 0;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            if (cell.TreatmentRatio() is { } value)
            {
                groups++;
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }
        return groups >= 2 ? high - low : null;
    }

    public IEnumerator<ConfusionCell> GetEnumerator() => ((IEnumerable<ConfusionCell>)_cells).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Extremes Find(Rate rate, UndefinedRate undefined)
    {
        var groups = 0;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            if (cell.Value(rate, undefined) is { } value)
            {
                groups++;
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }
        return new(groups, low, high);
    }

    private readonly record struct Extremes(int Groups, double Low, double High);
}

/// <summary>Names the ways to say in one number how far groups are apart.</summary>
internal enum GroupGap
{
    /// <summary>Largest minus smallest.</summary>
    Difference,

    /// <summary>Smallest divided by largest.</summary>
    Ratio,

    /// <summary>Largest distance from all rows together.</summary>
    DifferenceToOverall,

    /// <summary>Smallest of group / whole and whole / group.</summary>
    RatioToOverall,
}
