using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Cli.Commands.Log.Exports;

/// <summary>Writes a record as an OCSF 1.8.0 event: decisions and findings as Compliance Finding, all else as API Activity.</summary>
internal static class OcsfExport
{
    public static JsonObject Event(JsonObject record)
    {
        var cells = RecordText.Cells(record);
        var bad = cells[6] is "deny" or "fail" or "error";
        var finding = cells[2] is "decision" or "finding";
        var (category, type) = finding ? (2, 2003) : (6, 6003);
        var activity = finding ? 1 : 99;
        var json = new JsonObject
        {
            ["activity_id"] = activity,
            ["category_uid"] = category,
            ["class_uid"] = type,
            ["type_uid"] = (type * 100) + activity,
            ["severity_id"] = bad ? 4 : 1,
            ["status_id"] = bad ? 2 : 1,
            ["time"] = DateTimeOffset.TryParse(record["time"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var t)
                ? t.ToUnixTimeMilliseconds()
                : 0,
            ["message"] = string.Join(' ', cells[2..].Where(c => c.Length > 0)),
            ["metadata"] = new JsonObject
            {
                ["version"] = "1.8.0",
                ["uid"] = cells[0],
                ["product"] = new JsonObject { ["name"] = "Bylaw", ["vendor_name"] = "Bylaw" },
            },
        };
        if (finding)
        {
            json["finding_info"] = new JsonObject { ["uid"] = $"bylaw-{cells[0]}", ["title"] = cells[7].Length > 0 ? cells[7] : $"{cells[2]} {cells[6]}" };
            json["compliance"] = new JsonObject { ["control"] = cells[5], ["status_id"] = bad ? 3 : 1 };
        }
        else
        {
            json["actor"] = new JsonObject { ["user"] = new JsonObject { ["name"] = cells[3].Length > 0 ? cells[3] : "unknown" } };
            json["api"] = new JsonObject { ["operation"] = record["operation"]?.ToString() ?? cells[2] };
            json["src_endpoint"] = new JsonObject { ["name"] = record["producer"]?.ToString() ?? "unknown" };
        }
        return json;
    }
}
