using System.Collections.Immutable;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.LanguageServer.Workspaces;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/references</c> and <c>documentHighlight</c>: where else the same thing is named.</summary>
internal static class References
{
    public static Location[] Run(Asked asked, Position place, bool withDefinitions, CancellationToken cancellationToken)
    {
        if (asked.OccurrenceAt(place) is not { } occurrence)
        {
            return [];
        }
        return [.. Find(asked, occurrence, cancellationToken).Where(f => withDefinitions || !f.Occurrence.IsDefinition)
            .Select(f => new Location(f.Document.Uri, f.Document.RangeOf(f.Occurrence.Span)))];
    }

    public static DocumentHighlight[] Highlight(Asked asked, Position place)
    {
        return asked.OccurrenceAt(place) is { } occurrence
            ? [.. In(asked.Document, asked.Symbols, occurrence).Select(o => new DocumentHighlight(asked.Document.RangeOf(o.Span), o.IsDefinition ? 3 : 2))]
            : [];
    }

    /// <summary>Finds all occurrences of what an occurrence stands for: in its module for a variable, else in its root.</summary>
    public static IEnumerable<(RegoDocument Document, Occurrence Occurrence)> Find(Asked asked, Occurrence occurrence, CancellationToken cancellationToken)
    {
        IEnumerable<RegoDocument> where = occurrence.Local is not null || occurrence.Kind == SymbolKind.Input || (occurrence.Path[0] == "input") ? [asked.Document] : asked.Snapshot.Documents;
        foreach (var document in where)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Binding a module costs; a text without the word names nothing of it.
            var word = occurrence.Local?.Name ?? occurrence.Path[^1].Split('.')[^1];
            if (ReferenceEquals(document, asked.Document) || document.Text.Contains(word, StringComparison.Ordinal) || MayBeAliased(document, occurrence))
            {
                foreach (var found in In(document, asked.Snapshot.SymbolsOf(document), occurrence))
                {
                    yield return (document, found);
                }
            }
        }
    }

    private static bool MayBeAliased(RegoDocument document, Occurrence occurrence) => occurrence.Kind == SymbolKind.Import && document.Module.Imports.Length > 0;

    /// <summary>Finds those in one module. What an import gives a name to is named by that name too.</summary>
    private static IEnumerable<Occurrence> In(RegoDocument document, ModuleSymbols symbols, Occurrence wanted)
    {
        if (wanted.Local is { } local)
        {
            return symbols.All.Where(o => ReferenceEquals(o.Local, local) || (o.Local is { } other && other.Place == local.Place));
        }
        var key = wanted.PathKey;
        return wanted.Kind == SymbolKind.Builtin
            ? symbols.All.Where(o => o.Kind == SymbolKind.Builtin && o.Path[0] == wanted.Path[0])
            : symbols.All.Where(o => o is { Local: null, Kind: not SymbolKind.Builtin } && o.PathKey == key);
    }
}
