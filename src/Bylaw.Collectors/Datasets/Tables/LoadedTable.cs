using Bylaw.Collectors.Datasets.Profiling;
using DuckDB.NET.Data;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Loads what our own readers read into a table of an embedded DuckDB, which may spill to disk, with the types that the source declares.</summary>
internal static class LoadedTable
{
    /// <summary>Loads all rows.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="name">The name of the table that is made.</param>
    /// <param name="source">What is read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The columns that could be read.</returns>
    /// <remarks>A declared type holds when every value can be read as one; else the column stays text, as SQLite allows.</remarks>
    /// <exception cref="TableException">The source is damaged or was lost.</exception>
    public static IReadOnlyList<RelationColumn> Load(DuckDBConnection connection, string name, ITable source, CancellationToken cancellationToken)
    {
        var places = Enumerable.Range(0, source.Columns.Count).Where(i => !source.Unreadable.ContainsKey(source.Columns[i])).ToArray();
        var names = Distinct([.. places.Select(i => source.Columns[i])]);
        if (places.Length == 0)
        {
            return [];
        }
        var text = name + "_text";
        DuckDbSession.Execute(connection, $"CREATE TABLE {text} ({string.Join(", ", names.Select(n => $"{DuckDbSession.Name(n)} VARCHAR"))})");
        using (var appender = connection.CreateAppender(text))
        {
            foreach (var row in source.Rows(cancellationToken))
            {
                var target = appender.CreateRow();
                foreach (var place in places)
                {
                    _ = row[place] is { } value ? target.AppendValue(value) : target.AppendNullValue();
                }
                target.EndRow();
            }
        }
        var declared = places.Select(i => source.Types.GetValueOrDefault(source.Columns[i])).ToArray();
        var holds = DuckDbSession.Query(connection, $"SELECT {string.Join(", ", names.Select((n, i) => declared[i] is null or "BLOB" ? "true" : $"count({DuckDbSession.Name(n)}) = count(TRY_CAST({DuckDbSession.Name(n)} AS {declared[i]}))"))} FROM {text}")[0];
        var casts = names.Select((n, i) => Cast(DuckDbSession.Name(n), holds[i] is true ? declared[i] : null));
        DuckDbSession.Execute(connection, $"CREATE TABLE {name} AS SELECT {string.Join(", ", casts)} FROM {text}; DROP TABLE {text}");
        return [.. names.Select((n, i) => new RelationColumn(n, holds[i] is true ? declared[i] ?? "VARCHAR" : "VARCHAR"))];
    }

    private static string Cast(string column, string? type) => type switch
    {
        null => column,
        "BLOB" => $"from_base64({column}) AS {column}",
        _ => $"CAST({column} AS {type}) AS {column}",
    };

    /// <summary>Names that differ in case alone are one to SQL: the later ones get a number.</summary>
    private static string[] Distinct(string[] names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Length; i++)
        {
            var (name, n) = (names[i], 1);
            while (!taken.Add(names[i]))
            {
                names[i] = $"{name}_{n++}";
            }
        }
        return names;
    }
}
