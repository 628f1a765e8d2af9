using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Assessment;

namespace Bylaw.Reports;

/// <summary>Draws the charts of the HTML report: plain SVG, so that they print and need no script.</summary>
internal static class HtmlCharts
{
    private const int Width = 800;
    private const int LabelWidth = 230;

    private static readonly (ControlOutcome Outcome, string Colour)[] _colours =
    [
        (ControlOutcome.Pass, "#1b7f4b"), (ControlOutcome.Fail, "#b3261e"), (ControlOutcome.Unknown, "#c78a00"), (ControlOutcome.Stale, "#d9a94a"),
        (ControlOutcome.Waived, "#7b68b5"), (ControlOutcome.Error, "#5b3fa0"), (ControlOutcome.NotApplicable, "#c3cad6"),
    ];

    /// <summary>Draws all results as one bar with its legend.</summary>
    public static void Outcomes(StringBuilder html, AssessmentReport report)
    {
        html.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} 64\" width=\"100%\" role=\"img\" aria-label=\"results by outcome\">");
        Bar(html, report.Results, 0, Width, 0, 26);
        var x = 0;
        foreach (var (outcome, colour) in _colours.Where(c => report.Count(c.Outcome) > 0))
        {
            html.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"42\" width=\"12\" height=\"12\" fill=\"{colour}\"/><text x=\"{x + 17}\" y=\"53\">{report.Count(outcome)} {AssessmentNames.Of(outcome).Replace('_', ' ')}</text>");
            x += 120;
        }
        html.Append("</svg>\n");
    }

    /// <summary>Draws a bar for each pack.</summary>
    public static void Packs(StringBuilder html, AssessmentReport report)
    {
        var rows = report.Packs.Select(p => (p.Id, Results: report.Results.Where(r => r.Packs.Contains(p.Id)).ToList())).Where(r => r.Results.Count > 0).ToList();
        if (rows.Count < 2)
        {
            return;
        }
        html.Append(CultureInfo.InvariantCulture, $"<h3>By pack</h3><svg viewBox=\"0 0 {Width} {(rows.Count * 24) + 4}\" width=\"100%\" role=\"img\" aria-label=\"results by pack\">");
        for (var i = 0; i < rows.Count; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{(i * 24) + 14}\">{E(rows[i].Id)}</text>");
            Bar(html, rows[i].Results, LabelWidth, Width - LabelWidth - 50, i * 24, 18);
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - 42}\" y=\"{(i * 24) + 14}\">{rows[i].Results.Count}</text>");
        }
        html.Append("</svg>\n");
    }

    /// <summary>Draws the rates of each group that an evaluation measured, with their intervals where there are any.</summary>
    public static void Groups(StringBuilder html, AssessmentReport report)
    {
        foreach (var document in report.Evidence.Where(e => e.Kind == "evaluation" && e.Spec["groups"] is JsonArray { Count: > 0 }))
        {
            var groups = ((JsonArray)document.Spec["groups"]!).OfType<JsonObject>()
                .Select(g => (Label: $"{g["attribute"]} {g["group"]}", Rate: Number(g["rate"]), Low: Number(g["ci_low"]), High: Number(g["ci_high"]), Count: g["n"]?.ToString()))
                .Where(g => g.Rate is >= 0 and <= 1).Take(40).ToList();
            if (groups.Count == 0)
            {
                continue;
            }
            var plot = Width - LabelWidth - 130;
            var name = document.Spec["id"]?.ToString() ?? document.Subject.Name;
            html.Append(CultureInfo.InvariantCulture, $"<h3>Rates by group: {E(name)}</h3><svg viewBox=\"0 0 {Width} {(groups.Count * 22) + 24}\" width=\"100%\" role=\"img\" aria-label=\"rates by group\">");
            for (var i = 0; i < groups.Count; i++)
            {
                var (label, rate, low, high, count) = groups[i];
                var y = i * 22;
                html.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{y + 14}\">{E(label)}</text><rect x=\"{LabelWidth}\" y=\"{y + 3}\" width=\"{plot * rate!.Value:0.#}\" height=\"14\" fill=\"#4a78b5\"/>");
                if (low is { } from && high is { } to)
                {
                    html.Append(CultureInfo.InvariantCulture, $"<path d=\"M{LabelWidth + (plot * from):0.#} {y + 10}H{LabelWidth + (plot * to):0.#}\" stroke=\"#1d2430\" stroke-width=\"2\"/>");
                }
                html.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - 122}\" y=\"{y + 14}\">{rate.Value:0.0000} · n {E(count ?? "–")}</text>");
            }
            var axis = groups.Count * 22;
            html.Append(CultureInfo.InvariantCulture, $"<path d=\"M{LabelWidth} {axis + 2}H{LabelWidth + plot}\" stroke=\"#8a93a3\"/><text x=\"{LabelWidth}\" y=\"{axis + 18}\">0</text><text x=\"{LabelWidth + plot - 8}\" y=\"{axis + 18}\">1</text></svg>\n");
        }
    }

    private static void Bar(StringBuilder html, IReadOnlyCollection<ControlResult> results, double x, double width, int y, int height)
    {
        foreach (var (outcome, colour) in _colours)
        {
            var count = results.Count(r => r.Outcome == outcome);
            if (count > 0)
            {
                var part = width * count / results.Count;
                html.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y}\" width=\"{part:0.#}\" height=\"{height}\" fill=\"{colour}\"><title>{count} {AssessmentNames.Of(outcome).Replace('_', ' ')}</title></rect>");
                x += part;
            }
        }
    }

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
