using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bylaw.Cli.Commands.Drift;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Robustness;
using Bylaw.Evidence.Documents;
using Bylaw.Metrics;
using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Cli.Commands.Evaluate;

/// <summary>Writes an evaluation as one HTML file that holds its charts and loads nothing.</summary>
internal static partial class EvaluationHtml
{
    internal const string Style = """
        <style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1f2328}
        table{border-collapse:collapse;margin:1rem 0}th,td{padding:.25rem .7rem;border-bottom:1px solid #d1d9e0;text-align:left}td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        .pass{color:#1a7f37}.fail{color:#d1242f}.insufficient{color:#9a6700}svg{max-width:100%;height:auto;margin:.5rem 1rem .5rem 0}
        svg .grid{stroke:#d8dee4}svg text{font:12px system-ui,sans-serif;fill:#1f2328}svg .title{font-weight:600;font-size:13px}svg .name{text-anchor:end}svg .tick{text-anchor:middle}
        td:first-child{white-space:nowrap}code{font-size:.85em;word-break:break-all}summary{cursor:pointer;color:#1f6feb;margin:.6rem 0}</style>
        """;

    public static string Write(EvaluationReport report, EvidenceSource source, string? modelDigest)
    {
        var html = new StringBuilder("<!doctype html><html lang='en'><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Evaluation</title>")
            .Append(Style)
            .Append(CultureInfo.InvariantCulture, $"<h1>Evaluation of {SvgChart.Text(source.Uri)}</h1><p>");
        if (report.Evaluation is { } counted)
        {
            html.Append(CultureInfo.InvariantCulture, $"{counted.Result.Cells.Rows:N0} rows. Seed {counted.Result.Options.Seed}, {counted.Result.Options.Replicates:N0} bootstrap draws. ");
        }
        html.Append(CultureInfo.InvariantCulture, $"Data <code>{source.Sha256}</code>{(modelDigest is null ? "" : $", model <code>{modelDigest}</code>")}.</p>");
        if (report.Evaluation is { } evaluation)
        {
            Classifier(html, evaluation, report.Verdicts);
        }
        StudyViews.Write(html, report.Studies);
        if (report.Drift is { } drift)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>Drift</h2><p>Against reference <code>{drift.ReferenceDigest}</code> of {drift.Reference.Rows:N0} rows.</p>");
            DriftHtml.Section(html, drift, 0.2, 0.8);
        }
        return html.Append("</html>\n").ToString();
    }

    private static void Classifier(StringBuilder html, ModelEvaluation evaluation, ImmutableArray<EvaluationVerdict> verdicts)
    {
        var result = evaluation.Result;
        if (!verdicts.IsEmpty)
        {
            Table(html, "Outcomes", ["by", "metric", "value", "95 % interval", "limit", "outcome"], verdicts.Select(v => (string[])
                [v.By, $"{v.Estimate.Definition.Name}: {v.Estimate.Definition.Words}", EvaluationTable.Number(v.Estimate.Value), EvaluationTable.Range(v.Estimate.Interval),
                    string.Create(CultureInfo.InvariantCulture, $"{v.Sign} {v.Limit}"), v.Outcome.Name()]));
        }
        Table(html, "All rows", ["metric", "value", "95 % interval", "n"], result.Overall.Select(m => (string[])
            [m.Name, EvaluationTable.Number(m.Value), EvaluationTable.Range(m.Interval), m.Rows.ToString(CultureInfo.InvariantCulture)]));
        foreach (var analysis in result.Attributes.Concat(result.Cross is null ? [] : [result.Cross]))
        {
            Groups(html, analysis, result.Cells.HasLabels);
        }
        if (!result.Further.IsEmpty)
        {
            Table(html, "Further measures", ["metric", "groups", "value", "unit", "n"], result.Further.Select(m => (string[])
                [m.Name, m.Slice, EvaluationTable.Number(m.Value), m.Unit, m.Rows.ToString(CultureInfo.InvariantCulture)]));
        }
        Curves(html, evaluation);
        if (evaluation.Robustness is { } robustness)
        {
            Robustness(html, robustness);
        }
        foreach (var note in result.Cells.Notes.Concat(evaluation.Robustness?.Notes ?? []))
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{SvgChart.Text(note)}</p>");
        }
    }

    /// <summary>Tells what happened under changes of the input, under attack, and what the model reads.</summary>
    private static void Robustness(StringBuilder html, RobustnessResult robustness)
    {
        string[] families = ["What changes of the inputs do", "Attacks and proofs", "What the model reads"];
        html.Append("<h2>Robustness</h2>");
        foreach (var (index, family) in families.Index())
        {
            var metrics = robustness.Metrics.Where(m => Family(m.Name) == index).ToArray();
            if (metrics.Length > 0)
            {
                Table(html, family, ["test", "value", "95 % interval", "what it is", "n"], metrics.Select(m => (string[])
                    [m.Name, EvaluationTable.Number(m.Value), EvaluationTable.Range(m.Interval), m.Slice, m.Rows.ToString(CultureInfo.InvariantCulture)]));
            }
        }

        static int Family(string name) =>
            name.StartsWith("attack_", StringComparison.Ordinal) || name.StartsWith("robust_accuracy_", StringComparison.Ordinal) || name.StartsWith("linear_", StringComparison.Ordinal) || name.StartsWith("tree_", StringComparison.Ordinal) ? 1
            : name.StartsWith("flip_rate_", StringComparison.Ordinal) || name.StartsWith("accuracy_drop_", StringComparison.Ordinal) || name is "stochasticity" ? 0
            : 2;
    }

    private static void Groups(StringBuilder html, GroupAnalysis analysis, bool labels)
    {
        var by = string.Join(" × ", analysis.Table.Attributes);
        html.Append(CultureInfo.InvariantCulture, $"<h2>By {SvgChart.Text(by)}</h2>");
        foreach (var rate in labels ? (Rate[])[Rate.Selection, Rate.TruePositive, Rate.FalsePositive, Rate.Accuracy] : [Rate.Selection])
        {
            html.Append(SvgChart.Intervals($"{rate.Name()} with 95 % interval (faint: too small to judge)", [.. analysis.Groups.Select(g =>
                (g.Group.Name, g[rate].Value, g[rate].Interval?.Low ?? 0, g[rate].Interval?.High ?? 0, g[rate].Insufficient is not null))]));
        }
        html.Append("<details><summary>All gaps between groups, with their definitions</summary>");
        Table(html, "Gaps between groups", ["metric", "value", "95 % interval"], analysis.Metrics.Where(m => m.Value is not null).Select(m => (string[])
            [$"{m.Definition.Name}: {m.Definition.Words}", EvaluationTable.Number(m.Value), EvaluationTable.Range(m.Interval)]));
        html.Append("</details>");
    }

    private static void Curves(StringBuilder html, ModelEvaluation evaluation)
    {
        var result = evaluation.Result;
        if (result.Curve is not null)
        {
            html.Append("<h2>Scores</h2>");
            foreach (var attribute in result.Cells.Attributes.DefaultIfEmpty(""))
            {
                html.Append(SvgChart.Curves($"ROC{(attribute.Length > 0 ? $" by {attribute}" : "")}", "false positive rate", "true positive rate",
                    [("all", Thin(result.Curve), false), .. result.GroupCurves.Where(c => c.Attribute == attribute).Take(7).Select(c => (c.Group, Thin(c.Curve), false))]));
            }
        }
        if (result.Cells.ScoreBins(_ => true) is { } bins)
        {
            foreach (var attribute in result.Cells.Attributes.DefaultIfEmpty(""))
            {
                var groups = attribute.Length == 0 ? [] : result.Attributes.First(a => a.Table.Attributes[0] == attribute).Groups.Where(g => g.Group.IsKnown && g[Rate.Selection].Insufficient is null).Take(7);
                html.Append(SvgChart.Curves($"Calibration{(attribute.Length > 0 ? $" by {attribute}" : "")}", "mean score", "share of positives",
                    [("all", Points(bins), true), .. groups.Select(g => (g.Group.Name, Points(result.BinsOf(attribute, g.Group.Name)!), true))]));
            }
        }
    }

    private static List<(double X, double Y)> Points(ScoreBins bins) => [.. bins.Bins.Where(b => b.Rows > 0).Select(b => (b.MeanScore!.Value, b.PositiveShare!.Value))];

    private static List<(double X, double Y)> Thin(RocCurve curve)
    {
        var step = Math.Max(1, curve.Points.Length / 300);
        return [.. curve.Points.Where((_, i) => i % step == 0 || i == curve.Points.Length - 1).Select(p => (p.FalsePositiveRate, p.TruePositiveRate))];
    }

    /// <summary>Writes a table; a column of numbers alone stands to the right, its heading with it.</summary>
    internal static void Table(StringBuilder html, string? title, string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        var numeric = head.Select((_, column) => all.Length > 0 && all.All(r => Numeric().IsMatch(r[column]))).ToArray();
        html.Append(CultureInfo.InvariantCulture, $"{(title is null ? "" : $"<h3>{SvgChart.Text(title)}</h3>")}<table><tr>{string.Concat(head.Select((h, i) => $"<th{(numeric[i] ? " class='n'" : "")}>{SvgChart.Text(h)}</th>"))}</tr>");
        foreach (var row in all)
        {
            html.Append("<tr>");
            for (var column = 0; column < row.Length; column++)
            {
                var cell = row[column];
                html.Append(CultureInfo.InvariantCulture, $"<td class='{(cell is "pass" or "fail" or "insufficient" ? cell : numeric[column] ? "n" : "t")}'>{SvgChart.Text(cell)}</td>");
            }
            html.Append("</tr>");
        }
        html.Append("</table>");
    }

    [GeneratedRegex(@"^(|–|[≥≤<] ?)?(-?[\d.,]+(e[+-]?\d+)?( [–±] -?[\d.,]+)?( \(was [\d.]+\))?)?$")]
    private static partial Regex Numeric();
}
