using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Counts what a test set shares with its training set: whole rows, rows of features, keys, and time.</summary>
internal static class SplitFacts
{
    /// <summary>Returns the evidence about a split; the relation holds the training rows.</summary>
    /// <exception cref="TableException">A table cannot be read, or the two do not have the same columns.</exception>
    public static JsonObject Read(Relation train, string testFrom, IReadOnlyList<RelationColumn> testColumns, SplitColumns columns)
    {
        var shared = train.Columns.Where(c => c.Kind != ColumnKind.Nested && testColumns.Any(t => t.Name == c.Name)).ToList();
        if (shared.Count == 0)
        {
            throw new TableException(GapReason.Malformed, "training and test set share no column name");
        }
        var testRows = train.Count($"SELECT count(*) FROM {testFrom}");
        var compared = new ComparedColumns(testColumns, columns.Label);
        var rows = Overlap(train, testFrom, [.. shared.Where(c => !columns.Keys.Contains(c.Name))], compared);
        var json = new JsonObject { ["test_rows"] = testRows, ["overlap_rows"] = rows, ["overlap_ratio"] = testRows == 0 ? 0 : (double)rows / testRows, ["columns"] = shared.Count };
        if (columns.Label is not null && shared.Where(c => c.Name != columns.Label && !columns.Keys.Contains(c.Name)).ToList() is { Count: > 0 } features)
        {
            var overlap = Overlap(train, testFrom, features, compared);
            json["feature_overlap_rows"] = overlap;
            json["feature_overlap_ratio"] = testRows == 0 ? 0 : (double)overlap / testRows;
        }
        var keys = new JsonArray();
        foreach (var key in shared.Where(c => columns.Keys.Contains(c.Name)))
        {
            keys.Add(new JsonObject { ["column"] = key.Name, ["shared"] = train.Count($"SELECT count(*) FROM (SELECT DISTINCT {Text(key)} AS k FROM {testFrom} WHERE {key.Sql} IS NOT NULL) AS a WHERE k IN (SELECT {Text(key)} FROM {train.From} WHERE {key.Sql} IS NOT NULL)") });
        }
        if (keys.Count > 0)
        {
            json["shared_keys"] = keys;
        }
        if (columns.Time is not null && shared.Find(c => c.Name == columns.Time) is { Kind: ColumnKind.Time } time)
        {
            var answer = train.Row($"SELECT CAST((SELECT max({time.Sql}) FROM {train.From}) AS VARCHAR), CAST((SELECT min({time.Sql}) FROM {testFrom}) AS VARCHAR), (SELECT count(*) FROM {testFrom} WHERE {time.Sql} <= (SELECT max({time.Sql}) FROM {train.From}))");
            json["time"] = new JsonObject { ["column"] = time.Name, ["train_to"] = (string?)answer[0], ["test_from"] = (string?)answer[1], ["test_rows_not_after_train"] = Relation.Long(answer[2]) };
        }
        return json;
    }

    /// <summary>Counts test rows that stand in the training set; nulls equal each other, values are compared as text.</summary>
    private static long Overlap(Relation train, string testFrom, List<RelationColumn> columns, ComparedColumns compared)
    {
        if (columns.Count == 0)
        {
            return 0;
        }
        var list = string.Join(", ", columns.Select((c, i) => $"{compared.Sql(c)} AS c{i}"));
        var equal = string.Join(" AND ", columns.Select((_, i) => $"a.c{i} IS NOT DISTINCT FROM b.c{i}"));
        return train.Count($"SELECT count(*) FROM (SELECT {list} FROM {testFrom}) AS a SEMI JOIN (SELECT DISTINCT {list} FROM {train.From}) AS b ON {equal}");
    }

    private static string Text(RelationColumn column) => $"CAST({column.Sql} AS VARCHAR)";
}

/// <summary>Writes columns so that equal values of two files are equal: whole and decimal numbers as numbers, a label without the full stop that UCI's test files add.</summary>
internal sealed record ComparedColumns(IReadOnlyList<RelationColumn> Other, string? Label)
{
    public string Sql(RelationColumn column)
    {
        var other = Other.First(o => o.Name == column.Name);
        var text = column.Kind == ColumnKind.Number && other.Kind == ColumnKind.Number && column.Type != other.Type ? $"CAST(CAST({column.Sql} AS FLOAT8) AS VARCHAR)" : $"CAST({column.Sql} AS VARCHAR)";
        return column.Name == Label ? $"rtrim({text}, '. ')" : text;
    }
}

/// <summary>Names the columns of a split that have a part of their own.</summary>
/// <param name="Label">What is predicted; null when not said.</param>
/// <param name="Keys">Columns that name a person or thing.</param>
/// <param name="Time">When a row happened; null when not said.</param>
internal sealed record SplitColumns(string? Label, IReadOnlyList<string> Keys, string? Time);
