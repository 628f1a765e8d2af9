using Bylaw.Evidence.Documents;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Says what stood in the way of reading a database, without the server's message, which may quote values.</summary>
internal static class DatabaseFault
{
    /// <summary>Turns what a driver threw into a gap's reason and words.</summary>
    public static TableException Of(Exception error) => error switch
    {
        PostgresException { SqlState: "28P01" or "28000" or "42501" } => new(GapReason.Denied, "the database refuses the login or the table"),
        PostgresException { SqlState: "42P01" or "42703" or "3D000" } => new(GapReason.NotFound, "no such database, table or column"),
        PostgresException { SqlState: "57014" } or TimeoutException => new(GapReason.Timeout, "the database took too long"),
        PostgresException refused when !refused.SqlState.StartsWith("57", StringComparison.Ordinal) => new(GapReason.Malformed, $"the database refuses the query (SQLSTATE {refused.SqlState})"),
        SqliteException damaged => new(GapReason.Malformed, $"the SQLite database is damaged or locked (error {damaged.SqliteErrorCode})"),
        _ => new(GapReason.Unreachable, "the database does not answer"),
    };
}
