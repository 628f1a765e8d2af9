using System.Collections.Immutable;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Drift;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Adds to a profile how the model did on the reference.</summary>
internal static class ReferencePerformance
{
    public static ReferenceProfile Add(ReferenceProfile profile, WatchedTable table)
    {
        var layout = profile.Layout;
        if (layout.Prediction is null && layout.Score is null)
        {
            return profile with { Notes = [.. profile.Notes, "performance is not watched: neither a prediction nor a score column is named"] };
        }
        var texts = table.Texts(layout.Label!, "label");
        var predicted = layout.Prediction is null ? null : table.Texts(layout.Prediction, "prediction");
        var set = LabelSet.Of(new PredictionLayout { Positive = layout.Positive, Negative = layout.Negative }, Count(texts), predicted is null ? new Dictionary<string, long>() : Count(predicted));
        if (layout.Negative.IsEmpty)
        {
            // The windows are held to the words of the reference.
            layout = layout with { Negative = [.. texts.Concat(predicted ?? []).OfType<string>().Select(LabelSet.Canonical).Distinct(StringComparer.Ordinal).Where(t => set.ClassOf(t) == 0)] };
        }
        var labels = WatchedTable.Labels(texts, layout.Label!, layout.Positive, layout.Negative);
        var scores = layout.Score is null ? null : table.Scores(layout.Score);
        var decisions = predicted is null
            ? Array.ConvertAll(scores!, s => (bool?)(s >= layout.Threshold))
            : WatchedTable.Labels(predicted, layout.Prediction!, layout.Positive, layout.Negative);
        var cell = CellOf(labels, decisions, Enumerable.Range(0, labels.Length));
        var known = Enumerable.Range(0, labels.Length).Where(r => labels[r] is not null).ToArray();
        double[] knownScores = scores is null ? [] : [.. known.Select(r => scores[r])];
        bool[] knownLabels = [.. known.Select(r => labels[r]!.Value)];
        return profile with
        {
            Layout = layout,
            Cell = cell.Rows > 0 ? cell : null,
            Area = scores is null ? null : RocCurve.Of(knownScores, knownLabels)?.Area,
            Calibration = scores is null ? null : IsotonicCalibration.Fit(knownScores, knownLabels),
        };
    }

    public static ConfusionCell CellOf(bool?[] labels, bool?[] decisions, IEnumerable<int> rows)
    {
        long tp = 0, fp = 0, tn = 0, fn = 0;
        foreach (var row in rows)
        {
            if (labels[row] is { } label && decisions[row] is { } decision)
            {
                tp += label && decision ? 1 : 0;
                fp += !label && decision ? 1 : 0;
                tn += !label && !decision ? 1 : 0;
                fn += label && !decision ? 1 : 0;
            }
        }
        return new(tp, fp, tn, fn);
    }

    private static Dictionary<string, long> Count(string?[] texts) => texts.OfType<string>().CountBy(t => t, StringComparer.Ordinal).ToDictionary(c => c.Key, c => (long)c.Value, StringComparer.Ordinal);
}
