using System.Globalization;
using System.Net;
using System.Text;
using Bylaw.Assessment;
using Bylaw.Packs;

namespace Bylaw.Reports;

/// <summary>Writes one self-contained HTML page that a compliance officer can print: no script, nothing loaded from elsewhere.</summary>
public static class HtmlReport
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;color:#1d2430;margin:2rem auto;max-width:60rem;padding:0 1rem}
        h1{font-size:1.5rem;margin-bottom:.2rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #d6dbe3}
        .verdict{display:inline-block;padding:.3rem .8rem;border-radius:.3rem;color:#fff;font-weight:600}
        .v0{background:#1b7f4b}.v1{background:#b3261e}.v2{background:#5b3fa0}.v3{background:#9a6700}
        .meta{color:#566073;font-size:.85rem}table{border-collapse:collapse;width:100%;margin:.6rem 0}
        th,td{text-align:left;padding:.35rem .5rem;border-bottom:1px solid #e5e9f0;vertical-align:top;font-size:.9rem}
        .tag{font-size:.78rem;padding:.05rem .45rem;border-radius:.8rem;background:#e8ecf3;white-space:nowrap}
        .fail{background:#fbe3e1;color:#8c1d18}.pass{background:#dff3e7;color:#14603a}.unknown,.stale{background:#fdf0d5;color:#7a5200}.waived{background:#e4e0f5;color:#44307c}
        .finding{margin:.5rem 0 1rem;padding:.6rem .8rem;border-left:4px solid #b3261e;background:#fafbfc;break-inside:avoid}
        .finding.warn{border-color:#c78a00}.finding p{margin:.2rem 0}.kv{color:#566073;font-size:.88rem}
        svg text{font:12px system-ui,sans-serif;fill:#1d2430}
        @media print{body{margin:0;max-width:none}.finding{background:none}}
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>HTML text.</returns>
    public static string Write(AssessmentReport report)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Bylaw report: {E(report.System)}</title><style>{Style}</style></head><body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{E(report.System)}</h1><p class=\"verdict v{report.ExitCode}\">{E(report.Verdict)}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"meta\">stage {E(report.Stage ?? "all")} · as of {report.EffectiveTime.UtcDateTime:yyyy-MM-dd HH:mm} UTC · bylaw {E(report.EngineVersion)} · policy sha256 {E(report.PolicyDigest)}</p>\n");
        if (report.NotOnRecord is { } why)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"finding\"><b>Not on record.</b> {E(why)}</p>\n");
        }
        AppendChart(html, report);
        AppendFindings(html, report);
        AppendTable(html, report);
        AppendEvidence(html, report);
        html.Append("<p class=\"meta\">References say what a control supports. Nothing here says that a law is complied with.</p></body></html>\n");
        return html.ToString();
    }

    private static void AppendChart(StringBuilder html, AssessmentReport report)
    {
        html.Append("<h2>Results</h2>");
        HtmlCharts.Outcomes(html, report);
        HtmlCharts.Packs(html, report);
        HtmlCharts.Groups(html, report);
    }

    private static void AppendFindings(StringBuilder html, AssessmentReport report)
    {
        var shown = ReportFacts.ByUrgency(report).ToArray();
        html.Append(CultureInfo.InvariantCulture, $"<h2>What to mend ({shown.Length})</h2>\n");
        foreach (var result in shown)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"finding{(result.Blocks ? "" : " warn")}\"><p><b>{E(result.Control.Id)} {E(result.Control.Title)}</b> <span class=\"tag {AssessmentNames.Of(result.Outcome)}\">{AssessmentNames.Of(result.Outcome)}</span> <span class=\"tag\">{E(result.Control.Severity)}</span> <span class=\"tag\">{(result.Enforcement == Enforcement.Block ? "blocks" : "warns")}</span> <span class=\"tag\">{E(result.Subject)}</span></p>");
            foreach (var finding in result.Findings)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p>{E(finding.Message)}</p>");
                if (finding.Expected is not null || finding.Actual is not null)
                {
                    html.Append(CultureInfo.InvariantCulture, $"<p class=\"kv\">wanted {E(finding.Expected ?? "–")} · seen {E(finding.Actual ?? "–")}</p>");
                }
                if (finding.Place is { } place)
                {
                    html.Append(CultureInfo.InvariantCulture, $"<p class=\"kv\">{E(place.File)}:{place.Line}</p>");
                }
            }
            if (result.Control.Fix.Length > 0)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"kv\">mend: {E(result.Control.Fix)}</p>");
            }
            if (result.Note is not null)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"kv\">{E(result.Note)}</p>");
            }
            if (!result.Control.References.IsEmpty)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"kv\">supports {E(string.Join("; ", result.Control.References.Take(4).Select(r => $"{r.Key} {string.Join(", ", r.Value)}")))}</p>");
            }
            html.Append("</div>\n");
        }
    }

    private static void AppendTable(StringBuilder html, AssessmentReport report)
    {
        html.Append("<h2>All controls</h2><table><tr><th>control</th><th>subject</th><th>result</th><th>known by</th><th>packs</th></tr>\n");
        foreach (var result in report.Results)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{E(result.Control.Id)} {E(result.Control.Title)}</td><td>{E(result.Subject)}</td><td><span class=\"tag {AssessmentNames.Of(result.Outcome)}\">{AssessmentNames.Of(result.Outcome).Replace('_', ' ')}</span></td><td>{E(result.Origin)}</td><td>{E(string.Join(", ", result.Packs))}</td></tr>\n");
        }
        html.Append("</table>\n");
        foreach (var pack in report.MissingPacks)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><b>{E(pack)}</b></p>\n");
        }
        if (!report.ControlsNotBuilt.IsEmpty)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>Not judged, because no rule is installed for them: {E(string.Join(", ", report.ControlsNotBuilt))}.</p>\n");
        }
    }

    private static void AppendEvidence(StringBuilder html, AssessmentReport report)
    {
        html.Append("<h2>Evidence</h2><table><tr><th>kind</th><th>subject</th><th>collector</th><th>sha256</th></tr>\n");
        foreach (var document in report.Evidence)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{E(document.Kind)}</td><td>{E(document.Subject.Name)}</td><td>{E(document.Collector.Name)} {E(document.Collector.Version)}</td><td>{document.ComputeDigest()[..16]}…</td></tr>\n");
        }
        html.Append("</table>\n");
        if (!report.Gaps.IsEmpty)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>What could not be seen ({report.Gaps.Length})</h2><table>");
            foreach (var gap in report.Gaps)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr><td>{E(gap.Subject)}</td><td>{E(gap.Collector)}</td><td>{E(gap.Message)}</td></tr>\n");
            }
            html.Append("</table>\n");
        }
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
