using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Metrics;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Evaluate;

/// <summary>Writes an evaluation as tables for a terminal.</summary>
internal static class EvaluationTable
{
    public static void Write(EvaluationReport report)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200; // a file or pipe has no width of its own; do not wrap numbers
        }
        if (report.Evaluation is { } evaluation)
        {
            Write(evaluation, report.Verdicts);
        }
        StudyViews.Write(report.Studies);
    }

    private static void Write(ModelEvaluation evaluation, ImmutableArray<EvaluationVerdict> verdicts)
    {
        var result = evaluation.Result;
        var overall = Sheet($"{result.Cells.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows", "metric", "value", "95 % interval", "n");
        foreach (var metric in result.Overall)
        {
            overall.AddRow(Markup.Escape(metric.Slice == "all" ? metric.Name : $"{metric.Name} ({metric.Slice})"), Number(metric.Value), Range(metric.Interval), metric.Rows.ToString(CultureInfo.InvariantCulture));
        }
        AnsiConsole.Write(overall);
        foreach (var analysis in result.Attributes.Concat(result.Cross is null ? [] : [result.Cross]))
        {
            AnsiConsole.Write(Groups(analysis, result.Cells.HasLabels));
        }
        if (!verdicts.IsEmpty)
        {
            var table = Sheet("outcomes", "by", "metric", "value", "95 % interval", "limit", "outcome");
            foreach (var v in verdicts)
            {
                table.AddRow(Markup.Escape(v.By), v.Estimate.Definition.Name, Number(v.Estimate.Value), Range(v.Estimate.Interval),
                    string.Create(CultureInfo.InvariantCulture, $"{v.Sign} {v.Limit}"), $"[{Colour(v.Outcome)}]{v.Outcome.Name()}[/]");
            }
            AnsiConsole.Write(table);
        }
        if (!result.Further.IsEmpty)
        {
            var table = Sheet("further measures", "metric", "groups", "value", "unit", "n");
            foreach (var metric in result.Further)
            {
                table.AddRow(metric.Name, Markup.Escape(metric.Slice), Number(metric.Value), Markup.Escape(metric.Unit), metric.Rows.ToString(CultureInfo.InvariantCulture));
            }
            AnsiConsole.Write(table);
        }
        if (evaluation.Robustness is { } robustness)
        {
            var table = Sheet("robustness", "test", "value", "what it is", "n");
            foreach (var metric in robustness.Metrics)
            {
                table.AddRow(Markup.Escape(metric.Name), Number(metric.Value), Markup.Escape(metric.Slice), metric.Rows.ToString(CultureInfo.InvariantCulture));
            }
            AnsiConsole.Write(table);
        }
        foreach (var note in result.Cells.Notes.Concat(evaluation.Robustness?.Notes ?? []))
        {
            AnsiConsole.MarkupLine($"[grey]note: {Markup.Escape(note)}[/]");
        }
    }

    public static string Number(double? value) => value is { } number ? Math.Abs(number) < 0.00005 && number != 0 ? number.ToString("0.#e+0", CultureInfo.InvariantCulture) : number.ToString("0.####", CultureInfo.InvariantCulture) : "–";

    public static string Range(Interval? interval) =>
        interval is { } range ? string.Create(CultureInfo.InvariantCulture, $"{range.Low:0.####} – {range.High:0.####}") : "–";

    private static Table Groups(GroupAnalysis analysis, bool labels)
    {
        var by = string.Join(" × ", analysis.Table.Attributes);
        var table = labels
            ? Sheet($"by {by}", "group", "n", "selected", "95 % interval", "tpr", "fpr", "accuracy", "ratio", "adj. p", "")
            : Sheet($"by {by}", "group", "n", "selected", "95 % interval", "ratio", "adj. p", "");
        foreach (var group in analysis.Groups)
        {
            var against = analysis.Comparisons.FirstOrDefault(c => c.Group == group.Group);
            var cells = new List<string>
            {
                Markup.Escape(group.Group.Name), group.Group.Cell.Rows.ToString(CultureInfo.InvariantCulture),
                Number(group[Rate.Selection].Value), Range(group[Rate.Selection].Interval),
            };
            if (labels)
            {
                cells.AddRange([Number(group[Rate.TruePositive].Value), Number(group[Rate.FalsePositive].Value), Number(group[Rate.Accuracy].Value)]);
            }
            cells.Add(group.Group == analysis.Reference ? "reference" : Number(against?.Ratio));
            cells.Add(against?.AdjustedPValue is { } p ? p.ToString("0.###e+0", CultureInfo.InvariantCulture) : "–");
            cells.Add(group[Rate.Selection].Insufficient is { } why ? $"[yellow]insufficient: {Markup.Escape(why)}[/]" : "");
            table.AddRow([.. cells]);
        }
        return table;
    }

    internal static Table Sheet(string title, params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).Title($"[bold]{Markup.Escape(title)}[/]");
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        }
        return table;
    }

    private static string Colour(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "green",
        Outcome.Fail => "red",
        _ => "yellow",
    };
}
