using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Bylaw.Cli.Commands.Log.Exports;

/// <summary>Writes a record in the Common Event Format, version 0.</summary>
internal static class CefExport
{
    public static string Line(JsonObject record)
    {
        var cells = RecordText.Cells(record);
        var severity = cells[6] is "deny" or "fail" or "error" ? 7 : 3;
        var text = new StringBuilder("CEF:0|Bylaw|Bylaw Ledger|1|");
        text.Append(Head(cells[2])).Append('|').Append(Head($"{cells[2]} {cells[6]}".Trim())).Append(CultureInfo.InvariantCulture, $"|{severity}|");
        var time = DateTimeOffset.TryParse(record["time"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var t)
            ? t.ToUnixTimeMilliseconds()
            : 0;
        text.Append(CultureInfo.InvariantCulture, $"rt={time} cn1Label=index cn1={cells[0]}");
        foreach (var (name, label, value) in new[]
        {
            ("suser", null, cells[3]), ("cs1", "what", cells[4]), ("cs2", "control", cells[5]), ("outcome", null, cells[6]), ("reason", null, cells[7]),
            ("cs3", "policy", record["policy_digest"]?.ToString() ?? ""),
        })
        {
            if (value.Length > 0)
            {
                text.Append(label is null ? "" : $" {name}Label={label}").Append(' ').Append(name).Append('=').Append(Extension(value));
            }
        }
        return text.ToString();
    }

    private static string Head(string text) =>
        OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Extension(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
