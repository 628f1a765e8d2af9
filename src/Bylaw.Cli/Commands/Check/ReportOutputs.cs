using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Rego;
using Bylaw.Reports;
using Bylaw.Reports.Attestations;
using Bylaw.Reports.CycloneDx;
using Bylaw.Reports.Oscal;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Writes the reports that <c>--output FORMAT=FILE</c> asks for.</summary>
internal static class ReportOutputs
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly SortedDictionary<string, Func<AssessmentReport, string>> _formats = new(StringComparer.Ordinal)
    {
        ["json"] = r => Json(r.ToJson()),
        ["sarif"] = r => Json(SarifReport.Write(r)),
        ["junit"] = TextReports.JUnit,
        ["markdown"] = TextReports.Markdown,
        ["html"] = HtmlReport.Write,
        ["github"] = TextReports.GitHub,
        ["gitlab"] = r => Json(GitLabReport.Write(r)),
        ["oscal"] = r => Json(OscalReport.AssessmentResults(r)),
        ["oscal-poam"] = r => Json(OscalReport.PlanOfAction(r)),
        ["cyclonedx"] = r => Json(CycloneDxReport.Write(r)),
    };

    /// <summary>Formats that are signed, and so need <c>--sign-key</c>.</summary>
    private static readonly SortedDictionary<string, Func<AssessmentReport, ResultSigner, JsonObject>> _signed = new(StringComparer.Ordinal)
    {
        ["dsse"] = (r, signer) => signer.SignResult(r),
        ["svr"] = (r, signer) => signer.SignProperties(r),
        ["vsa"] = (r, signer) => signer.SignSummary(r),
    };

    /// <summary>Gets the names of all formats, in order.</summary>
    public static IEnumerable<string> Formats => _formats.Keys.Concat(_signed.Keys).Order(StringComparer.Ordinal);

    public static IReadOnlyList<(string Format, string File)> Parse(string[] arguments, string? signKey)
    {
        var outputs = new List<(string Format, string File)>();
        foreach (var argument in arguments)
        {
            var split = argument.IndexOf('=', StringComparison.Ordinal);
            var (format, file) = split < 0 ? (argument, "-") : (argument[..split], argument[(split + 1)..]);
            if (!Formats.Contains(format) || file.Length == 0)
            {
                throw new UserErrorException($"--output {argument}: write FORMAT=FILE with one of {string.Join(", ", Formats)}");
            }
            if (_signed.ContainsKey(format) && signKey is null)
            {
                throw new UserErrorException($"--output {format} is signed: name a private key with --sign-key FILE (ECDSA in PEM, as `openssl ecparam -name prime256v1 -genkey -noout` makes it)");
            }
            outputs.Add((format, file));
        }
        return outputs;
    }

    /// <summary>Writes all reports; one that cannot be written does not keep the others from being written.</summary>
    /// <returns>False when one could not be written.</returns>
    public static bool Write(AssessmentReport report, IReadOnlyList<(string Format, string File)> outputs, string? signKey)
    {
        using var key = outputs.Any(o => _signed.ContainsKey(o.Format)) ? PrivateKeys.ReadEcdsa("--sign-key", signKey!) : null;
        var all = true;
        foreach (var (format, file) in outputs)
        {
            try
            {
                var text = _formats.TryGetValue(format, out var write) ? write(report) : Json(_signed[format](report, new ResultSigner(key!)));
                if (file == "-")
                {
                    Console.Out.Write(text);
                    continue;
                }
                WholeFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                all = false;
                Console.Error.WriteLine($"bylaw: cannot write {format} to {file}: {error.Message}");
            }
        }
        return all;
    }

    private static string Json(JsonNode json) => json.ToJsonString(_indented) + "\n";
}
