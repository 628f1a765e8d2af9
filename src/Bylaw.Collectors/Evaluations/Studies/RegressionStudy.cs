using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Regression;
using Bylaw.Metrics.Testing;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Measures a model of amounts: its errors, and how they and its predictions differ between groups.</summary>
internal static class RegressionStudy
{
    private static readonly (string Name, string Unit, bool? Higher, Func<RegressionCell, double?> Of)[] _errors =
    [
        ("mean_absolute_error", "unit of the label", false, c => c.MeanAbsoluteError),
        ("mean_squared_error", "squared unit of the label", false, c => c.MeanSquaredError),
        ("root_mean_squared_error", "unit of the label", false, c => c.RootMeanSquaredError),
        ("mean_error", "unit of the label; above zero is too high", null, c => c.MeanError),
        ("mean_absolute_percentage_error", "share", false, c => c.MeanAbsolutePercentageError),
        ("weighted_absolute_percentage_error", "share", false, c => c.WeightedAbsolutePercentageError),
        ("r_squared", "share", true, c => c.RSquared),
    ];

    public static Study Run(WatchedTable table, PredictionLayout layout, AnalysisOptions options)
    {
        if (layout.Label is null || layout.Prediction is null)
        {
            throw new EvaluationInputException("a regression needs a `label` column and a `prediction` column, both numbers");
        }
        var truth = Amounts(table, layout.Label, "label");
        var prediction = Amounts(table, layout.Prediction, "prediction");
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        var whole = RegressionCell.Of(truth, prediction);
        Errors(metrics, whole, "all");
        var groups = ImmutableArray.CreateBuilder<StudyGroup>();
        var cells = new JsonArray();
        foreach (var attribute in layout.Attributes)
        {
            var texts = table.Texts(attribute, "group");
            var unknown = layout.Unknown.ToHashSet(StringComparer.Ordinal);
            var parts = Enumerable.Range(0, texts.Length).GroupBy(i => texts[i] is { } t && !unknown.Contains(t) ? t : null, StringComparer.Ordinal)
                .Select(g => new Part(g.Key, [.. g.Select(i => truth[i])], [.. g.Select(i => prediction[i])])).OrderBy(g => g.Name, StringComparer.Ordinal).ToArray();
            foreach (var part in parts)
            {
                var why = Reason(part, options.SmallGroups, truth.Length);
                groups.Add(new(attribute, part.Name ?? "(unknown)", part.Truth.Length, (double)part.Truth.Length / truth.Length, "mean_absolute_error", why is null ? part.Cell.MeanAbsoluteError : null, why));
                cells.Add(new JsonArray(attribute, part.Name, part.Cell.Rows, part.Cell.Truth, part.Cell.TruthSquared, part.Cell.Prediction, part.Cell.Error, part.Cell.AbsoluteError,
                    part.Cell.SquaredError, part.Cell.AbsoluteTruth, part.Cell.RelativeError, part.Cell.NonZeroRows));
            }
            Compare(metrics, attribute, [.. parts.Where(p => Reason(p, options.SmallGroups, truth.Length) is null)]);
        }
        return new(layout.Attributes.IsEmpty ? "performance" : "fairness", "errors of a regression", metrics.ToImmutable())
        {
            Groups = groups.ToImmutable(),
            Detail = new("x_regression_cells", new JsonObject
            {
                ["columns"] = new JsonArray("attribute", "group", "rows", "truth", "truth_squared", "prediction", "error", "absolute_error", "squared_error", "absolute_truth", "relative_error", "rows_with_truth"),
                ["cells"] = cells,
            }),
        };
    }

    private static void Errors(ImmutableArray<MetricValue>.Builder metrics, RegressionCell cell, string slice)
    {
        foreach (var (name, unit, higher, of) in _errors)
        {
            metrics.Add(new(name, of(cell), null, unit, slice, cell.Rows, higher));
        }
    }

    private static void Compare(ImmutableArray<MetricValue>.Builder metrics, string attribute, Part[] parts)
    {
        foreach (var part in parts)
        {
            Errors(metrics, part.Cell, $"{attribute}={part.Name}");
        }
        var rows = parts.Sum(p => p.Cell.Rows);
        ImmutableArray<RegressionCell> cells = [.. parts.Select(p => p.Cell)];
        double[][] predictions = [.. parts.Select(p => p.Prediction)];
        void Add(string name, double? value, string unit) => metrics.Add(new(name, value, null, unit, $"by {attribute}", rows, false));
        if (parts.Length < 2)
        {
            return;
        }
        Add("worst_group_mean_absolute_error", RegressionCell.WorstLoss(cells, c => c.MeanAbsoluteError), "unit of the label");
        Add("worst_group_mean_squared_error", RegressionCell.WorstLoss(cells, c => c.MeanSquaredError), "squared unit of the label");
        Add("mean_prediction_difference", PredictionParity.MeanGap(cells), "unit of the label");
        Add("prediction_ks", PredictionParity.KolmogorovSmirnov(predictions), "largest distance of distributions");
        Add("prediction_wasserstein", PredictionParity.Wasserstein(predictions), "unit of the label");
        var reference = parts.MaxBy(p => p.Cell.Rows)!;
        var tests = parts.Where(p => p != reference).Select(p => (Part: p, Test: p.Cell.TestMeanError(reference.Cell))).Where(t => t.Test is not null).Select(t => (t.Part, Test: t.Test!.Value)).ToArray();
        var adjusted = MultipleTesting.Holm(tests.Select(t => t.Test.PValue).ToArray());
        foreach (var ((part, test), p) in tests.Zip(adjusted))
        {
            metrics.Add(new("mean_error_difference", part.Cell.MeanError - reference.Cell.MeanError, null,
                string.Create(CultureInfo.InvariantCulture, $"unit of the label; Welch t {test.Statistic:F2}, p {p:G2} after Holm"), $"{attribute}={part.Name} against {reference.Name}", part.Cell.Rows + reference.Cell.Rows, null));
        }
    }

    private static double[] Amounts(WatchedTable table, string name, string role)
    {
        var numbers = WatchedTable.Numbers(table.Texts(name, role), out var bad);
        if (numbers is null)
        {
            throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture, $"{bad} rows hold a {role} that is not a number (column `{name}` of '{table.Name}')"));
        }
        var missing = numbers.Count(double.IsNaN);
        return missing == 0 ? numbers : throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture,
            $"{missing} rows hold no {role} (column `{name}` of '{table.Name}'): leave such rows out first, so that what was left out is seen"));
    }

    private static string? Reason(Part part, SmallGroupRule rule, int total) => part.Name is null ? "a value is not known"
        : part.Truth.Length < rule.MinRows ? string.Create(CultureInfo.InvariantCulture, $"{part.Truth.Length} rows, fewer than {rule.MinRows}")
        : (double)part.Truth.Length / total < rule.MinShare ? string.Create(CultureInfo.InvariantCulture, $"less than {rule.MinShare:0.####} of the rows")
        : null;

    private sealed record Part(string? Name, double[] Truth, double[] Prediction)
    {
        public RegressionCell Cell { get; } = RegressionCell.Of(Truth, Prediction);
    }
}
