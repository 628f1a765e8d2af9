using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>Says in the protocol's words what is wrong with a file.</summary>
internal static class DiagnosticText
{
    private static readonly ImmutableHashSet<string> _unused = ["REGO2013", "REGO2022", "REGO2023", "REGO2024", "REGO3013"];

    /// <summary>Lists what is wrong with a module, and which of its tests failed.</summary>
    public static LspDiagnostic[] Of(RegoDocument document, RootAnalysis analysis, ServerState server)
    {
        var faults = analysis.FaultsOf(document).Select(d => Make(document, d, server.Options.DocumentationBase));
        var failures = server.Runs.FailuresOf(document.Path, document.Text).Select(f =>
            new LspDiagnostic(document.RangeOf(f.Place), 1, null, "bylaw test", f.Details.Length > 0 ? $"{f.Shown}\n{f.Details}" : f.Shown));
        return [.. faults.Concat(failures)];
    }

    /// <summary>Says one fault.</summary>
    public static LspDiagnostic Make(RegoDocument document, Diagnostic fault, string? documentation)
    {
        // An empty place is shown as the character there, or the one before the end of the text.
        var span = fault.Span;
        if (span.Length == 0)
        {
            span = span.Start < document.Text.Length && document.Text[span.Start] is not ('\r' or '\n') ? new TextSpan(span.Start, 1) : new TextSpan(Math.Max(0, span.Start - 1), Math.Min(1, span.Start));
        }
        return new LspDiagnostic(
            document.RangeOf(span),
            fault.Kind.Severity == Severity.Error ? 1 : 2,
            fault.Kind.Code,
            fault.Kind.WireCode == "rego_lint" ? "bylaw lint" : "bylaw",
            fault.Help is null ? fault.Message : $"{fault.Message}\n{fault.Help}")
        {
            CodeDescription = documentation is null ? null : new CodeDescription($"{documentation}diagnostics/{fault.Kind.Code}.md"),
            Tags = _unused.Contains(fault.Kind.Code) ? [1] : fault.Kind.Code is "REGO2020" or "REGO3002" ? [2] : null,
        };
    }

    /// <summary>Says what is wrong with a file that is no module.</summary>
    public static LspDiagnostic[] OfFile(string text, IEnumerable<FileProblem> problems)
    {
        var lines = new LineMap(text);
        return [.. problems.Select(p =>
        {
            var start = lines.OffsetOf(new Position(p.Line - 1, p.Column - 1));
            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }
            return new LspDiagnostic(lines.RangeOf(TextSpan.FromBounds(start, end)), 1, null, "bylaw", p.Message);
        })];
    }
}
