using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Imports;

/// <summary>Joins the export of a consent platform with the data by the person's key.</summary>
/// <remarks>The export has the key column under the same name, and <c>status</c> with <c>given</c> or <c>withdrawn</c>; the latest line of <c>at</c>, where there is one, counts.</remarks>
internal static class ConsentExport
{
    /// <summary>Returns coverage and how many people withdrew and are still there.</summary>
    /// <exception cref="TableException">The export cannot be read or lacks a column.</exception>
    public static JsonObject Read(Relation relation, string path, RelationColumn key)
    {
        var (from, columns) = relation.Attach("consent_export", path, FileFormat.ByName);
        var exported = columns.FirstOrDefault(c => c.Name == key.Name) ?? throw new TableException(GapReason.Malformed, $"the consent export has no column `{key.Name}`");
        var status = columns.FirstOrDefault(c => c.Name == "status") ?? throw new TableException(GapReason.Malformed, "the consent export has no column `status`");
        var at = columns.FirstOrDefault(c => c.Name == "at");
        var latest = at is null
            ? $"SELECT CAST({exported.Sql} AS VARCHAR) AS k, min(CASE WHEN {status.Sql} = 'given' THEN 1 ELSE 0 END) AS ok, max(CASE WHEN {status.Sql} = 'withdrawn' THEN 1 ELSE 0 END) AS gone FROM {from} GROUP BY 1"
            : $"SELECT CAST({exported.Sql} AS VARCHAR) AS k, arg_max(CASE WHEN {status.Sql} = 'given' THEN 1 ELSE 0 END, {at.Sql}) AS ok, arg_max(CASE WHEN {status.Sql} = 'withdrawn' THEN 1 ELSE 0 END, {at.Sql}) AS gone FROM {from} GROUP BY 1";
        var answer = relation.Row($"SELECT count(*), coalesce(sum(ok), 0), coalesce(sum(gone), 0) FROM (SELECT DISTINCT CAST({key.Sql} AS VARCHAR) AS k FROM {relation.From} WHERE {key.Sql} IS NOT NULL) AS p LEFT JOIN ({latest}) AS c USING (k)");
        var people = Relation.Long(answer[0]);
        return new JsonObject
        {
            ["coverage"] = people == 0 ? 0 : (double)Relation.Long(answer[1]) / people,
            ["withdrawn_present"] = Relation.Long(answer[2]),
            ["subjects"] = people,
        };
    }
}
