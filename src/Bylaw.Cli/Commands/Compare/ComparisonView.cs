using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Impact;
using Bylaw.Reports;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Compare;

/// <summary>Shows comparisons, one for each set of evidence.</summary>
internal static class ComparisonView
{
    public static void Write(TextWriter output, string format, IReadOnlyList<(string Name, AssessmentComparison Comparison)> comparisons)
    {
        if (format == "json")
        {
            var json = new JsonArray([.. comparisons.Select(c =>
            {
                var one = c.Comparison.ToJson();
                one["evidence"] = c.Name;
                return (JsonNode)one;
            })]);
            output.WriteLine(json.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
            return;
        }
        foreach (var (name, comparison) in comparisons)
        {
            if (format == "markdown")
            {
                Markdown(output, name, comparison);
            }
            else
            {
                Table(output, name, comparison);
            }
        }
    }

    private static void Table(TextWriter output, string name, AssessmentComparison comparison)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(console.Profile.Width, 100);
        console.MarkupLineInterpolated($"[bold]evidence: {name}[/]  {Summary(comparison)}");
        if (comparison.Changes.IsEmpty)
        {
            return;
        }
        var table = new Table().Border(TableBorder.Simple).AddColumns("change", "control", "subject", "before", "after", "why");
        foreach (var change in comparison.Changes)
        {
            table.AddRow(
                Markup.Escape(change.Kind.ToString().ToLowerInvariant()),
                Markup.Escape(change.Control),
                Markup.Escape(change.Subject),
                Markup.Escape(Word(change.Before)),
                (change.StopsNewly ? "[red]" : "[default]") + Markup.Escape(Word(change.After)) + "[/]",
                Markup.Escape(Why(change)));
        }
        console.Write(table);
    }

    private static void Markdown(TextWriter output, string name, AssessmentComparison comparison)
    {
        output.WriteLine($"### {name}: {Summary(comparison)}\n");
        if (comparison.Changes.IsEmpty)
        {
            return;
        }
        output.WriteLine("| change | control | subject | before | after | why |\n|---|---|---|---|---|---|");
        foreach (var change in comparison.Changes)
        {
            output.WriteLine($"| {change.Kind.ToString().ToLowerInvariant()} | {change.Control} | {Cell(change.Subject)} | {Word(change.Before)} | {(change.StopsNewly ? $"**{Word(change.After)}**" : Word(change.After))} | {Cell(Why(change))} |");
        }
        output.WriteLine();
    }

    private static string Summary(AssessmentComparison comparison)
    {
        var counts = Enum.GetValues<ChangeKind>().Select(k => (Kind: k, Count: comparison.Changes.Count(c => c.Kind == k))).Where(c => c.Count > 0).ToList();
        return counts.Count == 0
            ? "nothing changes"
            : string.Join(", ", counts.Select(c => $"{c.Count} {c.Kind.ToString().ToLowerInvariant()}"))
                + $"; {comparison.Changes.Count(c => c.StopsNewly)} would stop that do not stop now; exit code {comparison.Before.ExitCode} → {comparison.After.ExitCode}";
    }

    private static string Word(ControlResult? result) => result is null ? "–"
        : AssessmentNames.Of(result.Outcome).Replace('_', ' ') + (result.Blocks ? " (stops)" : "");

    private static string Why(ResultChange change)
    {
        var result = change.After is { Findings.IsEmpty: false } ? change.After : change.Before;
        return result is null ? "" : string.Join("; ", result.Findings.Take(2).Select(f => f.Message)) is { Length: > 0 } text ? text : change.After?.Note ?? "";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
