using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Cli.Commands.Evaluate;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Metrics;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Drift;

/// <summary>Writes a comparison as tables for a terminal.</summary>
internal static class DriftTable
{
    public static void Write(DriftResult result, ImmutableArray<DriftVerdict> verdicts)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200; // a file or pipe has no width of its own; do not wrap numbers
        }
        var hasLabels = result.Reference.Cell is not null;
        string[] head = ["window", "rows", "largest PSI", "rebuilding (z)", "domain AUC"];
        var windows = EvaluationTable.Sheet($"windows against a reference of {result.Reference.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows",
            [.. head, .. hasLabels ? (string[])["accuracy", "estimated", "labels"] : [], "outcome"]);
        foreach (var verdict in verdicts)
        {
            windows.AddRow([.. Cells(verdict.Window, hasLabels), $"[{Colour(verdict.Outcome)}]{verdict.Outcome.Name()}[/]"]);
        }
        AnsiConsole.Write(windows);
        Columns(verdicts[^1].Window);
        Fairness(verdicts[^1].Window);
        var told = verdicts.Where(v => v.Reasons.Length > 0).ToArray();
        foreach (var verdict in told.TakeLast(3))
        {
            foreach (var reason in verdict.Reasons)
            {
                AnsiConsole.MarkupLine($"[{Colour(verdict.Outcome)}]{Markup.Escape(verdict.Window.Window.Name)}[/] {Markup.Escape(reason)}");
            }
        }
        if (told.Length > 3)
        {
            AnsiConsole.MarkupLine(CultureInfo.InvariantCulture, "[grey]{0} earlier windows break limits too; --output html=FILE lists them[/]", told.Length - 3);
        }
        foreach (var note in result.Notes)
        {
            AnsiConsole.MarkupLine($"[grey]note: {Markup.Escape(note)}[/]");
        }
    }

    /// <summary>Writes an accuracy with the baseline beside it.</summary>
    internal static string Accuracy(PerformanceDrift? accuracy, bool estimated) => accuracy is null ? "–" : estimated
        ? accuracy.Estimated is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.####} ± {1.96 * accuracy.Deviation:0.####}") : "–"
        : string.Create(CultureInfo.InvariantCulture, $"{EvaluationTable.Number(accuracy.Current)} (was {accuracy.Baseline:0.####})");

    private static IEnumerable<string> Cells(WindowDrift window, bool hasLabels)
    {
        var worst = window.Columns.MaxBy(c => c.Psi ?? -1)!;
        var accuracy = window.Performance.FirstOrDefault(p => p.Metric == "accuracy");
        yield return Markup.Escape(window.Window.Name);
        yield return window.Window.Rows.ToString("N0", CultureInfo.InvariantCulture);
        yield return $"{EvaluationTable.Number(worst.Psi)} {Markup.Escape(worst.Column)}";
        yield return window.ReconstructionScore is { } z ? z.ToString("0.0", CultureInfo.InvariantCulture) : "–";
        yield return EvaluationTable.Number(window.DomainArea);
        if (hasLabels)
        {
            yield return Accuracy(accuracy, estimated: false);
            yield return Accuracy(accuracy, estimated: true);
            yield return (window.Errors?.Labelled ?? 0).ToString("N0", CultureInfo.InvariantCulture);
        }
    }

    private static void Columns(WindowDrift window)
    {
        var table = EvaluationTable.Sheet($"columns of {window.Window.Name}", "column", "PSI", "JS", "KS", "KS p", "Wasserstein/σ", "chi² p", "out of range", "new", "alarm");
        foreach (var column in window.Columns.OrderByDescending(c => c.Psi ?? -1))
        {
            table.AddRow(
                Markup.Escape(column.Column), EvaluationTable.Number(column.Psi), EvaluationTable.Number(column.JensenShannon), EvaluationTable.Number(column.KolmogorovSmirnov),
                Small(column.KolmogorovSmirnovP), EvaluationTable.Number(column.WassersteinScaled), Small(column.ChiSquareP),
                (column.OutOfRange + column.NotNumbers).ToString(CultureInfo.InvariantCulture),
                column.NewCategories.IsEmpty ? "" : Markup.Escape(string.Join(", ", column.NewCategories.Take(3).Select(c => c.Value)) + (column.NewCategories.Length > 3 ? " …" : "")),
                column.AlarmRaised ? "[red]raised[/]" : "");
        }
        AnsiConsole.Write(table);
    }

    private static void Fairness(WindowDrift window)
    {
        if (window.Fairness.IsEmpty)
        {
            return;
        }
        var table = EvaluationTable.Sheet($"impact ratios of {window.Window.Name}", "attribute", "group", "n", "selected", "ratio", "");
        foreach (var group in window.Fairness)
        {
            table.AddRow(Markup.Escape(group.Attribute), Markup.Escape(group.Group), group.Rows.ToString(CultureInfo.InvariantCulture), EvaluationTable.Number(group.Rate),
                EvaluationTable.Number(group.ImpactRatio), group.Insufficient is { } why ? $"[yellow]insufficient: {Markup.Escape(why)}[/]" : "");
        }
        AnsiConsole.Write(table);
    }

    private static string Small(double? p) => p is { } value ? value.ToString("0.##e+0", CultureInfo.InvariantCulture) : "–";

    internal static string Colour(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "green",
        Outcome.Fail => "red",
        _ => "yellow",
    };
}
