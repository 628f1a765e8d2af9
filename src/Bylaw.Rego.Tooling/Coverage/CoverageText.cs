using System.Globalization;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tooling.Coverage;

/// <summary>Writes a coverage report: as JSON in OPA's shape, as an LCOV trace file, as text.</summary>
public static class CoverageText
{
    /// <summary>Makes a value in the shape of OPA's report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>An object: <c>files</c>, <c>covered_lines</c>, <c>not_covered_lines</c>, <c>coverage</c> in percent.</returns>
    public static RegoValue ToValue(CoverageReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var files = new ObjectBuilder();
        foreach (var file in report.Files)
        {
            var entry = new ObjectBuilder();
            SetRuns(entry, "covered", file, covered: true);
            SetRuns(entry, "not_covered", file, covered: false);
            entry.Set("covered_lines", (long)file.CoveredLines);
            entry.Set("not_covered_lines", (long)(file.Lines.Length - file.CoveredLines));
            entry.Set("coverage", Number(file.Percent));
            files.Set(file.File, entry.Build());
        }
        return RegoObject.Create(
            ("files", files.Build()),
            ("covered_lines", (long)report.CoveredLines),
            ("not_covered_lines", (long)report.NotCoveredLines),
            ("coverage", Number(report.Percent)));
    }

    /// <summary>Writes the report as an LCOV trace file, which most coverage viewers read.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void WriteLcov(CoverageReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var file in report.Files)
        {
            output.WriteLine("TN:");
            output.WriteLine($"SF:{file.File}");
            foreach (var line in file.Lines)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"DA:{line.Line},{line.Hits}"));
            }
            output.WriteLine($"LF:{file.Lines.Length}");
            output.WriteLine($"LH:{file.CoveredLines}");
            output.WriteLine("end_of_record");
        }
    }

    /// <summary>Writes a line a file, with the lines that nothing reached.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void WriteText(CoverageReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var file in report.Files)
        {
            var missing = string.Join(", ", file.Runs(covered: false).Select(r => r.First == r.Last ? $"{r.First}" : $"{r.First}-{r.Last}"));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{file.Percent,7:0.##} %  {file.File}{(missing.Length == 0 ? "" : $"  not covered: {missing}")}"));
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Percent,7:0.##} %  in all: {report.CoveredLines} of {report.CoveredLines + report.NotCoveredLines} lines"));
    }

    private static void SetRuns(ObjectBuilder entry, string name, FileCoverage file, bool covered)
    {
        RegoValue[] runs =
        [
            .. file.Runs(covered).Select(r => (RegoValue)RegoObject.Create(
                ("start", RegoObject.Create(("row", (long)r.First))), ("end", RegoObject.Create(("row", (long)r.Last))))),
        ];
        if (runs.Length > 0)
        {
            entry.Set(name, RegoArray.Create(runs));
        }
    }

    private static RegoValue Number(double percent) =>
        RegoValue.TryParseNumber(percent.ToString("0.##", CultureInfo.InvariantCulture), out var number) ? number : default;
}
