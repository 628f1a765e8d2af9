using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Cli.Commands.Log.Exports;

/// <summary>Writes records as OTLP logs in JSON: what a collector's file receiver or <c>/v1/logs</c> takes.</summary>
internal static class OtlpExport
{
    public static JsonObject Logs(IEnumerable<JsonObject> records, string origin) => new()
    {
        ["resourceLogs"] = new JsonArray(new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = new JsonArray(Attribute("service.name", "bylaw"), Attribute("bylaw.log.origin", origin)) },
            ["scopeLogs"] = new JsonArray(new JsonObject
            {
                ["scope"] = new JsonObject { ["name"] = "bylaw.ledger" },
                ["logRecords"] = new JsonArray([.. records.Select(r => (JsonNode)Record(r))]),
            }),
        }),
    };

    private static JsonObject Record(JsonObject record)
    {
        var nanos = DateTimeOffset.TryParse(record["time"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (time - DateTimeOffset.UnixEpoch).Ticks * 100
            : 0;
        var attributes = new JsonArray();
        foreach (var (name, value) in record)
        {
            if (name is not ("time" or "trace") && value is not null)
            {
                // GenAI attributes where OpenTelemetry has a name for the field.
                var key = (name, record["kind"]?.ToString()) switch
                {
                    ("model", _) => "gen_ai.request.model",
                    ("operation", "model_access") => "gen_ai.operation.name",
                    _ => $"bylaw.{name}",
                };
                attributes.Add((JsonNode)Attribute(key, value is JsonValue ? value.ToString() : value.ToJsonString()));
            }
        }
        var json = new JsonObject
        {
            ["timeUnixNano"] = nanos.ToString(CultureInfo.InvariantCulture),
            ["severityNumber"] = RecordText.Cells(record)[6] is "deny" or "fail" or "error" ? 17 : 9,
            ["eventName"] = $"bylaw.{record["kind"]}",
            ["body"] = new JsonObject { ["stringValue"] = string.Join(' ', RecordText.Cells(record)[2..].Where(c => c.Length > 0)) },
            ["attributes"] = attributes,
        };
        if (record["trace"]?.ToString() is { Length: 32 } trace && trace.All(char.IsAsciiHexDigit))
        {
            json["traceId"] = trace;
        }
        return json;
    }

    private static JsonObject Attribute(string key, string value) =>
        new() { ["key"] = key, ["value"] = new JsonObject { ["stringValue"] = value } };
}
