using System.Collections.Immutable;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/definition</c>: where what stands at a place is defined: rules, packages, base documents, the sample input.</summary>
internal static class Definitions
{
    public static Location[] Run(Asked asked, Position place)
    {
        if (asked.OccurrenceAt(place) is not { } occurrence)
        {
            return [];
        }
        if (occurrence.Local is { } local)
        {
            return [new Location(asked.Document.Uri, asked.Document.RangeOf(local.Place))];
        }
        return occurrence.Kind == SymbolKind.Builtin ? [] : OfPath(asked, occurrence.Path);
    }

    private static Location[] OfPath(Asked asked, ImmutableArray<string> path)
    {
        if (path[0] == "input")
        {
            return OfInput(asked, path);
        }
        if (asked.Snapshot.DefinitionsOf(path).ToList() is { Count: > 0 } exact)
        {
            return [.. exact.OrderBy(d => d.Rule.IsDefault).Select(asked.LocationOf)];
        }
        if (asked.Snapshot.ModulesOf(path).ToList() is { Count: > 0 } modules)
        {
            return [.. modules.Select(m => new Location(m.Uri, m.RangeOf(m.Module.Package.Span)))];
        }
        var node = asked.Snapshot.Tree.Find(path);
        if (node is { Value.IsDefined: true })
        {
            return OfData(asked, path);
        }
        // Below a rule, or a package that only others lie in.
        var below = asked.Snapshot.NearestRules(path).Rules;
        return below.Count > 0
            ? [.. below.OrderBy(d => d.Rule.IsDefault).Select(asked.LocationOf)]
            : [.. asked.Snapshot.Documents.Where(d => d.Module.Package.Path.Length > path.Length - 1 && d.Module.Package.Path.AsSpan(0, path.Length - 1).SequenceEqual(path.AsSpan()[1..]))
                .Select(d => new Location(d.Uri, d.RangeOf(d.Module.Package.Span)))];
    }

    private static Location[] OfInput(Asked asked, ImmutableArray<string> path)
    {
        try
        {
            return asked.Server.Input.SampleOf(asked.Document, asked.Snapshot) is var (file, text, _) ? [PlaceIn(file, text, path.Skip(1))] : [];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static Location[] OfData(Asked asked, ImmutableArray<string> path)
    {
        var root = asked.Snapshot.Root;
        var found = new List<Location>();
        foreach (var (file, text) in asked.Server.Workspace.OtherTexts().Where(t => FileScan.IsData(t.Path) && asked.Server.Workspace.RootOf(t.Path) == root))
        {
            var folder = Path.GetDirectoryName(file) ?? "";
            string[] prefix = folder == root.Path || root.Path.Length == 0 ? [] : Path.GetRelativePath(root.Path, folder).Split(Path.DirectorySeparatorChar);
            var steps = path.Skip(1).ToArray();
            if (steps.Length >= prefix.Length && steps.AsSpan(0, prefix.Length).SequenceEqual(prefix) && DataFiles.TryRead(file, text, out var value, out _)
                && steps.Skip(prefix.Length).Aggregate(value, (v, s) => v.Get(s)).IsDefined)
            {
                found.Add(PlaceIn(file, text, steps.Skip(prefix.Length)));
            }
        }
        return [.. found];
    }

    private static Location PlaceIn(string file, string text, IEnumerable<string> steps)
    {
        var positions = file.EndsWith(".json", StringComparison.Ordinal)
            ? DocumentPositions.FromJson(file, System.Text.Encoding.UTF8.GetBytes(text))
            : DocumentPositions.FromYaml(file, text);
        var place = positions.Find([.. steps.Select(s => s == "*" ? 0 : RegoValue.From(s))]);
        var at = new Position(Math.Max(0, place.Line - 1), Math.Max(0, place.Column - 1));
        return new Location(FileUri.FromPath(file), new TextRange(at, at));
    }
}
