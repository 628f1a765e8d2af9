using System.Text.RegularExpressions;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Screening;

/// <summary>Tells whether an index that answers are drawn from keeps, for each piece, who may read its source, and whether retrieval asks for it.</summary>
internal static class RetrievalAccess
{
    private static readonly string[] _names =
        ["acl", "acls", "access", "access_control", "access_groups", "access_list", "access_roles", "allowed_groups", "allowed_principals", "allowed_roles", "allowed_users", "entitlements", "groups_allowed", "permissions", "principals",
         "read_groups", "readers", "roles_allowed", "security_groups", "tenant_id", "users_allowed", "visibility"];

    private static readonly Regex _filter = new(@"\b(?:where|filters?|must|should|match|in|eq|any|overlap|contains|policy|restrict)\b|\$in|\$eq|&&|==", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>Looks at the index.</summary>
    /// <param name="relation">The pieces, one a row.</param>
    /// <param name="declared">The column with the rights when it is named; else it is known by its name.</param>
    /// <param name="code">The text of the code that retrieves; null when none is named.</param>
    /// <returns>True when every piece bears its rights and retrieval filters by them; false when either is not so; and why.</returns>
    /// <exception cref="TableException">It cannot be told: nothing shows how pieces are retrieved, or the index cannot be read.</exception>
    /// <exception cref="FormatException">The named column is not there.</exception>
    public static (bool Kept, string Why) Read(Relation relation, string? declared, string? code)
    {
        var column = Find(relation, declared);
        if (column is not var (name, sql))
        {
            return (false, "no column says who may read a piece");
        }
        var open = relation.Count($"SELECT count(*) FROM {relation.From} WHERE {sql} IS NULL OR trim(CAST({sql} AS VARCHAR)) IN ('', '[]', '{{}}', 'null')");
        if (open > 0)
        {
            return (false, $"{open} pieces bear no rights in {name}");
        }
        if (code is not null)
        {
            return Filters(code, name) ? (true, $"every piece bears {name}, and retrieval filters by it") : (false, $"the code that retrieves does not filter by {name}");
        }
        if (relation.IsPostgres && relation.Query("SELECT tablename, coalesce(qual, '') FROM pg_policies").Exists(p => relation.From.Contains((string)p[0]!, StringComparison.Ordinal) && ((string)p[1]!).Contains(name, StringComparison.Ordinal)))
        {
            return (true, $"every piece bears {name}, and a row-level policy of the server filters by it");
        }
        throw new TableException(GapReason.NotDeclared, $"every piece bears {name}, but nothing shows that retrieval filters by it: name the file that retrieves under `profile.retrieval_code`");
    }

    /// <summary>Tells whether a text mentions a column within two lines of something that filters.</summary>
    internal static bool Filters(string code, string column)
    {
        var lines = code.Split('\n');
        var word = new Regex($@"\b{Regex.Escape(column)}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        for (var i = 0; i < lines.Length; i++)
        {
            if (word.IsMatch(lines[i]) && !lines[i].AsSpan().TrimStart().StartsWith("#") && !lines[i].AsSpan().TrimStart().StartsWith("//") && !lines[i].AsSpan().TrimStart().StartsWith("--"))
            {
                var near = string.Join('\n', lines[Math.Max(0, i - 2)..Math.Min(lines.Length, i + 3)]).Replace(column, "", StringComparison.Ordinal);
                if (_filter.IsMatch(near))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static (string Name, string Sql)? Find(Relation relation, string? declared)
    {
        if (declared is not null)
        {
            var path = declared.Split('.', 2);
            var column = relation.Find(declared) ?? relation.Find(path[0]) ?? throw new FormatException($"`profile.access`: there is no column `{declared}`; columns are {string.Join(", ", relation.Columns.Take(40).Select(c => c.Name))}");
            return column.Name == declared || path.Length == 1 ? (column.Name, column.Sql) : (path[1], $"{column.Sql}.{DuckDbSession.Name(path[1])}");
        }
        foreach (var column in relation.Columns)
        {
            if (_names.Contains(column.Name.Trim().ToLowerInvariant().Replace('-', '_')))
            {
                return (column.Name, column.Sql);
            }
        }
        // Vector stores keep it among the metadata of a piece.
        foreach (var column in relation.Columns.Where(c => c.Type.StartsWith("STRUCT", StringComparison.Ordinal)))
        {
            if (_names.FirstOrDefault(n => Regex.IsMatch(column.Type, $"[(, \"]{n}\"? ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)) is { } field)
            {
                return (field, $"{column.Sql}.{DuckDbSession.Name(field)}");
            }
        }
        return null;
    }
}
