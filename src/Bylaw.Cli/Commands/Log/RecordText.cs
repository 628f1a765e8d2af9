using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Records;

namespace Bylaw.Cli.Commands.Log;

/// <summary>Shows entries to people, with personal values opened where the vault is at hand.</summary>
internal static class RecordText
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions _indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>Reads an entry as JSON; another application's entry is wrapped.</summary>
    public static JsonObject Read(long index, ReadOnlyMemory<byte> entry, PersonalVault? vault)
    {
        if (!LedgerRecord.TryRead(entry, out var json))
        {
            json = new JsonObject { ["kind"] = "entry", ["entry"] = Encoding.UTF8.GetString(entry.Span) };
        }
        json = Open(json, vault);
        json["index"] = index;
        return json;
    }

    /// <summary>Copies a record with its personal values opened where the vault is at hand.</summary>
    public static JsonObject Open(JsonObject record, PersonalVault? vault)
    {
        var json = (JsonObject)record.DeepClone();
        foreach (var (name, node) in json.ToList())
        {
            if (vault is not null && node is JsonValue v && v.TryGetValue<string>(out var text)
                && text.StartsWith(Commitment.Prefix, StringComparison.Ordinal) && vault.Disclose(text) is { } disclosure)
            {
                json[name] = disclosure.Value;
            }
        }
        return json;
    }

    public static string Line(JsonObject json) => json.ToJsonString(_plain);

    public static string Indented(JsonObject json) => json.ToJsonString(_indented);

    /// <summary>The cells of a table's row: index, time, kind, who, what, decision, why.</summary>
    public static string[] Cells(JsonObject json) =>
    [
        json["index"]!.ToString(),
        json["time"]?.ToString() is { Length: > 19 } time ? time[..19].Replace('T', ' ') : "",
        json["kind"]?.ToString() ?? "",
        Short(json["actor"] ?? json["approver"] ?? json["author"]),
        Short(json["model"] ?? json["subject"] ?? json["subjects"] ?? json["policy"] ?? json["component"] ?? json["title"]),
        Short(json["control"] ?? json["controls"]),
        Short(json["effect"] ?? json["status"] ?? json["outcome"] ?? json["decision"] ?? json["action"]),
        Short(json["purpose"] ?? json["reason"] ?? json["reasons"] ?? json["message"]),
    ];

    /// <summary>The same for a table: lists by their first item and how many more there are, digests by their beginning.</summary>
    public static string[] ShortCells(JsonObject json)
    {
        var shortened = (JsonObject)json.DeepClone();
        foreach (var (name, node) in json)
        {
            if (node is JsonArray { Count: > 1 } list)
            {
                shortened[name] = new JsonArray(list[0]!.DeepClone(), $"+{list.Count - 1}");
            }
        }
        return [.. Cells(shortened).Select(c => c.IndexOf("@sha256:", StringComparison.Ordinal) is > 0 and var at && c.Length >= at + 72
            ? string.Concat(c.AsSpan(0, at + 16), "…", c.AsSpan(at + 72))
            : c)];
    }

    public static readonly string[] Columns = ["index", "time", "kind", "who", "what", "control", "decision", "why"];

    public static string Csv(IEnumerable<string> cells) => string.Join(',', cells.Select(c =>
        // A cell that begins like a formula would be run by a spreadsheet.
        (c.Length > 0 && c[0] is '=' or '+' or '-' or '@' ? "'" + c : c) is var safe && safe.AsSpan().IndexOfAny(",\"\n\r") >= 0
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe));

    /// <summary>Reads spans such as 90m, 24h, 7d, 4w.</summary>
    public static DateTimeOffset Since(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
        {
            TimeSpan? span = text[^1] switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                'w' => TimeSpan.FromDays(7 * count),
                _ => null,
            };
            if (span is { } back)
            {
                return now - back;
            }
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new UserErrorException($"`{text}` is no time: write 2026-03-01, 2026-03-01T12:00Z, or a span back such as 7d or 12h");
    }

    private static string Short(JsonNode? node)
    {
        var text = node switch
        {
            null => "",
            JsonArray list => string.Join(' ', list.Select(i => i is JsonObject o ? o["name"]?.ToString() ?? o["digest"]?.ToString() : i?.ToString())),
            _ => node.ToString(),
        };
        return text.StartsWith(Commitment.Prefix, StringComparison.Ordinal) ? text[..20] + "…" : text;
    }
}
