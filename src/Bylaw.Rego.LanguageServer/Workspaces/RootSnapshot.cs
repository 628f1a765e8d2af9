using System.Collections.Immutable;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>All modules of one root as they are at a moment. Immutable; safe to share between threads.</summary>
internal sealed class RootSnapshot
{
    private readonly Lazy<ILookup<string, RuleDefinition>> _definitions;
    private readonly Lazy<ILookup<string, RegoDocument>> _packages;
    private readonly Lazy<Dictionary<string, PackageNames>> _names;
    private readonly Lazy<PathTree> _tree;
    private readonly Lazy<MetadataIndex> _metadata;

    public RootSnapshot(Root root, ImmutableArray<RegoDocument> documents, RegoValue data, RootSnapshot? before)
    {
        Root = root;
        Documents = documents;
        Data = data;
        _definitions = new(() => documents.SelectMany(d => d.Definitions).ToLookup(d => Occurrence.KeyOf(d.Path), StringComparer.Ordinal));
        _packages = new(() => documents.ToLookup(d => d.Package, StringComparer.Ordinal));
        _names = new(() => FindNames(before));
        _tree = new(() => PathTree.Of(this));
        _metadata = new(() => new MetadataIndex(documents));
    }

    public Root Root { get; }

    public ImmutableArray<RegoDocument> Documents { get; }

    /// <summary>Gets the base documents.</summary>
    public RegoValue Data { get; }

    public BuiltinTable Builtins => Root.Compiler.Builtins;

    /// <summary>Gets all that stands below <c>data</c>: packages, rules, base documents.</summary>
    public PathTree Tree => _tree.Value;

    public MetadataIndex Metadata => _metadata.Value;

    /// <summary>Lists the packages by name, without <c>data</c>.</summary>
    public IEnumerable<string> Packages => _packages.Value.Select(p => p.Key);

    /// <summary>Finds the rules that define a path.</summary>
    public IEnumerable<RuleDefinition> DefinitionsOf(ImmutableArray<string> path) => _definitions.Value[Occurrence.KeyOf(path)];

    /// <summary>Finds the modules of a package; its path begins with <c>data</c>.</summary>
    public IEnumerable<RegoDocument> ModulesOf(ImmutableArray<string> path) => _packages.Value[string.Join('.', path.Skip(1))];

    /// <summary>Finds the rules that define the longest part of a path, and how long that is.</summary>
    public (IReadOnlyList<RuleDefinition> Rules, int Length) NearestRules(ImmutableArray<string> path)
    {
        for (var length = path.Length; length > 1; length--)
        {
            if (DefinitionsOf(path[..length]).ToList() is { Count: > 0 } rules)
            {
                return (rules, length);
            }
        }
        return ([], 0);
    }

    public PackageNames NamesFor(RegoDocument document) => _names.Value[document.Package];

    /// <summary>Finds what each name of a module means.</summary>
    public ModuleSymbols SymbolsOf(RegoDocument document) => document.Symbols(NamesFor(document));

    /// <summary>Names that mean what they meant are the very same ones as before, so that nothing is bound again for them.</summary>
    private Dictionary<string, PackageNames> FindNames(RootSnapshot? before)
    {
        var kept = before is { _names.IsValueCreated: true } ? before._names.Value : null;
        var functions = _definitions.Value.Where(d => d.First().IsFunction).Select(d => d.Key).ToImmutableHashSet(StringComparer.Ordinal);
        if (kept?.Values.FirstOrDefault() is { } any && any.Functions.Count == functions.Count && any.Functions.SetEquals(functions))
        {
            functions = any.Functions;
        }
        return _packages.Value.ToDictionary(
            p => p.Key,
            p =>
            {
                var made = new PackageNames([.. p.SelectMany(d => d.Definitions.Select(r => r.Path[1 + d.Module.Package.Path.Length]))], functions, Builtins);
                return kept?.GetValueOrDefault(p.Key) is { } old && old.MeansTheSameAs(made) ? old : made;
            },
            StringComparer.Ordinal);
    }
}
