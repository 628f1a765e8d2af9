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
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>bylaw scan</title>
            <style>
            :root{color-scheme:light dark;--line:#8884;--bad:#b3261e;--warn:#8a6100;--good:#1c6b3c;--soft:#8881}
            @media (prefers-color-scheme:dark){:root{--bad:#ff8a80;--warn:#e6b84d;--good:#7bd89a}}
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;padding:0 1rem;max-width:72rem}h1{font-size:1.5rem;margin:0 0 1rem}h2{font-size:1.05rem;margin:2rem 0 .5rem;overflow-wrap:anywhere}
            .tiles{display:flex;flex-wrap:wrap;gap:.75rem}.tile{background:var(--soft);border-radius:.5rem;padding:.6rem 1rem;min-width:7rem}.tile b{display:block;font-size:1.35rem}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}td,th{border-bottom:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}th{font-weight:600}
            .VIOLATION{color:var(--bad);font-weight:600}.WARN,.UNKNOWN,.gap{color:var(--warn)}.ENCRYPTED,.MASKED,.PSEUDONYMISED{color:var(--good)}.CLEAN{opacity:.7}
            .bar{height:.5rem;border-radius:.25rem;background:var(--bad);display:inline-block;vertical-align:middle;margin-right:.5rem}
            </style>
            """);
        html.Append("<h1>Personal data and secrets</h1><div class=tiles>");
        foreach (var (word, value, mark) in new[]
        {
            ("scanned", report.Results.Count.ToString(CultureInfo.InvariantCulture), ""), ("violations", report.ViolationCount.ToString(CultureInfo.InvariantCulture), report.ViolationCount > 0 ? "VIOLATION" : "MASKED"),
            ("rows", report.Rows.ToString("N0", CultureInfo.InvariantCulture), ""), ("looked at", report.Size, ""),
            ("scan", report.IsComplete ? "complete" : "incomplete", report.IsComplete ? "MASKED" : "gap"),
        })
        {
            html.Append(CultureInfo.InvariantCulture, $"<div class=tile><b class=\"{mark}\">{value}</b>{word}</div>");
        }
        html.Append("</div>");
        var totals = report.Results.SelectMany(r => r.Counts).GroupBy(c => c.Key).Select(g => (Type: g.Key, Count: g.Sum(c => c.Value))).OrderByDescending(t => t.Count).Take(15).ToList();
        if (totals.Count > 0)
        {
            html.Append("<h2>Found by type</h2><table><tr><th>Type<th>Values</tr>");
            foreach (var (type, count) in totals)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(type)}<td><span class=bar style=\"width:{Math.Max(2, 300.0 * count / totals[0].Count):F0}px\"></span>{count:N0}</tr>");
            }
            html.Append("</table>");
        }
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
            if (result.Columns.Count + result.Findings.Count + result.Gaps.Count == 0)
            {
                html.Append("<p class=CLEAN>nothing found</p>");
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
