using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Formatting;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/formatting</c>: the lines that the canonical form has otherwise, and no others.</summary>
internal static class Formatting
{
    public static RangeEdit[]? Run(RegoDocument document, CancellationToken cancellationToken)
    {
        var options = FormatOptions.Default with { Parser = document.Parser };
        return RegoFormatter.Format(document.Source, options, cancellationToken) is { Text: { } text } ? Edits(document, text) : null;
    }

    /// <summary>Returns the edits that make a text of a document's; line breaks stay as they were.</summary>
    public static RangeEdit[] Edits(RegoDocument document, string text)
    {
        if (document.Text.Contains("\r\n", StringComparison.Ordinal) && !text.Contains("\r\n", StringComparison.Ordinal))
        {
            text = text.Replace("\n", "\r\n", StringComparison.Ordinal);
        }
        var starts = Starts(document.Text);
        return [.. UnifiedDiff.Changes(document.Text, text).Select(c => new RangeEdit(
            document.RangeOf(TextSpan.FromBounds(starts[c.LineIndex], starts[c.LineIndex + c.LineCount])), c.NewText))];
    }

    private static List<int> Starts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }
        if (starts[^1] != text.Length)
        {
            starts.Add(text.Length);
        }
        return starts;
    }
}
