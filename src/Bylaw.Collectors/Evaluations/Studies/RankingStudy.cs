using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Ranking;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Measures how groups share the places of rankings; what is wanted is each group's share of the ranked.</summary>
/// <remarks>Several rankings are measured one by one and averaged, so that a long one does not drown the others.</remarks>
internal static class RankingStudy
{
    public static Study Run(WatchedTable table, PredictionLayout layout, AnalysisOptions options, StudyOptions study)
    {
        if (layout.Attributes.IsEmpty)
        {
            throw new EvaluationInputException("a ranking is judged by groups: name the protected attributes");
        }
        var places = Places(table, study.Rank!);
        var lists = study.List is null ? null : table.Texts(study.List, "list");
        var gains = layout.Label is null ? null : WatchedTable.Numbers(table.Texts(layout.Label, "label"), out _)
            ?? throw new EvaluationInputException($"the label column `{layout.Label}` of a ranking must hold numbers: how much each place deserves");
        var rankings = Enumerable.Range(0, places.Length).GroupBy(i => lists is null ? "all" : lists[i] ?? throw new EvaluationInputException($"the list column `{study.List}` is empty in some rows"), StringComparer.Ordinal)
            .Select(g => g.OrderBy(i => places[i]).ToArray()).ToArray();
        if (rankings.FirstOrDefault(r => r.Select(i => places[i]).Distinct().Count() < r.Length) is not null)
        {
            throw new EvaluationInputException($"two rows have the same place in one ranking (column `{study.Rank}`); name the column that tells rankings apart as `list`");
        }
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        var notes = ImmutableArray.CreateBuilder<string>();
        var groups = ImmutableArray.CreateBuilder<StudyGroup>();
        if (gains is not null)
        {
            metrics.Add(new("normalized_discounted_gain", Mean(rankings.Select(r => RankingFairness.NormalizedDiscountedGain([.. r.Select(i => gains[i])]))), null, "share of the best order", Over(rankings), places.Length, true));
        }
        foreach (var attribute in layout.Attributes)
        {
            var texts = table.Texts(attribute, "group");
            if (texts.Count(t => t is null) is > 0 and var unknown)
            {
                throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture, $"{unknown} ranked rows have no {attribute}: a ranking cannot leave places out, so give them a value such as 'unknown'"));
            }
            var small = texts.CountBy(t => t!, StringComparer.Ordinal).Where(c => c.Value < options.SmallGroups.MinRows).Select(c => c.Key).Order(StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
            if (small.Count > 0)
            {
                notes.Add($"{attribute}: too small to judge by itself: {string.Join(", ", small)}");
            }
            ByAttribute(metrics, groups, attribute, [.. rankings.Select(r => (string[])[.. r.Select(i => texts[i]!)])], small, study);
        }
        return new("fairness", "places of a ranking", metrics.ToImmutable()) { Groups = groups.ToImmutable(), Notes = notes.ToImmutable() };
    }

    private static void ByAttribute(
        ImmutableArray<MetricValue>.Builder metrics, ImmutableArray<StudyGroup>.Builder groups, string attribute, string[][] rankings, HashSet<string> small, StudyOptions study)
    {
        var rows = rankings.Sum(r => r.Length);
        var wanted = rankings.Select(r => r.CountBy(g => g, StringComparer.Ordinal).ToDictionary(c => c.Key, c => (double)c.Value / r.Length, StringComparer.Ordinal)).ToArray();
        var by = $"by {attribute}";
        void Add(string name, double? value, string unit, bool? higher, string? slice = null) => metrics.Add(new(name, value, null, unit, slice ?? by, rows, higher));
        Add("ndkl", Mean(rankings.Zip(wanted, (r, w) => RankingFairness.DiscountedDivergence(r, w))), "nats", false);
        Add("exposure_ratio", Mean(rankings.Select(r => RankingFairness.ExposureRatio([.. r.Where(g => !small.Contains(g))]))), "ratio", true);
        var short_ = rankings.Zip(wanted, (r, w) => RankingFairness.Infeasible(r, w)).ToArray();
        Add("infeasible_index", short_.Sum(s => s.Index), "prefixes × groups below their share", false);
        Add("infeasible_count", short_.Sum(s => s.Places.Length), "prefixes in which a group is below its share", false);
        var names = wanted.SelectMany(w => w.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        foreach (var group in names)
        {
            var exposure = Mean(rankings.Select(r => RankingFairness.Exposure(r).TryGetValue(group, out var e) ? e : (double?)null));
            var count = rankings.Sum(r => r.Count(g => g == group));
            groups.Add(new(attribute, group, count, (double)count / rows, "exposure", small.Contains(group) ? null : exposure, small.Contains(group) ? $"{count} rows" : null));
        }
        foreach (var k in study.Top.Where(k => rankings.All(r => r.Length >= k)).Distinct().Order())
        {
            var place = k.ToString(CultureInfo.InvariantCulture);
            double? Skew(string group) => Mean(rankings.Zip(wanted, (r, w) => w.TryGetValue(group, out var share) ? RankingFairness.Skew(r, group, share, k) : null));
            foreach (var group in names.Where(g => !small.Contains(g)))
            {
                Add($"skew_at_{place}", Finite(Skew(group)), "log ratio of share in the first places and share of all; none when the group has no place", null, $"{attribute}={group}");
            }
            var skews = names.Where(g => !small.Contains(g)).Select(Skew).OfType<double>().ToArray();
            Add($"min_skew_at_{place}", skews.Length < 2 ? null : Finite(skews.Min()), "log ratio; none when a group has no place", true);
            Add($"max_skew_at_{place}", skews.Length < 2 ? null : Finite(skews.Max()), "log ratio", false);
        }
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static double? Mean(IEnumerable<double?> values) => values.ToArray() is var all && all.Length > 0 && all.All(v => v is not null) ? all.Average() : null;

    private static string Over(int[][] rankings) => rankings.Length == 1 ? "all" : string.Create(CultureInfo.InvariantCulture, $"mean of {rankings.Length} rankings");

    private static double[] Places(WatchedTable table, string name)
    {
        var places = WatchedTable.Numbers(table.Texts(name, "rank"), out var bad);
        return places is not null && !Array.Exists(places, double.IsNaN) ? places
            : throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture, $"the rank column `{name}` must hold a place in every row, 1 for the best ({bad} rows hold something else)"));
    }
}
