using System.Collections.Immutable;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Linting;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>Checks that after edits each name means what it meant.</summary>
internal static class RenameCheck
{
    /// <summary>Binds the changed texts, and the others of their packages, again and compares.</summary>
    /// <exception cref="RenameRefusedException">Some name would mean something else.</exception>
    public static void Run(
        Asked asked, Dictionary<RegoDocument, List<(TextSpan Span, string Text)>> edits, CancellationToken cancellationToken)
    {
        var changed = asked.Snapshot.Documents.Select(d => edits.TryGetValue(d, out var list) ? Apply(d, list) : d).ToImmutableArray();
        var after = new RootSnapshot(asked.Snapshot.Root, changed, asked.Snapshot.Data, null);
        var packages = edits.Keys.Select(d => d.Package).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < changed.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = asked.Snapshot.Documents[i];
            if (packages.Contains(before.Package))
            {
                Compare(before, asked.Snapshot.SymbolsOf(before), changed[i], after.SymbolsOf(changed[i]), edits.GetValueOrDefault(before) ?? []);
            }
        }
    }

    private static RegoDocument Apply(RegoDocument document, List<(TextSpan Span, string Text)> edits)
    {
        var text = document.Text;
        foreach (var (span, written) in edits.OrderByDescending(e => e.Span.Start))
        {
            text = string.Concat(text.AsSpan(0, span.Start), written, text.AsSpan(span.End));
        }
        return new RegoDocument(document.Path, text, document.Parser, LintOptions.Default);
    }

    private static void Compare(RegoDocument before, ModuleSymbols old, RegoDocument after, ModuleSymbols now, List<(TextSpan Span, string Text)> edits)
    {
        // A name of its own that an import gets is one occurrence more.
        var added = edits.Where(e => e.Span.Length == 0).Select(e => e.Span.Start).ToHashSet();
        var shifted = edits.OrderBy(e => e.Span.Start).ToList();
        var found = now.All.Where(o => !(o is { Kind: SymbolKind.Import, IsDefinition: true } && added.Count > 0)).ToList();
        var wanted = old.All.Where(o => !(o is { Kind: SymbolKind.Import, IsDefinition: true } && added.Count > 0)).ToList();
        if (found.Count != wanted.Count || !after.Parse.Succeeded)
        {
            Refuse(before, wanted.Count == 0 ? new TextSpan(0, 0) : wanted[0].Span);
        }
        var meaning = new Dictionary<object, object>();
        for (var i = 0; i < found.Count; i++)
        {
            var (a, b) = (wanted[i], found[i]);
            var shift = shifted.TakeWhile(e => e.Span.Start < a.Span.Start).Sum(e => e.Text.Length - e.Span.Length);
            var key = KeyOf(b);
            if (a.Kind != b.Kind || b.Span.Start != a.Span.Start + shift || !Pair(meaning, ("old", KeyOf(a)), key) || !Pair(meaning, ("new", key), KeyOf(a)))
            {
                Refuse(before, a.Span);
            }
        }
    }

    private static bool Pair(Dictionary<object, object> meaning, object key, object value)
    {
        if (meaning.TryGetValue(key, out var known))
        {
            return known.Equals(value);
        }
        meaning[key] = value;
        return true;
    }

    private static object KeyOf(Occurrence occurrence) => occurrence.Local is { } local ? local.Place : (occurrence.Kind == SymbolKind.Builtin, occurrence.PathKey);

    private static void Refuse(RegoDocument document, TextSpan span)
    {
        var place = document.RangeOf(span).Start;
        throw new RenameRefusedException(
            $"the name is taken: `{document.Source.Slice(span)}` in {Path.GetFileName(document.Path)}, line {place.Line + 1}, would mean something else");
    }
}
