using System.Globalization;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;

namespace Bylaw.Cli.Commands.Log.Exports;

/// <summary>Writes records as a Parquet file: a column for each field that is asked for most, and the whole record as JSON.</summary>
internal static class ParquetExport
{
    private static readonly string[] _texts =
    [
        "kind", "producer", "actor", "on_behalf_of", "approver", "author", "model", "model_version", "dataset", "operation", "purpose", "policy",
        "policy_version", "policy_digest", "control", "subject", "decision", "severity", "stage", "reason", "ticket", "trace",
    ];

    /// <summary>Writes the file by way of a database beside it, so that its size is not bound by memory.</summary>
    /// <returns>The number of rows.</returns>
    public static long Write(IEnumerable<JsonObject> records, string file)
    {
        var work = file + ".work";
        try
        {
            File.Delete(work);
            using var connection = new DuckDBConnection($"Data Source={work}");
            connection.Open();
            Execute(connection, $"CREATE TABLE records(\"index\" BIGINT NOT NULL, \"time\" TIMESTAMP, {string.Join(", ", _texts.Select(t => $"\"{t}\" VARCHAR"))}, record VARCHAR NOT NULL)");
            var count = 0L;
            using (var appender = connection.CreateAppender("records"))
            {
                foreach (var record in records)
                {
                    var row = appender.CreateRow();
                    row.AppendValue(record["index"]!.GetValue<long>());
                    row = Time(record) is { } time ? row.AppendValue(time) : row.AppendNullValue();
                    foreach (var name in _texts)
                    {
                        row = Text(record, name) is { } text ? row.AppendValue(text) : row.AppendNullValue();
                    }
                    row.AppendValue(RecordText.Line(record));
                    row.EndRow();
                    count++;
                }
            }
            Execute(connection, $"COPY (SELECT * FROM records ORDER BY \"index\") TO '{file.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, COMPRESSION zstd)");
            return count;
        }
        catch (DuckDBException error)
        {
            throw new UserErrorException($"cannot write {file}: {error.Message.ReplaceLineEndings(" ")}");
        }
        finally
        {
            File.Delete(work);
            File.Delete(work + ".wal");
        }
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static DateTime? Time(JsonObject record) =>
        DateTimeOffset.TryParse(record["time"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.UtcDateTime : null;

    private static string? Text(JsonObject record, string name)
    {
        var node = name == "decision"
            ? record["effect"] ?? record["status"] ?? record["outcome"] ?? record["decision"] ?? record["action"]
            : record[name] ?? record[name + "s"];
        return node switch
        {
            null => null,
            JsonArray list => string.Join(' ', list.Select(i => i is JsonObject o ? o["name"]?.ToString() ?? o["digest"]?.ToString() : i?.ToString())),
            _ => node.ToString(),
        };
    }
}
