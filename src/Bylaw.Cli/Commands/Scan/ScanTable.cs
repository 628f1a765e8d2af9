using System.Globalization;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Writes a scan for a person at a terminal.</summary>
internal static class ScanTable
{
    private const int SpeedBytes = 1_000_000; // with less, what is measured is the start of the program
    private const int MaxFindings = 50;
    private const int MaxQuiet = 20;

    public static string ToText(ScanSummary report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Write(report, AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }));
        return text.ToString();
    }

    public static void Write(ScanSummary report, IAnsiConsole console)
    {
        foreach (var result in report.Results.Where(r => r.Columns.Count + r.Findings.Count + r.Gaps.Count > 0))
        {
            console.MarkupLine($"[bold]{Markup.Escape(result.Name)}[/] ({(result.Rows > 0 ? $"{result.Rows} rows" : $"{result.Bytes} bytes")})");
            if (result.Columns.Count > 0)
            {
                var table = new Table().Border(TableBorder.Minimal).AddColumns("column", "verdict", "found", "first rows", "why");
                var quiet = result.Columns.Where(c => c.Verdict == "CLEAN").ToList();
                foreach (var column in result.Columns.Except(quiet))
                {
                    table.AddRow(
                        Markup.Escape(column.Name), Coloured(column.Verdict), Markup.Escape(string.Join(", ", column.Counts.Select(c => $"{c.Key} {c.Value}"))),
                        string.Join(", ", column.FirstRows.Take(3)), Markup.Escape(column.Reason));
                }
                if (table.Rows.Count > 0)
                {
                    console.Write(table);
                }
                foreach (var group in quiet.GroupBy(c => c.Reason))
                {
                    console.MarkupLine($"  {Markup.Escape(group.Key)} in {Counted(group.Count(), "column")}: {Markup.Escape(string.Join(", ", group.Take(MaxQuiet).Select(c => c.Name)))}{(group.Count() > MaxQuiet ? ", …" : "")}");
                }
            }
            if (result.Findings.Count > MaxFindings)
            {
                console.MarkupLine($"  {Markup.Escape(string.Join(", ", result.Counts.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}")))}");
            }
            foreach (var finding in result.Findings.Take(MaxFindings))
            {
                console.MarkupLine($"  line {finding.Line}, byte {finding.Column}: [red]{finding.Type}[/] ({finding.Score.ToString("F2", CultureInfo.InvariantCulture)}, {finding.Evidence})");
            }
            if (result.Findings.Count > MaxFindings)
            {
                console.MarkupLine($"  … and {result.Counts.Values.Sum() - MaxFindings} more (use --format json)");
            }
            foreach (var gap in result.Gaps)
            {
                console.MarkupLine($"  [yellow]not scanned[/]: {Markup.Escape(gap.Message)}");
            }
        }
        var complete = report.IsComplete ? "complete" : $"[yellow]INCOMPLETE[/]: {Counted(report.Results.Sum(r => r.Gaps.Count), "gap")}";
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Results.Count} scanned, {Counted(report.ViolationCount, "violation")}, {complete}; {report.Size} in {report.Elapsed.TotalSeconds:F2} s{(report.Bytes < SpeedBytes ? "" : $" ({report.MegabytesPerSecond.ToString(report.MegabytesPerSecond < 10 ? "F1" : "F0", CultureInfo.InvariantCulture)} MB/s)")}"));
    }

    private static string Counted(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    private static string Coloured(string verdict) => verdict switch
    {
        "VIOLATION" => "[red]VIOLATION[/]",
        "WARN" or "UNKNOWN" => $"[yellow]{verdict}[/]",
        "CLEAN" => "clean",
        _ => $"[green]{verdict}[/]",
    };
}
