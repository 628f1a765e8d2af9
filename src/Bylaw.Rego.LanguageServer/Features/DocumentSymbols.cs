using Bylaw.Rego.Annotations;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/documentSymbol</c> and <c>workspace/symbol</c>: packages and rules.</summary>
internal static class DocumentSymbols
{
    private const int PackageKind = 4;
    private const int FunctionKind = 12;
    private const int VariableKind = 13;
    private const int MethodKind = 6;
    private const int ArrayKind = 18;
    private const int MaxAnswers = 256;

    public static DocumentSymbol[] Run(Asked asked)
    {
        var document = asked.Document;
        var package = document.Module.Package;
        var rules = document.Definitions.Select(d => new DocumentSymbol(
            d.Name,
            document.Annotations.OfRule(d.Rule).Select(a => a.Title).FirstOrDefault(t => t.Length > 0) ?? Detail(d),
            KindOf(d),
            document.RangeOf(d.Rule.Span),
            document.RangeOf(d.NameSpan),
            null));
        return package.Path.IsEmpty
            ? [.. rules]
            : [new DocumentSymbol(document.Package, TitleOf(asked), PackageKind, document.RangeOf(document.Module.Span), document.RangeOf(package.Span), [.. rules])];
    }

    /// <summary>Finds rules and packages whose path holds the letters of a query, in order.</summary>
    public static WorkspaceSymbol[] Search(ServerState server, string query, CancellationToken cancellationToken)
    {
        var found = new List<(int Rank, WorkspaceSymbol Symbol)>();
        foreach (var snapshot in server.Workspace.Roots.Select(server.Workspace.SnapshotOf))
        {
            foreach (var document in snapshot.Documents)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var definition in document.Definitions)
                {
                    if (Rank(definition.Name, document.Package, query) is { } rank)
                    {
                        found.Add((rank, new WorkspaceSymbol(definition.Name, KindOf(definition), new Location(document.Uri, document.RangeOf(definition.NameSpan)), document.Package)));
                    }
                }
                if (Rank(document.Package, "", query) is { } packageRank && !document.Module.Package.Path.IsEmpty)
                {
                    found.Add((packageRank + 1, new WorkspaceSymbol(document.Package, PackageKind, new Location(document.Uri, document.RangeOf(document.Module.Package.Span)), null)));
                }
            }
        }
        return [.. found.OrderBy(f => f.Rank).ThenBy(f => f.Symbol.Name, StringComparer.Ordinal).Take(MaxAnswers).Select(f => f.Symbol)];
    }

    private static string? TitleOf(Asked asked) =>
        asked.Document.Annotations.All.FirstOrDefault(a => a.Scope is AnnotationScope.Package or AnnotationScope.Subpackages)?.Title is { Length: > 0 } title ? title : null;

    private static string? Detail(RuleDefinition definition) =>
        definition.Rule.IsDefault ? "default" : definition.Rule.Head.Key is not null ? "contains" : null;

    private static int KindOf(RuleDefinition definition) =>
        definition.IsFunction ? FunctionKind : definition.IsTest ? MethodKind : definition.Rule.Head.Key is not null ? ArrayKind : VariableKind;

    private static int? Rank(string name, string container, string query)
    {
        if (query.Length == 0)
        {
            return 3;
        }
        if (name.StartsWith(query, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }
        var whole = container.Length > 0 ? $"{container}.{name}" : name;
        if (whole.Contains(query, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }
        var at = 0;
        foreach (var c in whole)
        {
            at += at < query.Length && char.ToUpperInvariant(c) == char.ToUpperInvariant(query[at]) ? 1 : 0;
        }
        return at == query.Length ? 3 : null;
    }
}
