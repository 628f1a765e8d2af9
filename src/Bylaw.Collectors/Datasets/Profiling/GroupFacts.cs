using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Counts groups of people and sets their shares beside those of a declared population.</summary>
internal static partial class GroupFacts
{
    private const int MostGroups = 100;

    /// <summary>Returns one entry a group: attribute, group, count, share of rows where the attribute is known, share in the population.</summary>
    /// <exception cref="Tables.TableException">The table cannot be read.</exception>
    public static JsonArray Read(Relation relation, IReadOnlyList<RelationColumn> attributes, JsonObject population)
    {
        var entries = new JsonArray();
        foreach (var attribute in attributes)
        {
            var reference = population.FirstOrDefault(p => relation.Find(p.Key) == attribute).Value as JsonObject;
            var group = Grouping(attribute, reference);
            var counted = relation.Query($"SELECT g, count(*) FROM (SELECT {group} AS g FROM {relation.From}) AS x WHERE g IS NOT NULL GROUP BY g ORDER BY 2 DESC, 1 LIMIT {MostGroups + 1}");
            if (counted.Count > MostGroups)
            {
                continue; // no groups: nearly a value a person
            }
            var total = counted.Sum(c => Relation.Long(c[1]));
            var counts = counted.ToDictionary(c => (string)c[0]!, c => Relation.Long(c[1]), StringComparer.Ordinal);
            foreach (var name in counts.Keys.Concat(reference?.Select(r => r.Key) ?? []).Distinct(StringComparer.Ordinal))
            {
                var entry = new JsonObject { ["attribute"] = attribute.Name, ["group"] = name, ["count"] = counts.GetValueOrDefault(name), ["share"] = total == 0 ? 0 : (double)counts.GetValueOrDefault(name) / total };
                if (reference is not null && reference.TryGetPropertyValue(name, out var share) && share is JsonValue value && value.TryGetValue<double>(out var wanted))
                {
                    entry["reference_share"] = wanted;
                }
                entries.Add(entry);
            }
        }
        return entries;
    }

    /// <summary>A number is grouped by the intervals that the population names: <c>&lt;25</c>, <c>25-60</c> (both ends in), <c>&gt;=60</c>.</summary>
    private static string Grouping(RelationColumn attribute, JsonObject? reference)
    {
        var intervals = attribute.Kind == ColumnKind.Number && reference is not null ? reference.Select(r => (r.Key, Match: Interval().Match(r.Key))).ToList() : [];
        if (intervals.Count == 0 || !intervals.TrueForAll(i => i.Match.Success))
        {
            return $"CAST({attribute.Sql} AS VARCHAR)";
        }
        var cases = intervals.Select(i =>
        {
            var test = i.Match.Groups["op"].Success
                ? $"{attribute.Sql} {i.Match.Groups["op"].Value} {Number(i.Match.Groups["a"])}"
                : $"{attribute.Sql} BETWEEN {Number(i.Match.Groups["low"])} AND {Number(i.Match.Groups["high"])}";
            return $"WHEN {test} THEN {Tables.DuckDbSession.Quote(i.Key)}";
        });
        return $"CASE WHEN {attribute.Sql} IS NULL THEN NULL {string.Join(' ', cases)} ELSE 'other' END";
    }

    private static string Number(Group digits) => decimal.Parse(digits.ValueSpan, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?<op><=|>=|<|>)\s*(?<a>\d+(?:\.\d+)?)|(?<low>\d+(?:\.\d+)?)\s*-\s*(?<high>\d+(?:\.\d+)?))$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Interval();
}
