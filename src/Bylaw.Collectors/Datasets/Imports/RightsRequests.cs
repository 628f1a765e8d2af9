using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Imports;

/// <summary>Reads the list of erasure requests that a rights tool exports: <c>opened_at</c>, and <c>closed_at</c> where done.</summary>
internal static class RightsRequests
{
    /// <summary>Returns how long the oldest open request waits, in whole days; 0 when none is open.</summary>
    /// <exception cref="TableException">The list cannot be read or lacks a column.</exception>
    public static JsonObject Read(Relation relation, string path, DateTimeOffset now)
    {
        var (from, columns) = relation.Attach("rights_requests", path, FileFormat.ByName);
        var (opened, closed) = (columns.FirstOrDefault(c => c.Name == "opened_at"), columns.FirstOrDefault(c => c.Name == "closed_at"));
        if (opened is not { Kind: ColumnKind.Time } || closed is null)
        {
            throw new TableException(GapReason.Malformed, "the list of requests needs the columns `opened_at` (dates) and `closed_at`");
        }
        var answer = relation.Row($"SELECT count(*), date_diff('day', CAST(min({opened.Sql}) AS DATE), DATE '{now.UtcDateTime:yyyy-MM-dd}') FROM {from} WHERE {closed.Sql} IS NULL");
        return new JsonObject { ["oldest_open_days"] = Math.Max(0, Relation.Long(answer[1])), ["open"] = Relation.Long(answer[0]) };
    }
}
