using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bylaw.Collectors.Evaluations.Studies;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Evaluate;

/// <summary>Shows studies in a terminal and in HTML.</summary>
internal static class StudyViews
{
    public static void Write(ImmutableArray<Study> studies)
    {
        foreach (var study in studies)
        {
            var table = EvaluationTable.Sheet(study.Title, "metric", "rows", "value", "95 % interval", "unit", "n");
            table.Columns[1].NoWrap = false; // the subset of a scan and the words of a unit can be long
            table.Columns[4].NoWrap = false;
            foreach (var metric in study.Metrics)
            {
                table.AddRow(metric.Name, Markup.Escape(metric.Slice), EvaluationTable.Number(metric.Value), EvaluationTable.Range(metric.Interval), Markup.Escape(metric.Unit), metric.Rows.ToString(CultureInfo.InvariantCulture));
            }
            foreach (var group in study.Groups.Where(g => g.Insufficient is not null))
            {
                table.AddRow("[yellow]insufficient[/]", Markup.Escape($"{group.Attribute}={group.Group}"), "–", "–", Markup.Escape(group.Insufficient!), group.Rows.ToString(CultureInfo.InvariantCulture));
            }
            AnsiConsole.Write(table);
            foreach (var note in study.Notes)
            {
                AnsiConsole.MarkupLine($"[grey]note: {Markup.Escape(note)}[/]");
            }
        }
    }

    public static void Write(StringBuilder html, ImmutableArray<Study> studies)
    {
        foreach (var study in studies)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{SvgChart.Text(char.ToUpperInvariant(study.Title[0]) + study.Title[1..])}</h2>");
            foreach (var column in study.Curves.GroupBy(c => c.Column, StringComparer.Ordinal))
            {
                foreach (var curve in column)
                {
                    html.Append(SvgEffect.Draw($"{curve.Name} of {curve.Column}", curve.Column, curve.Name.StartsWith("partial", StringComparison.Ordinal) ? "mean score" : "effect on the score", curve.Points));
                }
            }
            EvaluationHtml.Table(html, null, ["metric", "rows", "value", "95 % interval", "unit", "n"], study.Metrics.Select(m => (string[])
                [m.Name, m.Slice, EvaluationTable.Number(m.Value), EvaluationTable.Range(m.Interval), m.Unit, m.Rows.ToString(CultureInfo.InvariantCulture)]));
            foreach (var group in study.Groups.Where(g => g.Insufficient is not null))
            {
                html.Append(CultureInfo.InvariantCulture, $"<p class='insufficient'>insufficient: {SvgChart.Text(group.Attribute)}={SvgChart.Text(group.Group)} ({SvgChart.Text(group.Insufficient!)})</p>");
            }
            foreach (var note in study.Notes)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p>{SvgChart.Text(note)}</p>");
            }
        }
    }
}
