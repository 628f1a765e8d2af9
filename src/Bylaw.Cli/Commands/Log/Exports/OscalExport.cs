using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Bylaw.Cli.Commands.Log.Exports;

/// <summary>
/// Writes decisions and findings as OSCAL 1.2.1 assessment results: a result for each decision, with the findings that were recorded
/// before it by the same producer; findings without a decision make a last result of their own.
/// </summary>
internal static class OscalExport
{
    private const string NoTime = "1970-01-01T00:00:00Z";

    public static JsonObject Results(IEnumerable<JsonObject> records, string origin)
    {
        var results = new JsonArray();
        var open = new Dictionary<string, List<JsonObject>>(StringComparer.Ordinal);
        var newest = NoTime;
        foreach (var record in records)
        {
            newest = Time(record);
            var producer = record["producer"]?.ToString() ?? "";
            switch (record["kind"]?.ToString())
            {
                case "finding":
                    if (!open.TryGetValue(producer, out var list))
                    {
                        open[producer] = list = [];
                    }
                    list.Add(record);
                    break;
                case "decision":
                    open.Remove(producer, out var before);
                    results.Add((JsonNode)Result(origin, record, before ?? []));
                    break;
            }
        }
        foreach (var rest in open.Values)
        {
            results.Add((JsonNode)Result(origin, null, rest));
        }
        if (results.Count == 0)
        {
            results.Add((JsonNode)Result(origin, null, []));
        }
        return new JsonObject
        {
            ["assessment-results"] = new JsonObject
            {
                ["uuid"] = Uuid(origin, "results", newest),
                ["metadata"] = new JsonObject
                {
                    ["title"] = $"Decisions on record in {origin}",
                    ["last-modified"] = newest,
                    ["version"] = "1",
                    ["oscal-version"] = "1.2.1",
                },
                ["import-ap"] = new JsonObject { ["href"] = "#" + Uuid(origin, "plan") },
                ["results"] = results,
            },
        };
    }

    private static JsonObject Result(string origin, JsonObject? decision, List<JsonObject> found)
    {
        var first = decision ?? found.FirstOrDefault();
        var id = first?["index"]?.ToString() ?? "none";
        var result = new JsonObject
        {
            ["uuid"] = Uuid(origin, "result", id),
            ["title"] = decision is null ? "Findings without a decision" : $"Decision {id}: {decision["effect"]}",
            ["description"] = decision is null
                ? found.Count == 0 ? "There is no decision on record." : "Findings that no decision followed."
                : $"Stage {decision["stage"]}, policy {decision["policy_digest"]}, entry {id} of the log {origin}.",
            ["start"] = first is null ? NoTime : Time(first),
            ["reviewed-controls"] = new JsonObject { ["control-selections"] = new JsonArray(Selection(decision)) },
        };
        if (decision is not null)
        {
            result["props"] = new JsonArray(
                Property("decision", decision["effect"]), Property("log-index", id), Property("policy-digest", decision["policy_digest"]));
        }
        if (found.Count > 0)
        {
            result["observations"] = new JsonArray([.. found.Select(f => (JsonNode)Observation(origin, f))]);
            result["findings"] = new JsonArray([.. found.Select(f => (JsonNode)Finding(origin, f))]);
        }
        return result;
    }

    private static JsonObject Selection(JsonObject? decision)
    {
        var controls = (decision?["controls"] as JsonArray ?? []).Select(c => c!.ToString()).Distinct().ToList();
        return controls.Count == 0
            ? new JsonObject { ["include-all"] = new JsonObject() }
            : new JsonObject { ["include-controls"] = new JsonArray([.. controls.Select(c => (JsonNode)new JsonObject { ["control-id"] = Token(c) })]) };
    }

    private static JsonObject Observation(string origin, JsonObject finding) => new()
    {
        ["uuid"] = Uuid(origin, "observation", finding["index"]!.ToString()),
        ["description"] = Text(finding["message"]) ?? Text(finding["control"]) ?? "finding",
        ["methods"] = new JsonArray("TEST"),
        ["collected"] = Time(finding),
    };

    private static JsonObject Finding(string origin, JsonObject finding)
    {
        var control = Text(finding["control"]) ?? "unknown";
        return new JsonObject
        {
            ["uuid"] = Uuid(origin, "finding", finding["index"]!.ToString()),
            ["title"] = $"{control} {finding["status"]}",
            ["description"] = $"{Text(finding["message"]) ?? control} (subject {finding["subject"]})",
            ["props"] = new JsonArray(Property("status", finding["status"]), Property("severity", finding["severity"] ?? "unknown"), Property("log-index", finding["index"])),
            ["target"] = new JsonObject
            {
                ["type"] = "objective-id",
                ["target-id"] = Token(control),
                ["status"] = new JsonObject { ["state"] = "not-satisfied", ["reason"] = finding["status"]?.ToString() == "fail" ? "fail" : "other" },
            },
            ["related-observations"] = new JsonArray(new JsonObject { ["observation-uuid"] = Uuid(origin, "observation", finding["index"]!.ToString()) }),
        };
    }

    private static JsonObject Property(string name, JsonNode? value) => new()
    {
        ["name"] = name,
        ["ns"] = "https://bylaw.example/ns/oscal",
        ["value"] = Text(value) ?? value?.ToString() ?? "none",
    };

    private static string? Text(JsonNode? node) =>
        node is JsonValue v && v.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim().ReplaceLineEndings(" ") : null;

    private static string Time(JsonObject record) => record["time"]?.ToString() is { Length: > 0 } time ? time : NoTime;

    /// <summary>OSCAL's token: a letter or underscore, then letters, digits, points, hyphens, underscores.</summary>
    private static string Token(string text)
    {
        var token = string.Concat(text.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        return token.Length > 0 && (char.IsLetter(token[0]) || token[0] == '_') ? token : "_" + token;
    }

    /// <summary>The same records give the same ids: the first 16 bytes of a digest, in the form of a UUID of version 4, which is what OSCAL takes.</summary>
    private static string Uuid(params string[] parts)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts)))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
