using System.Collections.Immutable;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Types;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/completion</c>: what may be written at a place.</summary>
internal static partial class Completion
{
    private const int FunctionKind = 3;
    private const int FieldKind = 5;
    private const int VariableKind = 6;
    private const int ModuleKind = 9;
    private const int ValueKind = 12;
    private const int KeywordKind = 14;
    private const int Snippet = 2;

    public static CompletionList Run(Asked asked, Position place)
    {
        var document = asked.Document;
        var offset = document.Lines.OffsetOf(place);
        if (WrittenChain.Before(document, offset) is not { } chain)
        {
            return new CompletionList(false, InMetadata(asked, offset));
        }
        var site = new Site(asked, chain, offset);
        var items = WordBefore(document, chain.Start) switch
        {
            "import" => Imports(site),
            "package" => Package(site),
            _ when chain.Steps.IsEmpty => Words(site),
            _ => Below(site),
        };
        return new CompletionList(chain.Partial.Length == 0, [.. items]);
    }

    /// <summary>Returns the word that stands before a place on its line.</summary>
    private static string WordBefore(RegoDocument document, int start)
    {
        var line = document.Lines.StartOf(document.Lines.PlaceOf(start).Line);
        var before = document.Text.AsSpan(line, start - line).Trim();
        return before is "import" or "package" ? before.ToString() : "";
    }

    private static IEnumerable<CompletionItem> Below(Site site)
    {
        var path = site.Names.Resolve(site.Chain.Steps);
        if (!path.IsDefault)
        {
            foreach (var item in path[0] == "input" ? Fields(site, path) : Steps(site, path))
            {
                yield return item;
            }
        }
        var prefix = string.Join('.', site.Chain.Steps) + ".";
        foreach (var name in site.Asked.Snapshot.Builtins.Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)))
        {
            yield return Builtin(site, name, TextSpan.FromBounds(site.Chain.Start, site.Offset));
        }
    }

    private static IEnumerable<CompletionItem> Fields(Site site, ImmutableArray<string> path) =>
        site.Asked.Server.Input.FieldsBelow(site.Asked.Document, site.Asked.Snapshot, site.Offset, path).Select(f => site.Item(f.Name, FieldKind) with
        {
            Detail = f.Type,
            Documentation = f.Description.Length > 0 ? new MarkupContent(f.Description) : null,
        });

    private static IEnumerable<CompletionItem> Steps(Site site, ImmutableArray<string> path)
    {
        var node = site.Asked.Snapshot.Tree.Find(path);
        if (node is not null)
        {
            foreach (var child in node.Children.Values.Where(c => IsSeen(c, path, site)))
            {
                yield return Step(site, child);
            }
        }
        var (rules, length) = site.Asked.Snapshot.NearestRules(path);
        var policies = site.Asked.Server.Analyzer.LastGood(site.Asked.Snapshot.Root)?.Compilation.Policies;
        if (rules.Count > 0 && policies?.TypeOf(string.Join('.', path[..length])) is { IsFunction: false } known)
        {
            foreach (var (name, type) in Members(known.Type, path.AsSpan()[length..]))
            {
                yield return site.Item(name, FieldKind) with { Detail = type };
            }
        }
    }

    /// <summary>Helpers of other packages begin with <c>_</c>, and tests are called by nobody.</summary>
    private static bool IsSeen(PathTree child, ImmutableArray<string> path, Site site) =>
        path.AsSpan()[1..].SequenceEqual(site.Asked.Document.Module.Package.Path.AsSpan())
        || !(child.Name.StartsWith('_') || child.Name.StartsWith("test_", StringComparison.Ordinal));

    private static CompletionItem Step(Site site, PathTree child)
    {
        if (child.Rules.Count > 0)
        {
            return Rule(site, child.Name, child.Rules);
        }
        return child.Value.IsDefined && !child.IsPackage
            ? site.Item(child.Name, ValueKind) with { Detail = "base document" }
            : site.Item(child.Name, ModuleKind) with { Detail = child.IsPackage ? "package" : null };
    }

    private static IEnumerable<(string Name, string Type)> Members(RegoType type, ReadOnlySpan<string> path)
    {
        var at = type;
        foreach (var step in path)
        {
            at = at switch
            {
                ObjectType obj when step != "*" && obj.Find(step) is { } known => known,
                ObjectType { Rest: { } rest } => rest.Value,
                ArrayType { Rest: { } rest } => rest,
                SetType set => set.Member,
                _ => RegoType.Any,
            };
        }
        return at is ObjectType { Properties: var properties }
            ? [.. properties.Select(p => (Name: p.Key.TryGetString(out var name) ? name : "", p.Value.ToString())).Where(p => p.Name.Length > 0)]
            : [];
    }

    private static CompletionItem[] InMetadata(Asked asked, int offset)
    {
        var document = asked.Document;
        var start = document.Lines.StartOf(document.Lines.PlaceOf(offset).Line);
        var written = document.Text[start..offset].TrimStart();
        if (written is not ['#', ..] || !written[1..].Trim().All(char.IsAsciiLetter))
        {
            return [];
        }
        var word = written[1..].Trim();
        var span = TextSpan.FromBounds(offset - word.Length, offset);
        return [.. _metadataKeys.Select(k => new CompletionItem(k.Key, KeywordKind)
        {
            Detail = k.Meaning,
            TextEdit = new RangeEdit(document.RangeOf(span), k.Key == "METADATA" ? k.Key : k.Key + ": "),
        })];
    }

    private static readonly (string Key, string Meaning)[] _metadataKeys =
    [
        ("METADATA", "begins a metadata block"), ("title", "a name for people"), ("description", "what it states, in sentences"),
        ("scope", "rule, document, package or subpackages"), ("entrypoint", "whether it is meant to be asked from outside"),
        ("schemas", "the schemas of input and data"), ("custom", "anything of your own"), ("authors", "who wrote it"),
        ("organizations", "who stands behind it"), ("related_resources", "where more is said"),
    ];

    /// <summary>Where something is written, and what is known there.</summary>
    private sealed record Site(Asked Asked, WrittenChain Chain, int Offset)
    {
        public NamesInReach Names { get; } = new(Asked, Offset);

        public string Partial => Asked.Document.Source.Slice(Chain.Partial).ToString();

        public CompletionItem Item(string name, int kind)
        {
            // A step that is no name is written in brackets, in the place of the dot.
            var isName = name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
            var span = isName || Chain.Steps.IsEmpty ? Chain.Partial : TextSpan.FromBounds(Chain.Partial.Start - 1, Chain.Partial.End);
            return new CompletionItem(name, kind)
            {
                FilterText = isName ? null : "." + name,
                TextEdit = new RangeEdit(Asked.Document.RangeOf(span), isName ? name : $"[{Bylaw.Rego.Values.RegoValue.From(name).ToJson()}]"),
            };
        }
    }
}
