using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Tables;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Counts the values that meet what the manifest expects of a column; whether the share is enough, a rule decides.</summary>
internal static class ExpectationFacts
{
    private static readonly string[] _names = ["not_null", "unique", "min", "max", "in", "regex", "type"];

    /// <summary>Returns one entry an expectation.</summary>
    /// <exception cref="TableException">The table cannot be read.</exception>
    /// <exception cref="FormatException">An expectation names no known test or column.</exception>
    public static JsonArray Read(Relation relation, IReadOnlyList<JsonObject> expectations, long rows)
    {
        var entries = new JsonArray();
        foreach (var expectation in expectations)
        {
            var name = expectation["column"]!.ToString();
            var column = relation.Find(name) ?? throw new FormatException($"`profile.expect`: there is no column `{name}`");
            if (expectation.FirstOrDefault(e => e.Key is not ("column" or "mostly")) is { Key: { } test, Value: { } wanted } && _names.Contains(test))
            {
                entries.Add(Count(relation, column, test, wanted, Mostly(expectation), rows));
            }
            else
            {
                throw new FormatException($"`profile.expect` for `{name}` needs one of {string.Join(", ", _names)}");
            }
        }
        return entries;
    }

    private static JsonObject Count(Relation relation, RelationColumn column, string test, JsonNode wanted, double mostly, long rows)
    {
        var c = column.Sql;
        var present = test == "not_null" ? rows : relation.Count($"SELECT count({c}) FROM {relation.From}");
        var met = test switch
        {
            "type" => column.Type.StartsWith(wanted.ToString(), StringComparison.OrdinalIgnoreCase) || Named(column.Kind) == wanted.ToString() ? present : 0,
            "unique" => relation.Count($"SELECT coalesce(sum(n) FILTER (WHERE n = 1), 0) FROM (SELECT count(*) AS n FROM {relation.From} WHERE {c} IS NOT NULL GROUP BY {c}) AS g"),
            _ => relation.Count($"SELECT count(*) FROM {relation.From} WHERE {Test(relation, column, test, wanted)}"),
        };
        return new JsonObject
        {
            ["column"] = column.Name,
            ["expectation"] = test,
            ["values"] = present,
            ["met"] = met,
            ["share"] = present == 0 ? 1 : (double)met / present,
            ["mostly"] = mostly,
        };
    }

    private static string Test(Relation relation, RelationColumn column, string test, JsonNode wanted) => test switch
    {
        "not_null" => $"{column.Sql} IS NOT NULL",
        "min" => $"CAST({column.Sql} AS FLOAT8) >= {Number(column, test, wanted)}",
        "max" => $"CAST({column.Sql} AS FLOAT8) <= {Number(column, test, wanted)}",
        "regex" => relation.Matches($"CAST({column.Sql} AS VARCHAR)", wanted.ToString()),
        "in" when wanted is JsonArray { Count: > 0 } list => $"CAST({column.Sql} AS VARCHAR) IN ({string.Join(", ", list.Select(v => DuckDbSession.Quote(v?.ToString() ?? "")))})",
        _ => throw new FormatException($"`profile.expect` for `{column.Name}`: `in` takes a list of values"),
    };

    private static string Number(RelationColumn column, string test, JsonNode wanted) =>
        column.Kind == ColumnKind.Number && double.TryParse(wanted.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? ColumnFacts.Sql(number)
            : throw new FormatException($"`profile.expect` for `{column.Name}`: `{test}` takes a number and a column of numbers");

    private static double Mostly(JsonObject expectation) =>
        expectation["mostly"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var mostly) && mostly is >= 0 and <= 1 ? mostly : 1;

    private static string Named(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "number",
        ColumnKind.Time => "time",
        ColumnKind.Text => "text",
        _ => "nested",
    };
}
