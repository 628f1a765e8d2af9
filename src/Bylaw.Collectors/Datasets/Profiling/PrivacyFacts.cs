using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Counts how far people can be told apart by quasi-identifiers: k-anonymity, l-diversity, t-closeness, risk.</summary>
/// <remarks>
/// k is the smallest class. l is the least number of distinct sensitive values in a class, and exp of the least entropy. t is the greatest distance of a
/// class's distribution to that of the table: half the sum of differences, for numbers also the ordered earth mover's distance.
/// </remarks>
internal static class PrivacyFacts
{
    private const int SmallClass = 5;
    private const int MostOrdered = 2_000;

    /// <summary>Adds the figures to <c>deidentification</c>.</summary>
    /// <exception cref="Tables.TableException">The table cannot be read.</exception>
    public static void Add(JsonObject target, Relation relation, IReadOnlyList<RelationColumn> quasiIdentifiers, IReadOnlyList<RelationColumn> sensitive, long rows)
    {
        if (rows == 0)
        {
            return;
        }
        var keys = string.Join(", ", quasiIdentifiers.Select(q => q.Sql));
        var answer = relation.Row($"SELECT min(n), count(*), count(*) FILTER (WHERE n = 1), sum(n) FILTER (WHERE n < {SmallClass}) FROM (SELECT count(*) AS n FROM {relation.From} GROUP BY {keys}) AS c");
        var (k, classes) = (Relation.Long(answer[0]), Relation.Long(answer[1]));
        target["k"] = k;
        target["quasi_identifiers"] = new JsonArray([.. quasiIdentifiers.Select(q => (JsonNode)q.Name)]);
        target["classes"] = classes;
        target["unique_rows"] = Relation.Long(answer[2]);
        target["rows_below_5"] = Relation.Long(answer[3]);
        target["risk"] = new JsonObject { ["prosecutor_max"] = 1.0 / k, ["prosecutor_mean"] = (double)classes / rows };
        var each = new JsonArray();
        foreach (var column in sensitive.Where(s => !quasiIdentifiers.Contains(s)))
        {
            each.Add(Sensitive(relation, keys, column));
        }
        if (each.Count > 0)
        {
            target["sensitive"] = each;
            target["l"] = each.Min(s => s!["l"]!.GetValue<long>());
            target["t"] = each.Max(s => s!["t"]!.GetValue<double>());
        }
    }

    private static JsonObject Sensitive(Relation relation, string keys, RelationColumn column)
    {
        var counted = $"SELECT {keys}, {column.Sql} AS s, count(*) AS n FROM {relation.From} WHERE {column.Sql} IS NOT NULL GROUP BY {keys}, {column.Sql}";
        var shares = $"SELECT {keys}, s, n, sum(n) OVER (PARTITION BY {keys}) AS class_n, sum(n) OVER (PARTITION BY s) AS value_n, sum(n) OVER () AS all_n FROM ({counted}) AS c";
        // Values that a class lacks add their whole share: one minus the shares of those it has.
        var distance = "(sum(abs(CAST(n AS FLOAT8) / CAST(class_n AS FLOAT8) - CAST(value_n AS FLOAT8) / CAST(all_n AS FLOAT8))) + 1 - sum(CAST(value_n AS FLOAT8) / CAST(all_n AS FLOAT8))) / 2";
        var entropy = "-sum(CAST(n AS FLOAT8) / CAST(class_n AS FLOAT8) * ln(CAST(n AS FLOAT8) / CAST(class_n AS FLOAT8)))";
        var answer = relation.Row($"SELECT min(l), min(e), max(t) FROM (SELECT count(*) AS l, {entropy} AS e, {distance} AS t FROM ({shares}) AS v GROUP BY {keys}) AS w");
        var json = new JsonObject
        {
            ["column"] = column.Name,
            ["l"] = Relation.Long(answer[0]),
            ["l_entropy"] = Math.Exp(Relation.Number(answer[1]) ?? 0),
            ["t"] = Math.Max(0, Relation.Number(answer[2]) ?? 0),
        };
        if (column.Kind == ColumnKind.Number && Ordered(relation, keys, column) is { } ordered)
        {
            json["t_ordered"] = ordered;
        }
        return json;
    }

    /// <summary>The ordered distance: mean over the domain of the difference between cumulative shares.</summary>
    private static double? Ordered(Relation relation, string keys, RelationColumn column)
    {
        var domain = relation.Query($"SELECT CAST({column.Sql} AS FLOAT8) AS v, count(*) FROM {relation.From} WHERE {column.Sql} IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT {MostOrdered + 1}");
        if (domain.Count is < 2 or > MostOrdered)
        {
            return null;
        }
        var total = domain.Sum(d => Relation.Long(d[1]));
        var places = domain.Select((d, i) => (Value: Relation.Number(d[0])!.Value, i)).ToDictionary(p => p.Value, p => p.i);
        var global = new double[domain.Count];
        var sum = 0L;
        for (var i = 0; i < global.Length; i++)
        {
            sum += Relation.Long(domain[i][1]);
            global[i] = (double)sum / total;
        }
        var cells = relation.Stream($"SELECT dense_rank() OVER (ORDER BY {keys}) AS class, CAST({column.Sql} AS FLOAT8) AS v, count(*) AS n FROM {relation.From} WHERE {column.Sql} IS NOT NULL GROUP BY {keys}, {column.Sql} ORDER BY 1");
        var (worst, current, counts) = (0.0, -1L, new long[global.Length]);
        foreach (var cell in cells)
        {
            if (Relation.Long(cell[0]) is var id && id != current)
            {
                worst = Math.Max(worst, current < 0 ? 0 : Distance(counts, global));
                Array.Clear(counts);
                current = id;
            }
            counts[places[Relation.Number(cell[1])!.Value]] = Relation.Long(cell[2]);
        }
        return Math.Max(worst, current < 0 ? 0 : Distance(counts, global));
    }

    private static double Distance(long[] counts, double[] global)
    {
        var total = (double)counts.Sum();
        var (sum, distance) = (0L, 0.0);
        for (var i = 0; i < counts.Length - 1; i++)
        {
            sum += counts[i];
            distance += Math.Abs((sum / total) - global[i]);
        }
        return distance / (counts.Length - 1);
    }
}
