using System.Collections.Immutable;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Features;

/// <content>Single words, imports and packages.</content>
internal static partial class Completion
{
    private const int MaxForeign = 200;

    private static readonly string[] _futureImports = ["rego.v1", "future.keywords.not", "future.keywords.and", "future.keywords.or"];

    private static IEnumerable<CompletionItem> Words(Site site)
    {
        var locals = site.Names.Locals.ToHashSet(StringComparer.Ordinal);
        foreach (var name in locals)
        {
            yield return site.Item(name, VariableKind) with { Detail = "variable", SortText = "1" + name };
        }
        foreach (var (name, path) in site.Names.Imports.Where(i => !locals.Contains(i.Name)))
        {
            yield return site.Item(name, ModuleKind) with { Detail = "import " + string.Join('.', path), SortText = "2" + name };
        }
        foreach (var rules in site.Asked.Snapshot.ModulesOf(["data", .. site.Asked.Document.Module.Package.Path]).SelectMany(m => m.Definitions)
            .Where(d => !d.IsTest).GroupBy(d => d.Name).Where(g => !locals.Contains(g.Key) && !g.Key.Contains('.', StringComparison.Ordinal)))
        {
            yield return Rule(site, rules.Key, [.. rules]) with { SortText = "2" + rules.Key };
        }
        foreach (var root in (string[])["input", "data"])
        {
            yield return site.Item(root, VariableKind) with { Detail = root == "input" ? "the document that is judged" : "packages and base documents", SortText = "3" + root };
        }
        foreach (var (word, meaning) in KeywordText.All)
        {
            yield return site.Item(word, KeywordKind) with { Detail = meaning, SortText = "4" + word };
        }
        foreach (var name in site.Asked.Snapshot.Builtins.Names.Where(n => !n.StartsWith("internal.", StringComparison.Ordinal)))
        {
            if (site.Asked.Snapshot.Builtins.Find(name)!.Infix is null)
            {
                yield return Builtin(site, name, site.Chain.Partial) with { SortText = "5" + name };
            }
        }
        if (site.Chain.Partial.Length > 0)
        {
            foreach (var item in Foreign(site, locals))
            {
                yield return item;
            }
        }
    }

    /// <summary>Packages that are not imported yet: choosing one writes the import too.</summary>
    private static IEnumerable<CompletionItem> Foreign(Site site, HashSet<string> locals)
    {
        var taken = locals.Concat(site.Names.Imports.Select(i => i.Name)).Concat(site.Asked.Snapshot.NamesFor(site.Asked.Document).Rules).ToHashSet(StringComparer.Ordinal);
        return site.Asked.Snapshot.Packages
            .Where(p => p != site.Asked.Document.Package && !p.EndsWith("_test", StringComparison.Ordinal))
            .Select(p => (Package: p, Name: p[(p.LastIndexOf('.') + 1)..]))
            .Where(p => p.Name.StartsWith(site.Partial, StringComparison.OrdinalIgnoreCase) && !taken.Contains(p.Name))
            .Take(MaxForeign)
            .Select(p => site.Item(p.Name, ModuleKind) with
            {
                Detail = "adds import data." + p.Package,
                SortText = "6" + p.Name,
                AdditionalTextEdits = [ImportEdits.Add(site.Asked.Document, "data." + p.Package)],
            });
    }

    private static IEnumerable<CompletionItem> Imports(Site site)
    {
        if (site.Chain.Steps.IsEmpty)
        {
            var span = site.Chain.Partial;
            RangeEdit Edit(string text) => new(site.Asked.Document.RangeOf(span), text);
            foreach (var package in site.Asked.Snapshot.Packages.Where(p => p.Length > 0 && p != site.Asked.Document.Package))
            {
                yield return new CompletionItem("data." + package, ModuleKind) { TextEdit = Edit("data." + package) };
            }
            foreach (var word in (string[])["input", "data", .. _futureImports])
            {
                yield return new CompletionItem(word, ModuleKind) { TextEdit = Edit(word) };
            }
            yield break;
        }
        ImmutableArray<string> path = site.Chain.Steps;
        foreach (var item in path[0] == "input" ? Fields(site, path) : path[0] == "data" ? Steps(site, path).Select(i => i with { InsertTextFormat = null, TextEdit = i.TextEdit! with { NewText = i.Label } }) : [])
        {
            yield return item;
        }
        var written = string.Join('.', path) + ".";
        foreach (var word in _futureImports.Where(w => w.StartsWith(written, StringComparison.Ordinal)))
        {
            yield return site.Item(word[written.Length..], KeywordKind);
        }
    }

