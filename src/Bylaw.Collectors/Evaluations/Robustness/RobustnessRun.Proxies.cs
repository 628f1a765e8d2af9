using System.Globalization;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Metrics.Drift;
using Bylaw.Metrics.Testing;

namespace Bylaw.Collectors.Evaluations.Robustness;

/// <content>Flips what stands in for a protected attribute.</content>
internal sealed partial class RobustnessRun
{
    private const double ProxyLimit = 0.2;
    private const int MaxGroups = 12;

    /// <summary>
    /// Gives each row the values it would have at the same rank in another group, in the columns that go with the attribute (Cramér's V of at least 0.2),
    /// and counts changed decisions: a model that never reads the attribute can still decide by its stand-ins.
    /// </summary>
    private void ProxyFlips(bool[] plain, CancellationToken cancellationToken)
    {
        foreach (var (attribute, values) in groups)
        {
            var members = values.Index().Where(v => v.Item is not null).GroupBy(v => v.Item!, v => v.Index, StringComparer.Ordinal)
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MaxGroups).Select(g => g.ToArray()).Where(g => g.Length >= 10).ToArray();
            if (members.Length < 2)
            {
                _notes.Add($"proxies of {attribute} cannot be flipped: fewer than two groups of ten rows");
                continue;
            }
            var proxies = table.Columns.Index()
                .Where(c => !string.Equals(c.Item.Name, attribute, StringComparison.OrdinalIgnoreCase))
                .Select(c => (c.Index, c.Item.Name, V: Association(c.Item, values)))
                .ToArray();
            foreach (var (_, name, v) in proxies.Where(p => p.V is not null))
            {
                Add("proxy_association", v, null, $"Cramér's V of {name} with {attribute}", higher: false);
            }
            int[] chosen = [.. proxies.Where(p => p.V >= ProxyLimit).Select(p => p.Index)];
            if (chosen.Length == 0)
            {
                _notes.Add($"no input goes with {attribute} by a Cramér's V of {ProxyLimit.ToString(CultureInfo.InvariantCulture)} or more, so there is no proxy to flip");
                continue;
            }
            cancellationToken.ThrowIfCancellationRequested();
            progress($"flipping proxies of {attribute}");
            var flipped = new bool[table.Rows];
            for (var shift = 1; shift < members.Length; shift++)
            {
                var (now, _) = model(chosen.Aggregate(table, (t, place) => t.With(place, Moved(t.Columns[place], members, shift))));
                for (var row = 0; row < flipped.Length; row++)
                {
                    flipped[row] |= now[row] != plain[row];
                }
            }
            Flips("counterfactual_proxy_flip_rate",
                $"decision changes when {string.Join(", ", chosen.Select(c => table.Columns[c].Name))} take the values of the same rank in another group of {attribute}", flipped, new bool[table.Rows]);
        }
    }

    /// <summary>Maps ranks between groups; texts are ordered by how common they are in all rows.</summary>
    private static FeatureColumn Moved(FeatureColumn column, int[][] members, int shift)
    {
        var order = column.Numbers ?? RankTexts(column.Texts!);
        var sorted = members.Select(m => m.OrderBy(r => double.IsNaN(order[r]) ? double.NegativeInfinity : order[r]).ThenBy(r => r).ToArray()).ToArray();
        var numbers = (double[]?)column.Numbers?.Clone();
        var texts = (string[]?)column.Texts?.Clone();
        for (var group = 0; group < sorted.Length; group++)
        {
            int[] from = sorted[group], to = sorted[(group + shift) % sorted.Length];
            for (var rank = 0; rank < from.Length; rank++)
            {
                var donor = to[(int)((long)rank * to.Length / from.Length)];
                if (numbers is not null)
                {
                    numbers[from[rank]] = column.Numbers![donor];
                }
                else
                {
                    texts![from[rank]] = column.Texts![donor];
                }
            }
        }
        return column with { Numbers = numbers, Texts = texts };
    }

    private static double[] RankTexts(string[] texts)
    {
        var counts = texts.CountBy(t => t, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select((c, i) => (c.Key, i)).ToDictionary(c => c.Key, c => (double)c.i, StringComparer.Ordinal);
        return Array.ConvertAll(texts, t => counts[t]);
    }

    private static double? Association(FeatureColumn column, string?[] values)
    {
        var finite = column.Numbers is { } n ? Array.FindAll(n, double.IsFinite) : [];
        if (column.Numbers is not null && finite.Length == 0)
        {
            return null;
        }
        var bins = column.Numbers is not null
            ? FeatureBins.FromQuantiles(column.Name, finite, 5)
            : FeatureBins.Categorical(column.Name, column.Texts!.CountBy(t => t, StringComparer.Ordinal).OrderByDescending(c => c.Value).Take(30).Select(c => c.Key));
        string[] names = [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var place = names.Index().ToDictionary(g => g.Item, g => g.Index, StringComparer.Ordinal);
        var counts = new long[names.Length, bins.Count];
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] is { } group)
            {
                counts[place[group], column.Numbers is { } numbers ? bins.IndexOf((double?)numbers[row]) : bins.IndexOf(column.Texts![row])]++;
            }
        }
        return ChiSquare.Test(counts)?.CramersV;
    }
}
