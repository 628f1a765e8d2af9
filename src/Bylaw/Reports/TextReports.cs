using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Bylaw.Assessment;
using Bylaw.Packs;

namespace Bylaw.Reports;

/// <summary>Writes reports that other tools and reviews show: JUnit, GitHub annotations, Markdown.</summary>
public static class TextReports
{
    /// <summary>Writes JUnit XML: one suite a kind of subject, one case a control and subject.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>XML text.</returns>
    public static string JUnit(AssessmentReport report)
    {
        var suites = report.Results.GroupBy(r => r.Control.SubjectKind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new XElement(
            "testsuite",
            new XAttribute("name", g.Key),
            new XAttribute("tests", g.Count()),
            new XAttribute("failures", g.Count(r => r.Outcome == ControlOutcome.Fail)),
            new XAttribute("errors", g.Count(r => r.Outcome == ControlOutcome.Error)),
            new XAttribute("skipped", g.Count(IsSkipped)),
            g.Select(Case)));
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + new XElement("testsuites", new XAttribute("name", "bylaw"), suites) + "\n";
    }

    /// <summary>Writes GitHub workflow commands, one line a finding.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>Text.</returns>
    public static string GitHub(AssessmentReport report)
    {
        var text = new StringBuilder();
        foreach (var result in report.Results.Where(r => r.Outcome is ControlOutcome.Fail or ControlOutcome.Unknown or ControlOutcome.Stale or ControlOutcome.Error))
        {
            foreach (var finding in result.Findings)
            {
                var place = finding.Place is { } p ? $" file={Escape(p.File)},line={p.Line}," : " ";
                text.Append(CultureInfo.InvariantCulture, $"::{(result.Blocks ? "error" : "warning")}{place}title={Escape(result.Control.Id)}::{Escape(finding.Message)}\n");
            }
        }
        if (report.NotOnRecord is { } why)
        {
            text.Append(CultureInfo.InvariantCulture, $"::warning title=Not on record::{Escape(why)}\n");
        }
        return text.ToString();
    }

    /// <summary>Writes a Markdown summary for a pull request.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>Markdown.</returns>
    public static string Markdown(AssessmentReport report)
    {
        var text = new StringBuilder();
        var verdict = report.ExitCode switch { 0 => "passed", 1 => "**blocked**", 2 => "**could not be judged**", _ => "**incomplete**" };
        text.Append(CultureInfo.InvariantCulture, $"## Bylaw: {report.System} {verdict}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{report.Count(ControlOutcome.Pass)} passed, {report.Count(ControlOutcome.Fail)} failed, {report.Count(ControlOutcome.Unknown) + report.Count(ControlOutcome.Stale)} unknown, {report.Count(ControlOutcome.Waived)} waived, {report.Count(ControlOutcome.NotApplicable)} not applicable.\n\n");
        var shown = report.Results.Where(r => r.Outcome is ControlOutcome.Fail or ControlOutcome.Unknown or ControlOutcome.Stale or ControlOutcome.Error or ControlOutcome.Waived).ToArray();
        if (shown.Length > 0)
        {
            text.Append("| | control | subject | finding |\n|---|---|---|---|\n");
            foreach (var result in shown.OrderByDescending(r => r.Blocks))
            {
                var findings = result.Findings.IsEmpty ? result.Note ?? "" : string.Join("<br>", result.Findings.Select(f => Cell(f.Message)));
                text.Append(CultureInfo.InvariantCulture, $"| {(result.Blocks ? "stops" : AssessmentNames.Of(result.Outcome))} | {result.Control.Id} {Cell(result.Control.Title)} | {Cell(result.Subject)} | {findings} |\n");
            }
        }
        foreach (var pack in report.MissingPacks)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**{Cell(pack)}**\n");
        }
        if (!report.ControlsNotBuilt.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nNot judged, no rule installed: {string.Join(", ", report.ControlsNotBuilt)}\n");
        }
        if (report.NotOnRecord is { } why)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**Not on record**: {Cell(why)}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"\npolicy `{report.PolicyDigest[..12]}` · packs {string.Join(", ", report.Packs.Select(p => p.Id))}\n");
        return text.ToString();
    }

    private static XElement Case(ControlResult result)
    {
        var message = result.Findings.IsEmpty ? result.Note ?? "" : string.Join("\n", result.Findings.Select(f => f.Message));
        return new XElement(
            "testcase",
            new XAttribute("classname", result.Control.SubjectKind + "." + result.Subject),
            new XAttribute("name", $"{result.Control.Id} {result.Control.Title}"),
            result.Outcome switch
            {
                ControlOutcome.Fail => new XElement(result.Enforcement == Enforcement.Block ? "failure" : "system-out", message),
                ControlOutcome.Error => new XElement("error", message),
                _ when IsSkipped(result) => new XElement("skipped", new XAttribute("message", $"{AssessmentNames.Of(result.Outcome)}: {message}")),
                _ => null,
            });
    }

    private static bool IsSkipped(ControlResult result) =>
        result.Outcome is ControlOutcome.NotApplicable or ControlOutcome.Unknown or ControlOutcome.Stale or ControlOutcome.Waived;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static string Escape(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);
}

/// <summary>Names outcomes for people.</summary>
public static class AssessmentNames
{
    /// <summary>Names an outcome as documents do: <c>pass</c>, <c>not_applicable</c>, …</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>A lower-case word.</returns>
    public static string Of(ControlOutcome outcome) => AssessmentJson.NameOf(outcome);
}
