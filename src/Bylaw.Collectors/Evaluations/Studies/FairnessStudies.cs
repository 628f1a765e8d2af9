using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Looks at rows one by one: whether similar persons are decided alike, and where scores and outcomes part most.</summary>
internal static class FairnessStudies
{
    /// <summary>The most persons that are compared with one another; a seeded sample above it.</summary>
    public const int MostPersons = 5000;

    private const int ScoreSteps = 200;
    private const int MostValues = 50;

    public static Study Consistency(WatchedTable table, PredictionLayout layout, StudyOptions study, long seed)
    {
        var decisions = Decisions(table, layout);
        var columns = study.Similar.Select(name => (Name: name, Texts: table.Texts(name, "likeness"))).ToArray();
        var rows = Enumerable.Range(0, decisions.Length).ToArray();
        var notes = ImmutableArray.CreateBuilder<string>();
        var sampled = rows.Length > MostPersons;
        if (sampled)
        {
            new SeededRandom(seed).Shuffle<int>(rows);
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"individual consistency: {MostPersons} of {rows.Length} rows, drawn by seed {seed}"));
            rows = [.. rows.Take(MostPersons).Order()];
        }
        var axes = columns.SelectMany(c => Axes(c.Name, c.Texts, rows)).ToArray();
        if (axes.Length == 0)
        {
            throw new EvaluationInputException($"the columns {string.Join(", ", study.Similar)} are the same in every row, so nobody is more alike than others");
        }
        double[][] persons = [.. rows.Select((_, i) => axes.Select(a => a[i]).ToArray())];
        var value = IndividualConsistency.Consistency(persons, [.. rows.Select(r => decisions[r] ? 1.0 : 0.0)], study.Neighbours);
        return new("fairness", "decisions on similar persons",
            [new("individual_consistency", value, null, string.Create(CultureInfo.InvariantCulture, $"1 less the mean distance to the {study.Neighbours} most similar by {string.Join(", ", study.Similar)}"), "all", rows.Length, true)])
        {
            Notes = notes.ToImmutable(),
            IsSample = sampled,
        };
    }

    public static Study BiasScan(WatchedTable table, PredictionLayout layout, StudyOptions study, long seed)
    {
        if (layout.Label is null || layout.Score is null)
        {
            throw new EvaluationInputException("a bias scan compares scores with outcomes: name a `label` and a `score` column");
        }
        var labels = Labels(table, layout);
        var scores = table.Scores(layout.Score);
        var columns = study.Scan.Select(name => Values(name, table.Texts(name, "scan"))).ToArray();
        var kept = Enumerable.Range(0, scores.Length).Where(i => labels[i] is not null).ToArray();
        // Scores are gathered in steps of 1/200; each step keeps the mean of its own scores, so the likelihood is that of the rows to the third digit.
        BiasScanCell[] cells = [.. kept.GroupBy(i => string.Join('\u001f', columns.Select(c => c[i])) + '\u001f' + (int)(scores[i] * ScoreSteps), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new BiasScanCell([.. columns.Select(c => c[g.First()])], g.Count(), g.Count(i => labels[i] == true), Math.Clamp(g.Average(i => scores[i]), 1e-6, 1 - 1e-6)))];
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        var details = new JsonArray();
        foreach (var over in (bool[])[true, false])
        {
            var name = over ? "bias_scan_overpredicted" : "bias_scan_underpredicted";
            var found = Metrics.Fairness.BiasScan.Run(study.Scan, cells, over, seed: seed);
            var words = found is null ? "no subset stands out" : found.Subset.IsEmpty ? "all rows" : string.Join(", ", found.Subset.Select(s => $"{s.Key} in {{{string.Join("; ", s.Value)}}}"));
            metrics.Add(new(name, found?.Score ?? 0, null, found is null ? "log-likelihood ratio less penalty" : string.Create(CultureInfo.InvariantCulture, $"log-likelihood ratio less penalty; outcomes {found.Observed:0.###}, scores {found.Expected:0.###}"), words, found?.Rows ?? kept.Length, false));
            details.Add(new JsonObject
            {
                ["direction"] = over ? "overpredicted" : "underpredicted",
                ["subset"] = found is null ? null : new JsonObject([.. found.Subset.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)new JsonArray([.. s.Value.Select(v => (JsonNode)v)])))]),
                ["rows"] = found?.Rows,
                ["observed"] = found?.Observed,
                ["expected"] = found?.Expected,
            });
        }
        return new("fairness", "subsets whose scores are furthest from their outcomes", metrics.ToImmutable()) { Detail = new("x_bias_scan", details) };
    }

    private static bool[] Decisions(WatchedTable table, PredictionLayout layout)
    {
        if (layout.Prediction is null)
        {
            return layout.Score is null ? throw new EvaluationInputException("name a prediction column, or a score column and a threshold") : Array.ConvertAll(table.Scores(layout.Score), s => s >= layout.Threshold);
        }
        var positive = layout.Positive.Select(LabelSet.Canonical).ToHashSet(StringComparer.Ordinal);
        return Array.ConvertAll(table.Texts(layout.Prediction, "prediction"), t => t is null ? throw new EvaluationInputException($"some rows hold no prediction (column `{layout.Prediction}`)") : positive.Contains(LabelSet.Canonical(t)));
    }

    private static bool?[] Labels(WatchedTable table, PredictionLayout layout)
    {
        var positive = layout.Positive.Select(LabelSet.Canonical).ToHashSet(StringComparer.Ordinal);
        return Array.ConvertAll(table.Texts(layout.Label!, "label"), t => t is null ? (bool?)null : positive.Contains(LabelSet.Canonical(t)));
    }

    /// <summary>Makes numbers of one scale: a column of numbers in deviations, a column of words as one axis a word.</summary>
    private static IEnumerable<double[]> Axes(string name, string?[] texts, int[] rows)
    {
        if (WatchedTable.Numbers(texts, out _) is { } numbers)
        {
            double[] own = [.. rows.Select(r => numbers[r])];
            if (Array.Exists(own, double.IsNaN))
            {
                throw new EvaluationInputException($"the column `{name}` is empty in some rows, so their likeness is not known");
            }
            var mean = own.Average();
            var deviation = Math.Sqrt(own.Average(x => (x - mean) * (x - mean)));
            return deviation > 0 ? [Array.ConvertAll(own, x => (x - mean) / deviation)] : [];
        }
        var words = rows.Select(r => texts[r]).Distinct(StringComparer.Ordinal).ToArray();
        if (words.Length > MostValues)
        {
            throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture, $"the column `{name}` holds {words.Length} different words, more than {MostValues}: group them first"));
        }
        // Two different words differ on two axes by half the square root of two each: together by one deviation.
        return words.Length < 2 ? [] : words.Select(w => Array.ConvertAll(rows, r => string.Equals(texts[r], w, StringComparison.Ordinal) ? Math.Sqrt(0.5) : 0));
    }

    /// <summary>Makes words of a column; numbers of many values by quarter.</summary>
    private static string[] Values(string name, string?[] texts)
    {
        var distinct = texts.Distinct(StringComparer.Ordinal).Count();
        if (WatchedTable.Numbers(texts, out _) is { } numbers)
        {
            return Quarters.Of(numbers);
        }
        return distinct <= MostValues ? Array.ConvertAll(texts, t => t ?? "(missing)")
            : throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture, $"the column `{name}` holds {distinct} different words, more than {MostValues}: group them first"));
    }
}
