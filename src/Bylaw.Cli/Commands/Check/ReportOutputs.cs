using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Reports;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Writes the reports that <c>--output FORMAT=FILE</c> asks for.</summary>
internal static class ReportOutputs
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly SortedDictionary<string, Func<AssessmentReport, string>> _formats = new(StringComparer.Ordinal)
    {
        ["json"] = r => Json(r.ToJson()),
        ["sarif"] = r => Json(SarifReport.Write(r)),
        ["junit"] = TextReports.JUnit,
        ["markdown"] = TextReports.Markdown,
        ["html"] = HtmlReport.Write,
        ["github"] = TextReports.GitHub,
    };

    public static IReadOnlyList<(string Format, string File)> Parse(string[] arguments) => [.. arguments.Select(argument =>
    {
        var split = argument.IndexOf('=');
        var (format, file) = split < 0 ? (argument, "-") : (argument[..split], argument[(split + 1)..]);
        return _formats.ContainsKey(format) && file.Length > 0
            ? (format, file)
            : throw new UserErrorException($"--output {argument}: write FORMAT=FILE with one of {string.Join(", ", _formats.Keys)}");
    })];

    /// <summary>Writes all reports; one that cannot be written does not keep the others from being written.</summary>
    /// <returns>False when one could not be written.</returns>
    public static bool Write(AssessmentReport report, IReadOnlyList<(string Format, string File)> outputs)
    {
        var all = true;
        foreach (var (format, file) in outputs)
        {
            var text = _formats[format](report);
            if (file == "-")
            {
                Console.Out.Write(text);
                continue;
            }
            var partial = file + ".partial";
            try
            {
                // Whole or not at all: a full disk leaves no half report behind.
                File.WriteAllText(partial, text);
                File.Move(partial, file, overwrite: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                all = false;
                Console.Error.WriteLine($"bylaw: cannot write {file}: {error.Message}");
                File.Delete(partial);
            }
        }
        return all;
    }

    private static string Json(JsonObject json) => json.ToJsonString(_indented) + "\n";
}
