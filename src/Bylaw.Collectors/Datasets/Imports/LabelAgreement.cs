using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Imports;

/// <summary>Measures how far annotators agree, from an export with <c>item</c>, <c>annotator</c> and <c>label</c>.</summary>
/// <remarks>Krippendorff's alpha for names: 1 less observed over expected disagreement; any number of annotators, missing labels allowed.</remarks>
internal static class LabelAgreement
{
    /// <summary>Returns metric, value and the count of annotators.</summary>
    /// <exception cref="TableException">The export cannot be read, lacks a column, or no item was labelled twice.</exception>
    public static JsonObject Read(Relation relation, string path)
    {
        var (from, columns) = relation.Attach("annotations", path, FileFormat.ByName);
        foreach (var name in (string[])["item", "annotator", "label"])
        {
            if (columns.All(c => c.Name != name))
            {
                throw new TableException(GapReason.Malformed, $"the annotations have no column `{name}`");
            }
        }
        var items = relation.Query($"SELECT CAST(item AS VARCHAR), CAST(label AS VARCHAR), count(*) FROM {from} WHERE label IS NOT NULL GROUP BY 1, 2")
            .GroupBy(r => (string)r[0]!, r => (Label: (string)r[1]!, Count: Relation.Long(r[2])))
            .Select(g => g.ToList());
        return new JsonObject
        {
            ["metric"] = "krippendorff_alpha_nominal",
            ["value"] = Alpha(items) ?? throw new TableException(GapReason.Malformed, "no item was labelled by two annotators"),
            ["annotators"] = relation.Count($"SELECT count(DISTINCT annotator) FROM {from}"),
            ["items"] = relation.Count($"SELECT count(DISTINCT item) FROM {from}"),
        };
    }

    /// <summary>Computes alpha from the counts of labels of each item; null when nothing was labelled twice.</summary>
    internal static double? Alpha(IEnumerable<List<(string Label, long Count)>> items)
    {
        var totals = new Dictionary<string, double>(StringComparer.Ordinal);
        var (n, disagreed) = (0.0, 0.0);
        foreach (var labels in items)
        {
            var m = (double)labels.Sum(l => l.Count);
            if (m < 2)
            {
                continue;
            }
            n += m;
            foreach (var (label, count) in labels)
            {
                totals[label] = totals.GetValueOrDefault(label) + count;
                disagreed += count * (m - count) / (m - 1);
            }
        }
        if (n == 0)
        {
            return null;
        }
        var expected = totals.Values.Sum(t => t * (n - t)) / (n - 1);
        return expected == 0 ? 1 : 1 - (disagreed / expected);
    }
}
