using Bylaw.Assessment;
using Bylaw.Evidence.Documents;
using Bylaw.Packs;
using Bylaw.Reports;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Shows an assessment in the terminal: what stops first, each with what, where, why and how to mend it.</summary>
internal static class TerminalReport
{
    private const int MaxGaps = 10;

    public static void Write(TextWriter output, AssessmentReport report, bool quiet)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(console.Profile.Width, 100);
        if (!quiet)
        {
            var shown = report.Results
                .Where(r => r.Outcome is ControlOutcome.Fail or ControlOutcome.Unknown or ControlOutcome.Stale or ControlOutcome.Error or ControlOutcome.Waived)
                .OrderByDescending(r => r.Blocks).ThenBy(r => Rank(r.Control.Severity)).ThenBy(r => r.Control.Id, StringComparer.Ordinal);
            foreach (var result in shown)
            {
                WriteResult(console, result);
            }
            WriteGaps(console, report);
            foreach (var reminder in report.Reminders)
            {
                console.MarkupLineInterpolated($"[grey]note[/]   {reminder}");
            }
            foreach (var fault in report.ManifestFaults.Concat(report.MissingPacks).Concat(report.Proposed).Concat(report.Faults))
            {
                console.MarkupLineInterpolated($"[yellow]fault[/]  {fault}");
            }
        }
        WriteVerdict(console, report);
    }

    /// <summary>Shows all that is known of the assessed controls.</summary>
    public static void Explain(TextWriter output, AssessmentReport report)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(console.Profile.Width, 100);
        foreach (var control in report.Results.Select(r => r.Control).DistinctBy(c => c.Id))
        {
            console.MarkupLineInterpolated($"[bold]{control.Id}  {control.Title}[/]");
            console.MarkupLineInterpolated($"  {control.Rule}");
            console.MarkupLineInterpolated($"  severity {control.Severity}, {(control.Enforcement == Enforcement.Block ? "blocks" : "warns")}, stages {string.Join(", ", control.Stages)}, {(control.IsWaivable ? "waivable" : "never waivable")}");
            console.MarkupLineInterpolated($"  missing evidence means {(control.FailsOnMissing ? "fail" : "unknown")}");
            foreach (var parameter in control.Parameters)
            {
                console.MarkupLineInterpolated($"  {parameter.Name} {(parameter.Default is { } value ? $"= {value.ToJsonString()} {parameter.Unit}" : $"is not set, in {parameter.Unit}")} ({parameter.Status}: {parameter.Source})");
            }
            foreach (var (framework, references) in control.References)
            {
                console.MarkupLineInterpolated($"  supports {framework} {string.Join(", ", references)}");
            }
            console.MarkupLineInterpolated($"  rule {Path.GetRelativePath(Directory.GetCurrentDirectory(), control.File)}");
            console.WriteLine();
        }
        foreach (var result in report.Results)
        {
            WriteResult(console, result);
        }
    }

    private static void WriteResult(IAnsiConsole console, ControlResult result)
    {
        var colour = result.Outcome switch
        {
            ControlOutcome.Pass => "green",
            ControlOutcome.Fail => result.Blocks ? "red" : "yellow",
            ControlOutcome.Waived => "blue",
            ControlOutcome.NotApplicable => "grey",
            ControlOutcome.Error => "magenta",
            _ => "yellow",
        };
        var word = result.Outcome == ControlOutcome.Fail && !result.Blocks ? "warn" : AssessmentNames.Of(result.Outcome).Replace('_', ' ');
        console.MarkupLine($"[{colour}]{word,-7}[/] [bold]{Markup.Escape(result.Control.Id)}[/] {Markup.Escape(result.Control.Title)}  [grey]{Markup.Escape(result.Subject)} · {Markup.Escape(result.Control.Severity)}[/]");
        foreach (var finding in result.Findings)
        {
            console.MarkupLine($"        {Markup.Escape(finding.Message)}");
            if (finding.Expected is not null)
            {
                console.MarkupLine($"        [grey]wanted {Markup.Escape(finding.Expected)}{(finding.Actual is null ? "" : ", seen " + Markup.Escape(finding.Actual))}[/]");
            }
        }
        if (result.Findings.FirstOrDefault(f => f.Place is not null)?.Place is { } place)
        {
            console.MarkupLine($"        [grey]{Markup.Escape(place.File)}:{place.Line}[/]");
        }
        if (result.Control.Fix.Length > 0 && result.Outcome is ControlOutcome.Fail or ControlOutcome.Unknown)
        {
            console.MarkupLine($"        mend: {Markup.Escape(result.Control.Fix)}");
        }
        if (result.Note is not null)
        {
            console.MarkupLine($"        [grey]{Markup.Escape(result.Note)}[/]");
        }
    }

    /// <summary>What was there and could not be looked at; what simply is not there is told by the controls that ask for it.</summary>
    private static void WriteGaps(IAnsiConsole console, AssessmentReport report)
    {
        var unseen = report.Gaps.Where(g => g.Reason is not (GapReason.NotFound or GapReason.NotDeclared)).ToList();
        foreach (var gap in unseen.Take(MaxGaps))
        {
            console.MarkupLineInterpolated($"[yellow]unseen[/]  {gap.Subject} · {gap.Collector}: {gap.Message}{(gap.Source is null ? "" : $" ({gap.Source})")}");
        }
        if (unseen.Count > MaxGaps)
        {
            console.MarkupLineInterpolated($"[grey]        and {unseen.Count - MaxGaps} more: bylaw collect lists them[/]");
        }
    }

    private static void WriteVerdict(IAnsiConsole console, AssessmentReport report)
    {
        var colour = report.ExitCode switch { 0 => "green", 1 => "red", 2 => "magenta", _ => "yellow" };
        var counts = string.Join(", ", Enum.GetValues<ControlOutcome>().Where(o => report.Count(o) > 0).Select(o => $"{report.Count(o)} {AssessmentNames.Of(o).Replace('_', ' ')}"));
        console.WriteLine();
        console.MarkupLine($"[{colour} bold]{Markup.Escape(report.System)} {Markup.Escape(report.Verdict)}[/]  [grey]{counts}[/]");
        console.MarkupLine($"[grey]stage {report.Stage ?? "all"}, packs {Markup.Escape(string.Join(", ", report.Packs.Select(p => p.Id)))}, policy {report.PolicyDigest[..12]}, as of {report.EffectiveTime.UtcDateTime:yyyy-MM-dd HH:mm} UTC[/]");
        if (!report.ControlsNotBuilt.IsEmpty)
        {
            console.MarkupLine($"[yellow]not judged: {report.ControlsNotBuilt.Length} controls that these packs name have no rule here ({Markup.Escape(string.Join(", ", report.ControlsNotBuilt.Take(8)))}{(report.ControlsNotBuilt.Length > 8 ? ", …" : "")})[/]");
        }
    }

    private static int Rank(string severity) => severity switch { "critical" => 0, "high" => 1, "medium" => 2, _ => 3 };
}
