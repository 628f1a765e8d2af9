using System.Text.RegularExpressions;
using Bylaw.ForeignPolicies;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>The findings of a <c>deny</c>, <c>warn</c> or <c>violation</c> rule with their places in the input file, though the rule says nothing of places.</summary>
internal static partial class PlacedFindings
{
    /// <summary>Finds them when a query asks for just such a rule, and positions of the input are known.</summary>
    /// <returns>Message and place; nothing for any other query, and where an exception sets the rule aside.</returns>
    public static IReadOnlyList<(string Message, TextPlace Place)> Of(
        string query, Policies policies, RegoValue input, RegoValue data, EvaluationOptions options, DocumentPositions? positions, CancellationToken cancellation)
    {
        if (positions is null || FindingRule().Match(query.Trim()) is not { Success: true } asked)
        {
            return [];
        }
        try
        {
            var quiet = options with { Explain = false, Trace = TraceLevel.Off, Coverage = null, Profile = null, Print = null };
            return
            [
                .. new ForeignPolicySet(policies).Judge(asked.Groups[1].Value, input, data, quiet, cancellation).Findings
                    .Where(f => f.Rule == asked.Groups[2].Value && f.Level != ForeignLevel.Exception)
                    .Select(f => (f.Message, positions.Find((f.Path ?? new InputPath([])).Path.AsSpan()))),
            ];
        }
        catch (FormatException)
        {
            return []; // what it yields are no findings
        }
    }

    /// <summary>Writes one line for each.</summary>
    public static void Write(IReadOnlyList<(string Message, TextPlace Place)> findings, TextWriter output)
    {
        foreach (var (message, place) in findings)
        {
            output.WriteLine($"{place}: {message}");
        }
        if (findings.Count > 0)
        {
            output.WriteLine();
        }
    }

    /// <summary>Makes the value that JSON output gives under <c>findings</c>.</summary>
    public static RegoValue ToValue(IReadOnlyList<(string Message, TextPlace Place)> findings) => RegoArray.Create(
        [.. findings.Select(f => (RegoValue)RegoObject.Create(("msg", f.Message), ("file", f.Place.File), ("line", f.Place.Line), ("column", f.Place.Column)))]);

    [GeneratedRegex(@"^data\.([\w.]+)\.((?:deny|violation|warn)(?:_[a-zA-Z0-9]+)*)$", RegexOptions.CultureInvariant)]
    private static partial Regex FindingRule();
}
