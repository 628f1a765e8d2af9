using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Linting;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>Changes of a module's imports.</summary>
internal static class ImportEdits
{
    /// <summary>Writes an import below the others, or below the package.</summary>
    public static RangeEdit Add(RegoDocument document, string path)
    {
        var module = document.Module;
        var isFirst = module.Imports.IsEmpty;
        var end = isFirst ? module.Package.Span.End : module.Imports[^1].Span.End;
        var at = document.Lines.PlaceOf(end);
        // Behind what else stands on the line, a comment for example.
        var next = document.Lines.StartOf(at.Line + 1);
        while (next > end && document.Text[next - 1] is '\r' or '\n')
        {
            next--;
        }
        return new RangeEdit(document.RangeOf(new TextSpan(next, 0)), $"{(isFirst ? "\n" : "")}\nimport {path}");
    }

    /// <summary>Sorts imports, leaves out those that nothing uses and those that stand twice.</summary>
    /// <returns>The edit; null when they are in order, or comments stand among them.</returns>
    public static RangeEdit? Organise(RegoDocument document)
    {
        var imports = document.Module.Imports;
        if (imports.IsEmpty || !document.Parse.Succeeded)
        {
            return null;
        }
        var span = TextSpan.FromBounds(imports[0].Span.Start, imports[^1].Span.End);
        if (document.Module.Comments.Any(c => c.Span.Start >= span.Start && c.Span.Start < span.End))
        {
            return null;
        }
        var unused = RegoLinter.Lint(document.Module).Where(f => f.Kind.Code == "REGO3013").Select(f => f.Span.Start).ToHashSet();
        var kept = imports.Where(i => !unused.Contains(i.Span.Start)).Select(i => document.Source.Slice(i.Span).ToString()).Distinct(StringComparer.Ordinal);
        var ordered = kept.OrderBy(RankOf).ThenBy(i => i, StringComparer.Ordinal).ToList();
        var text = string.Join(document.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n", ordered);
        return text == document.Source.Slice(span).ToString() ? null : new RangeEdit(document.RangeOf(span), text);
    }

    // What switches the language comes first, as it always has.
    private static int RankOf(string import) => import.StartsWith("import rego", StringComparison.Ordinal) || import.StartsWith("import future", StringComparison.Ordinal) ? 0 : 1;
}
