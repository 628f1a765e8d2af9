using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Metrics.Explanation;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Shows how a model's score goes with an input: partial dependence, and accumulated local effects for numbers.</summary>
internal static class EffectStudy
{
    private const int MostRows = 2000;
    private const int GridPoints = 20;
    private const int MostWords = 30;

    public static Study Run(FeatureTable table, Func<FeatureTable, double[]?> score, StudyOptions study, long seed, Action<string> progress, CancellationToken cancellationToken)
    {
        var order = Enumerable.Range(0, table.Rows).ToArray();
        var sampled = order.Length > MostRows;
        if (sampled)
        {
            new SeededRandom(seed).Shuffle<int>(order);
            table = table.Take([.. order.Take(MostRows)]);
        }
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        var curves = ImmutableArray.CreateBuilder<StudyCurve>();
        foreach (var name in study.Effects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"effect of {name}");
            var place = table.Columns.Select(c => c.Name).ToList().FindIndex(c => string.Equals(c, name, StringComparison.OrdinalIgnoreCase));
            if (place < 0)
            {
                throw new EvaluationInputException($"the model has no input `{name}`; it has {string.Join(", ", table.Columns.Select(c => c.Name).Take(30))}");
            }
            var column = table.Columns[place];
            if (column.Numbers is { } numbers)
            {
                Numeric(table, place, numbers, Score, metrics, curves);
            }
            else
            {
                Words(table, place, column.Texts!, t => Score(t).Average(), metrics);
            }
        }
        return new("fairness", "what a model says as one input changes", metrics.ToImmutable())
        {
            Curves = curves.ToImmutable(),
            IsSample = sampled,
            Notes = sampled ? [string.Create(CultureInfo.InvariantCulture, $"effects: {MostRows} of {order.Length} rows, drawn by seed {seed}")] : [],
        };

        double[] Score(FeatureTable rows) => score(rows) ?? throw new EvaluationInputException("effects need a model that gives probabilities");
    }

    private static void Numeric(
        FeatureTable table, int place, double[] numbers, Func<FeatureTable, double[]> score, ImmutableArray<MetricValue>.Builder metrics, ImmutableArray<StudyCurve>.Builder curves)
    {
        var name = table.Columns[place].Name;
        double[] sorted = [.. numbers.Where(double.IsFinite).Order()];
        if (sorted.Length == 0 || sorted[0] == sorted[^1])
        {
            metrics.Add(new("partial_dependence_range", null, null, "score; the input does not vary", name, table.Rows, null));
            return;
        }
        double[] grid = [.. Enumerable.Range(0, GridPoints).Select(i => Quantiles.OfSorted(sorted, (double)i / (GridPoints - 1))).Distinct()];
        // A row is its index in the table and the value of the one column that moves.
        double[] Ask(IReadOnlyList<double[]> rows)
        {
            var part = table.Take([.. rows.Select(r => (int)r[0])]);
            return score(part.With(place, part.Columns[place] with { Numbers = [.. rows.Select(r => r[1])] }));
        }
        double[][] all = [.. Enumerable.Range(0, table.Rows).Where(i => double.IsFinite(numbers[i])).Select(i => (double[])[i, numbers[i]])];
        var dependence = FeatureEffects.PartialDependence(Ask, all, 1, grid);
        var local = FeatureEffects.AccumulatedLocalEffects(Ask, all, 1);
        curves.Add(new("partial dependence", name, [.. grid.Zip(dependence)]));
        curves.Add(new("accumulated local effects", name, [.. local.Select(l => (l.Edge, l.Effect))]));
        metrics.Add(new("partial_dependence_range", dependence.Max() - dependence.Min(), null, "score: largest less smallest mean over the values seen", name, all.Length, null));
        metrics.Add(new("local_effect_range", local.Max(l => l.Effect) - local.Min(l => l.Effect), null, "score: largest less smallest accumulated effect", name, all.Length, null));
    }

    private static void Words(FeatureTable table, int place, string[] texts, Func<FeatureTable, double> mean, ImmutableArray<MetricValue>.Builder metrics)
    {
        var name = table.Columns[place].Name;
        var means = texts.CountBy(t => t, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostWords)
            .Select(c => (c.Key, Mean: mean(table.With(place, table.Columns[place] with { Texts = [.. Enumerable.Repeat(c.Key, table.Rows)] })))).ToArray();
        metrics.Add(new("partial_dependence_range", means.Max(m => m.Mean) - means.Min(m => m.Mean), null, "score: largest less smallest mean over the commonest values", name, table.Rows, null));
        metrics.AddRange(means.Select(m => new MetricValue("partial_dependence", m.Mean, null, "mean score when every row takes this value", $"{name}={m.Key}", table.Rows, null)));
    }
}
