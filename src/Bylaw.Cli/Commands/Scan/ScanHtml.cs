using System.Globalization;
using System.Net;
using System.Text;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Writes a scan as one self-contained page.</summary>
internal static class ScanHtml
{
    public static string Write(ScanSummary report)
    {
        var html = new StringBuilder("""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>bylaw scan</title>
            <style>body{font:15px/1.5 system-ui;margin:2rem;max-width:70rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}
            .VIOLATION{color:#a00;font-weight:600}.WARN,.UNKNOWN,.gap{color:#960}.ENCRYPTED,.MASKED,.PSEUDONYMISED{color:#060}</style>
            """);
        html.Append(CultureInfo.InvariantCulture, $"<h1>Personal data and secrets</h1><p>{report.Results.Count} scanned, {report.ViolationCount} violations, {(report.IsComplete ? "complete" : "<b class=gap>incomplete</b>")}.</p>");
        foreach (var result in report.Results)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(result.Name)}</h2>");
            if (result.Columns.Count > 0)
            {
                html.Append("<table><tr><th>Column<th>Verdict<th>Found<th>First rows<th>Why</tr>");
                foreach (var column in result.Columns)
                {
                    html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(column.Name)}<td class={column.Verdict}>{column.Verdict}<td>{Encode(string.Join(", ", column.Counts.Select(c => $"{c.Key} {c.Value}")))}<td>{string.Join(", ", column.FirstRows)}<td>{Encode(column.Reason)}</tr>");
                }
                html.Append("</table>");
            }
            if (result.Findings.Count > 0)
            {
                html.Append("<table><tr><th>Line<th>Byte<th>Type<th>Score<th>Evidence</tr>");
                foreach (var finding in result.Findings)
                {
                    html.Append(CultureInfo.InvariantCulture, $"<tr><td>{finding.Line}<td>{finding.Column}<td class=VIOLATION>{Encode(finding.Type)}<td>{finding.Score:F2}<td>{Encode(finding.Evidence)}</tr>");
                }
                html.Append("</table>");
            }
            foreach (var gap in result.Gaps)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p class=gap>Not scanned: {Encode(gap.Message)}</p>");
            }
        }
        return html.Append("</html>").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
