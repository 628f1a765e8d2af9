using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Holds one number as evidence has it.</summary>
/// <param name="Name">Lower-case words with underscores.</param>
/// <param name="Value">The number; null where it cannot be estimated.</param>
/// <param name="Interval">Its interval, or null.</param>
/// <param name="Unit">What one unit of it is.</param>
/// <param name="Slice">Which rows it is over: <c>all</c>, or <c>race=Black</c>.</param>
/// <param name="Rows">How many rows it is over.</param>
/// <param name="HigherIsBetter">Whether more is better; null when neither is.</param>
public sealed record MetricValue(string Name, double? Value, Interval? Interval, string Unit, string Slice, long Rows, bool? HigherIsBetter);

/// <summary>Computes the metrics of all rows together.</summary>
internal static class OverallMetrics
{
    private static readonly Rate[] _rates =
    [
        Rate.Accuracy, Rate.Precision, Rate.TruePositive, Rate.FalsePositive, Rate.TrueNegative, Rate.FalseNegative,
        Rate.NegativePredictive, Rate.Selection, Rate.Base,
    ];

    public static ImmutableArray<MetricValue> Of(PredictionCells cells, AnalysisOptions options, RocCurve? curve)
    {
        var z = Distributions.TwoSidedZ(options.Confidence);
        return cells.IsBinary ? Binary(cells, options, curve, z) : MultiClass(cells, z);
    }

    private static ImmutableArray<MetricValue> Binary(PredictionCells cells, AnalysisOptions options, RocCurve? curve, double z)
    {
        var all = cells.Table().Overall;
        var found = ImmutableArray.CreateBuilder<MetricValue>();
        foreach (var rate in _rates.Where(r => cells.HasLabels || r == Rate.Selection))
        {
            var (hits, trials) = all.Counts(rate);
            found.Add(new(rate.Name(), all.Value(rate), ProportionIntervals.Wilson(hits, trials, z), "share", "all", trials, Better(rate)));
        }
        if (!cells.HasLabels)
        {
            return found.ToImmutable();
        }
        var intervals = options.Replicates == 0 ? new Interval?[2]
            : CellBootstrap.Run([all], [c => c[0].BalancedAccuracy(), c => c[0].F1()], options.Replicates, options.Confidence, options.Seed);
        found.Add(new("balanced_accuracy", all.BalancedAccuracy(), intervals[0], "share", "all", all.Rows, true));
        found.Add(new("f1", all.F1(), intervals[1], "share", "all", all.Rows, true));
        found.Add(new("generalized_entropy_2", Inequality.GeneralizedEntropy(all), null, "index", "all", all.Rows, false));
        found.Add(new("theil_index", Inequality.Theil(all), null, "index", "all", all.Rows, false));
        if (curve is not null)
        {
            found.Add(new("auc", curve.Area, AreaInterval(curve.Area, all.Positives, all.Negatives, z), "share", "all", all.Rows, true));
        }
        if (cells.ScoreBins(_ => true) is { } bins)
        {
            found.Add(new("brier_score", bins.Brier(), null, "squared probability", "all", bins.Total.Rows, false));
            found.Add(new("log_loss", bins.LogLoss(), null, "nats", "all", bins.Total.Rows, false));
            found.Add(new("expected_calibration_error", bins.ExpectedError(), null, "absolute difference", "all", bins.Total.Rows, false));
            found.Add(new("maximum_calibration_error", bins.MaximumError(), null, "absolute difference", "all", bins.Total.Rows, false));
        }
        return found.ToImmutable();
    }

    private static ImmutableArray<MetricValue> MultiClass(PredictionCells cells, double z)
    {
        var table = MultiClassOf(cells, _ => true);
        var right = Enumerable.Range(0, cells.Classes.Length).Sum(c => table[c, c]);
        var found = ImmutableArray.CreateBuilder<MetricValue>();
        found.Add(new("accuracy", table.Accuracy(), ProportionIntervals.Wilson(right, table.Rows, z), "share", "all", table.Rows, true));
        foreach (var rate in (Rate[])[Rate.Precision, Rate.TruePositive])
        {
            found.Add(new($"{rate.Name()}_macro", table.Macro(rate), null, "share", "all", table.Rows, true));
        }
        foreach (var attribute in cells.Attributes)
        {
            var place = cells.Attributes.IndexOf(attribute);
            var groups = cells.Cells.Select(c => c.Group[place]).OfType<string>().Distinct().Order(StringComparer.Ordinal)
                .Select(value => MultiClassOf(cells, g => g[place] == value)).ToArray();
            foreach (var metric in GroupMetrics.All.Where(m => m.Definition.Name is "demographic_parity_difference" or "demographic_parity_ratio" or "equalized_odds_difference" or "equal_opportunity_difference"))
            {
                if (MultiClassTable.Worst(groups, metric) is { } worst)
                {
                    found.Add(new($"{metric.Definition.Name}_worst_class", worst.Value, null, metric.Definition.Unit,
                        string.Create(CultureInfo.InvariantCulture, $"by {attribute}, class {worst.Class}"), table.Rows, metric.Definition.HigherIsBetter));
                }
            }
        }
        return found.ToImmutable();
    }

    private static MultiClassTable MultiClassOf(PredictionCells cells, Func<ImmutableArray<string?>, bool> keep)
    {
        var counts = new long[cells.Classes.Length, cells.Classes.Length];
        foreach (var cell in cells.Cells.Where(c => c.Label >= 0 && keep(c.Group)))
        {
            counts[cell.Label, cell.Prediction] += cell.Rows;
        }
        return new(cells.Classes, counts);
    }

    /// <remarks>Source: Hanley and McNeil (1982).</remarks>
    internal static Interval? AreaInterval(double area, long positives, long negatives, double z)
    {
        var q1 = area / (2 - area);
        var q2 = 2 * area * area / (1 + area);
        var variance = ((area * (1 - area)) + ((positives - 1) * (q1 - (area * area))) + ((negatives - 1) * (q2 - (area * area)))) / ((double)positives * negatives);
        var half = z * Math.Sqrt(Math.Max(0, variance));
        return new(Math.Max(0, area - half), Math.Min(1, area + half));
    }

    private static bool? Better(Rate rate) => rate switch
    {
        Rate.Selection or Rate.Base => null,
        Rate.FalsePositive or Rate.FalseNegative => false,
        _ => true,
    };
}