    /// <summary>A package is usually named like its folder, and a test package like the one it tests.</summary>
    private static IEnumerable<CompletionItem> Package(Site site)
    {
        var document = site.Asked.Document;
        var folder = Path.GetDirectoryName(document.Path) ?? "";
        var root = site.Asked.Snapshot.Root.Path;
        var byFolder = root.Length > 0 && folder != root ? Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '.') : Path.GetFileNameWithoutExtension(document.Path);
        var isTest = document.Path.EndsWith("_test.rego", StringComparison.Ordinal);
        var beside = site.Asked.Snapshot.Documents.Where(d => d != document && Path.GetDirectoryName(d.Path) == folder && d.Package.Length > 0).Select(d => d.Package);
        var names = beside.Concat(isTest ? beside.Where(b => !b.EndsWith("_test", StringComparison.Ordinal)).Select(b => b + "_test") : []).Append(byFolder.Replace('-', '_').Replace(' ', '_'));
        var span = TextSpan.FromBounds(site.Chain.Start, site.Offset);
        return names.Distinct().Select(n => new CompletionItem(n, ModuleKind) { TextEdit = new RangeEdit(document.RangeOf(span), n) });
    }

    private static CompletionItem Rule(Site site, string name, IReadOnlyList<RuleDefinition> rules)
    {
        var first = rules.FirstOrDefault(r => !r.Rule.IsDefault) ?? rules[0];
        var said = site.Asked.Snapshot.Metadata.Of(first).FirstOrDefault();
        var item = site.Item(name, first.IsFunction ? FunctionKind : VariableKind) with
        {
            Detail = first.HeadText,
            Documentation = said is { Title.Length: > 0 } or { Description.Length: > 0 } ? new MarkupContent($"{said.Title}\n\n{said.Description}".Trim()) : null,
        };
        return first.IsFunction ? WithCall(site, item, [.. first.Rule.Head.Parameters.Select((p, i) => p is Syntax.VarTerm v ? v.Name : $"x{i + 1}")]) : item;
    }

    private static CompletionItem Builtin(Site site, string name, TextSpan span)
    {
        var builtin = site.Asked.Snapshot.Builtins.Find(name)!;
        var item = new CompletionItem(name, FunctionKind)
        {
            Detail = BuiltinText.Signature(builtin),
            Documentation = new MarkupContent(BuiltinText.Describe(builtin, site.Asked.Server.Options.DocumentationBase)),
            Tags = builtin.IsDeprecated ? [1] : null,
            FilterText = name,
            TextEdit = new RangeEdit(site.Asked.Document.RangeOf(span), name),
        };
        return WithCall(site, item, [.. builtin.Type.Operands.Select((o, i) => o.Name.Length > 0 ? o.Name : $"x{i + 1}")]);
    }

    private static CompletionItem WithCall(Site site, CompletionItem item, IReadOnlyList<string> parameters)
    {
        var text = site.Asked.Document.Text;
        var isCalled = site.Offset < text.Length && text[site.Offset] == '(';
        if (isCalled || !site.Asked.Server.Client.Snippets || item.TextEdit is null)
        {
            return item;
        }
        var holes = parameters.Select((p, i) => $"${{{i + 1}:{p}}}");
        return item with { InsertTextFormat = Snippet, TextEdit = item.TextEdit with { NewText = $"{item.TextEdit.NewText}({string.Join(", ", holes)})" } };
    }
}
