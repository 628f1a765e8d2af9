using System.Globalization;
using System.Net;
using System.Text;

namespace Bylaw.Reports.Drafts;

/// <summary>Writes drafts as Markdown and as one self-contained HTML page.</summary>
public static class DraftText
{
    /// <summary>Writes Markdown.</summary>
    /// <param name="draft">The draft.</param>
    /// <returns>Text that ends with the list of what people must add.</returns>
    public static string Markdown(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {draft.Title}\n\n{draft.Source}. {draft.Lead}\n");
        foreach (var section in draft.Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n");
            foreach (var fact in section.Facts)
            {
                text.Append(fact.Text is null
                    ? $"- {fact.Label}: **to write**\n"
                    : $"- {fact.Label}: {Line(fact.Text)} _({fact.Origin})_\n");
            }
            foreach (var what in section.ToWrite)
            {
                text.Append(CultureInfo.InvariantCulture, $"- **To write**: {what}\n");
            }
            foreach (var table in section.Tables)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n| {string.Join(" | ", table.Columns)} |\n|{string.Concat(Enumerable.Repeat("---|", table.Columns.Length))}\n");
                foreach (var row in table.Rows)
                {
                    text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(c => Line(c).Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
                }
            }
        }
        var missing = draft.Missing.ToList();
        text.Append(CultureInfo.InvariantCulture, $"\n## What people must add ({missing.Count})\n\n");
        foreach (var (section, what) in missing)
        {
            text.Append(CultureInfo.InvariantCulture, $"- [ ] {section}: {what}\n");
        }
        text.Append("\nThis draft states what evidence says. It does not say that a law is complied with.\n");
        return text.ToString();
    }

    /// <summary>Writes one HTML page for print.</summary>
    /// <param name="draft">The draft.</param>
    /// <returns>HTML text; nothing is loaded from elsewhere.</returns>
    public static string Html(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{E(draft.Title)}</title><style>");
        html.Append("body{font:15px/1.5 system-ui,sans-serif;color:#1d2430;margin:2rem auto;max-width:58rem;padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.12rem;margin-top:2rem;border-bottom:1px solid #d6dbe3}");
        html.Append("dt{font-weight:600;margin-top:.4rem}dd{margin:0 0 .2rem 0;overflow-wrap:anywhere}.o{color:#566073;font-size:.82rem}.todo{background:#fdf0d5;color:#7a5200;padding:.05rem .4rem;border-radius:.3rem}");
        html.Append("table{border-collapse:collapse;width:100%;margin:.6rem 0}th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #e5e9f0;font-size:.88rem;vertical-align:top}.meta{color:#566073;font-size:.88rem}@media print{body{margin:0;max-width:none}}</style></head><body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{E(draft.Title)}</h1><p class=\"meta\">{E(draft.Source)}. {E(draft.Lead)}</p>\n");
        var missing = draft.Missing.ToList();
        html.Append(CultureInfo.InvariantCulture, $"<p><span class=\"todo\">{missing.Count} things to add</span> are marked below and listed at the end.</p>\n");
        foreach (var section in draft.Sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{E(section.Title)}</h2><dl>\n");
            foreach (var fact in section.Facts)
            {
                html.Append(CultureInfo.InvariantCulture, $"<dt>{E(fact.Label)}</dt><dd>{(fact.Text is null ? "<span class=\"todo\">to write</span>" : $"{E(fact.Text)} <span class=\"o\">{E(fact.Origin)}</span>")}</dd>\n");
            }
            html.Append("</dl>\n");
            foreach (var what in section.ToWrite)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p><span class=\"todo\">to write</span> {E(what)}</p>\n");
            }
            foreach (var table in section.Tables)
            {
                html.Append(CultureInfo.InvariantCulture, $"<table><tr>{string.Concat(table.Columns.Select(c => $"<th>{E(c)}</th>"))}</tr>\n");
                foreach (var row in table.Rows)
                {
                    html.Append(CultureInfo.InvariantCulture, $"<tr>{string.Concat(row.Select(c => $"<td>{E(c)}</td>"))}</tr>\n");
                }
                html.Append("</table>\n");
            }
        }
        html.Append(CultureInfo.InvariantCulture, $"<h2>What people must add ({missing.Count})</h2><ul>\n");
        foreach (var (section, what) in missing)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li>{E(section)}: {E(what)}</li>\n");
        }
        html.Append("</ul><p class=\"meta\">This draft states what evidence says. It does not say that a law is complied with.</p></body></html>\n");
        return html.ToString();
    }

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
