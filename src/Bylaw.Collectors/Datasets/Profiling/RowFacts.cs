using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Counts what rows say together: exact and near duplicates, labels that contradict each other, the balance of classes.</summary>
internal static class RowFacts
{
    private const int MostClasses = 200;

    /// <summary>Adds duplicates to <c>quality</c>.</summary>
    /// <exception cref="Tables.TableException">The table cannot be read.</exception>
    public static void AddDuplicates(JsonObject quality, Relation relation, long rows)
    {
        var readable = relation.Columns.Where(c => c.Kind != ColumnKind.Nested).ToList();
        if (rows == 0 || readable.Count < relation.Columns.Count)
        {
            return;
        }
        var all = string.Join(", ", relation.Columns.Select(c => c.Sql));
        var distinct = relation.Count($"SELECT count(*) FROM (SELECT DISTINCT {all} FROM {relation.From}) AS d");
        var normal = string.Join(", ", relation.Columns.Select(c => c.Kind == ColumnKind.Text ? $"lower(regexp_replace(coalesce(CAST({c.Sql} AS VARCHAR), ''), '[^[:alnum:]]', '', 'g'))" : c.Sql));
        var near = relation.Columns.Any(c => c.Kind == ColumnKind.Text) ? relation.Count($"SELECT count(*) FROM (SELECT DISTINCT {normal} FROM {relation.From}) AS d") : distinct;
        quality["duplicates"] = rows - distinct;
        quality["duplicate_ratio"] = (double)(rows - distinct) / rows;
        quality["near_duplicates"] = distinct - near; // rows that differ from another in case, blanks and punctuation alone
    }

    /// <summary>Adds contradicting labels and the balance of classes to <c>quality</c>.</summary>
    /// <exception cref="Tables.TableException">The table cannot be read.</exception>
    public static void AddLabels(JsonObject quality, Relation relation, RelationColumn label, IReadOnlyList<RelationColumn> features)
    {
        var keys = string.Join(", ", features.Where(f => f.Kind != ColumnKind.Nested).Select(f => f.Sql));
        if (keys.Length > 0)
        {
            var answer = relation.Row($"SELECT count(*), sum(n) FROM (SELECT count(*) AS n FROM {relation.From} GROUP BY {keys} HAVING count(DISTINCT {label.Sql}) > 1) AS g");
            quality["conflicting_labels"] = new JsonObject { ["groups"] = Relation.Long(answer[0]), ["rows"] = Relation.Long(answer[1]) };
        }
        var classes = relation.Query($"SELECT CAST({label.Sql} AS VARCHAR), count(*) FROM {relation.From} WHERE {label.Sql} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MostClasses + 1}");
        if (classes.Count is 0 or > MostClasses)
        {
            return; // a number to be estimated, not a class
        }
        var counts = classes.Select(c => Relation.Long(c[1])).ToList();
        var total = (double)counts.Sum();
        quality["class_balance"] = new JsonObject
        {
            ["label"] = label.Name,
            ["classes"] = new JsonArray([.. classes.Select(c => (JsonNode)new JsonObject { ["class"] = Convert.ToString(c[0], CultureInfo.InvariantCulture), ["count"] = Relation.Long(c[1]) })]),
            ["min_max_ratio"] = (double)counts.Min() / counts.Max(),
            ["entropy"] = counts.Count < 2 ? 0 : counts.Sum(n => -(n / total) * Math.Log(n / total)) / Math.Log(counts.Count),
        };
    }
}
