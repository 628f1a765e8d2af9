using System.Text.Json.Nodes;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Testing;

namespace Bylaw.Accept.Fairness;

/// <summary>Checks a section that gives rows and one rate a group, without cells: the whole counts are recovered from both.</summary>
internal static class RateSection
{
    /// <summary>Reads rows and hits of each group, or null when the object is no such section.</summary>
    public static Dictionary<string, (long Hits, long Rows)>? Counts(JsonObject groups)
    {
        var counts = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        foreach (var (name, node) in groups)
        {
            if (node is not JsonObject { Count: 2 } group || group["n"] is not JsonValue n || group.FirstOrDefault(p => p.Key.EndsWith("_rate", StringComparison.Ordinal)).Value is not JsonValue rate)
            {
                return null;
            }
            var rows = (long)n.GetValue<double>();
            counts[name] = ((long)Math.Round(rate.GetValue<double>() * rows), rows);
        }
        return counts.Count > 0 ? counts : null;
    }

    public static void Check(string id, JsonObject section, Dictionary<string, (long Hits, long Rows)> counts, Comparison compare)
    {
        var groups = section["groups"] as JsonObject ?? section;
        foreach (var (name, (hits, rows)) in counts)
        {
            var rate = groups[name]!.AsObject().First(p => p.Key.EndsWith("_rate", StringComparison.Ordinal)).Value;
            compare.Number($"{id}/{name}/rate", rate, new ConfusionCell(hits, 0, rows - hits, 0).Value(Rate.Selection));
        }
        if (counts.Count != 2)
        {
            return;
        }
        var cells = counts.Values.Select(c => new ConfusionCell(c.Hits, 0, c.Rows - c.Hits, 0)).ToArray();
        var difference = section["statistical_parity_difference"]?.GetValue<double>();

        // Which of the two groups is the reference is told by the sign alone.
        var first = cells[0].Value(Rate.Selection) - cells[1].Value(Rate.Selection);
        var (group, reference) = difference is null || Math.Sign(first!.Value) == Math.Sign(difference.Value) ? (cells[0], cells[1]) : (cells[1], cells[0]);
        foreach (var key in (string[])["statistical_parity_difference", "disparate_impact"])
        {
            if (section[key] is { } wanted)
            {
                compare.Number($"{id}/{key}", wanted, ReferenceMetrics.Find(key)!.Compute(group, reference));
            }
        }
        if (section["chi2"] is JsonObject chi2)
        {
            var found = ChiSquare.Test(new[,] { { group.Selected, group.Rows - group.Selected }, { reference.Selected, reference.Rows - reference.Selected } });
            compare.Number($"{id}/chi2", chi2["chi2"], found?.Statistic);
            compare.Number($"{id}/chi2/p", chi2["p"], found?.PValue);
        }
        if (section["fisher_p"] is { } fisher)
        {
            compare.Number($"{id}/fisher_p", fisher, TwoProportions.FisherExact(group.Selected, group.Rows, reference.Selected, reference.Rows));
        }
    }
}
