using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bylaw.Cli.Commands.Evaluate;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Evidence.Documents;
using Bylaw.Metrics;

namespace Bylaw.Cli.Commands.Drift;

/// <summary>Writes a comparison as one HTML file that holds its charts and loads nothing.</summary>
internal static class DriftHtml
{
    private const int ChartedColumns = 6;

    public static string Write(DriftResult result, ImmutableArray<DriftVerdict> verdicts, DriftLimits limits, ImmutableArray<EvidenceSource> sources)
    {
        var html = new StringBuilder("<!doctype html><html lang='en'><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Drift</title>")
            .Append(EvaluationHtml.Style)
            .Append(CultureInfo.InvariantCulture, $"<h1>Drift of {SvgChart.Text(sources[^1].Uri)}</h1><p>Reference <code>{result.ReferenceDigest}</code> of {result.Reference.Rows:N0} rows from {SvgChart.Text(sources[0].Uri)}; data <code>{sources[^1].Sha256}</code>. ")
            .Append(CultureInfo.InvariantCulture, $"The bins belong to the reference and never move. Alarms together raise a false one with a chance of at most {result.Reference.Layout.FalseAlarmRate} over the whole life of the watch, however often they are read.</p>");
        EvaluationHtml.Table(html, "Windows", ["window", "rows", "largest PSI", "accuracy", "estimated without labels", "outcome", "why"], verdicts.Select(v => (string[])
            [v.Window.Window.Name, v.Window.Window.Rows.ToString("N0", CultureInfo.InvariantCulture), Worst(v.Window),
                DriftTable.Accuracy(v.Window.Performance.FirstOrDefault(p => p.Metric == "accuracy"), estimated: false),
                DriftTable.Accuracy(v.Window.Performance.FirstOrDefault(p => p.Metric == "accuracy"), estimated: true),
                v.Outcome.Name(), string.Join("; ", v.Reasons.Take(4)) + (v.Reasons.Length > 4 ? $"; and {v.Reasons.Length - 4} more" : "")]));
        Section(html, result, limits.MaxPsi, limits.MinRatio);
        foreach (var note in result.Notes)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class='insufficient'>Note: {SvgChart.Text(note)}</p>");
        }
        return html.Append("</html>\n").ToString();
    }

    /// <summary>Writes the charts and the columns of the last window; also a part of the evaluation's report.</summary>
    public static void Section(StringBuilder html, DriftResult result, double maxPsi, double minRatio)
    {
        string[] names = [.. result.Windows.Select(w => w.Window.Name)];
        var last = result.Windows[^1];
        var worst = last.Columns.OrderByDescending(c => c.Psi ?? -1).Take(ChartedColumns).ToArray();
        if (names.Length > 1)
        {
            html.Append(SvgLines.Draw("Population stability index by window", names,
                [.. worst.Select(c => (c.Column, (IReadOnlyList<double?>)[.. result.Windows.Select(w => w.Columns.First(o => o.Column == c.Column).Psi)]))], maxPsi, "limit"));
            Performance(html, result, names);
            Fairness(html, result, names, minRatio);
        }
        html.Append(CultureInfo.InvariantCulture, $"<h2>Columns of {SvgChart.Text(last.Window.Name)}</h2>");
        foreach (var column in worst)
        {
            var kept = result.Reference.Columns.First(c => c.Name == column.Column);
            double all = kept.Counts.Sum(), now = Math.Max(1, column.Counts.Sum());
            html.Append(SvgChart.Bars($"{column.Column}: PSI {EvaluationTable.Number(column.Psi)} (grey: reference, blue: window)",
                [.. Enumerable.Range(0, kept.Bins.Count).Where(b => kept.Counts[b] + column.Counts[b] > 0).OrderByDescending(b => kept.Bins.IsNumeric ? 0 : kept.Counts[b]).Take(20)
                    .Select(b => (kept.Bins.Label(b), kept.Counts[b] / all, column.Counts[b] / now))]));
        }
        EvaluationHtml.Table(html, "All columns", ["column", "PSI", "JS", "KS", "KS p", "Wasserstein / deviation", "chi² p", "Cramér's V", "out of range", "new categories", "alarm"],
            last.Columns.OrderByDescending(c => c.Psi ?? -1).Select(c => (string[])
                [c.Column, EvaluationTable.Number(c.Psi), EvaluationTable.Number(c.JensenShannon), EvaluationTable.Number(c.KolmogorovSmirnov), Small(c.KolmogorovSmirnovP),
                    EvaluationTable.Number(c.WassersteinScaled), Small(c.ChiSquareP), EvaluationTable.Number(c.CramersV),
                    (c.OutOfRange + c.NotNumbers).ToString(CultureInfo.InvariantCulture), string.Join(", ", c.NewCategories.Take(5).Select(n => n.Value)), c.AlarmRaised ? "raised" : ""]));
    }

    private static void Performance(StringBuilder html, DriftResult result, string[] names)
    {
        foreach (var metric in (string[])["accuracy", "auc"])
        {
            var points = result.Windows.Select(w => w.Performance.FirstOrDefault(p => p.Metric == metric)).ToArray();
            if (Array.Exists(points, p => p?.Current is not null || p?.Estimated is not null))
            {
                html.Append(SvgLines.Draw($"{metric} by window", names,
                    [("measured", [.. points.Select(p => p?.Current)]), .. metric == "accuracy" ? [("estimated without labels", (IReadOnlyList<double?>)[.. points.Select(p => p?.Estimated)])] : Array.Empty<(string, IReadOnlyList<double?>)>()],
                    points.FirstOrDefault(p => p is not null)?.Baseline, "reference"));
            }
        }
    }

    private static void Fairness(StringBuilder html, DriftResult result, string[] names, double minRatio)
    {
        foreach (var attribute in result.Reference.Layout.Attributes)
        {
            var groups = result.Windows.SelectMany(w => w.Fairness.Where(f => f.Attribute == attribute).Select(f => f.Group)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            html.Append(SvgLines.Draw($"impact ratio by {attribute}", names,
                [.. groups.Select(g => (g, (IReadOnlyList<double?>)[.. result.Windows.Select(w => w.Fairness.FirstOrDefault(f => f.Attribute == attribute && f.Group == g)?.ImpactRatio)]))], minRatio, "limit"));
        }
    }

    private static string Worst(WindowDrift window)
    {
        var worst = window.Columns.MaxBy(c => c.Psi ?? -1)!;
        return $"{EvaluationTable.Number(worst.Psi)} {worst.Column}";
    }

    private static string Small(double? p) => p is { } value ? value < 1e-300 ? "< 1e-300" : value.ToString(value < 0.001 ? "0.##e+0" : "0.####", CultureInfo.InvariantCulture) : "–";
}
