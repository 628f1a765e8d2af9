using System.Collections.Immutable;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Checking;

/// <summary>What the names of one module mean outside of any body: its package, its imports, the rules of its package.</summary>
internal sealed class ModuleScope
{
    private readonly Dictionary<string, (string Root, string[] Path)> _imports = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rules;

    /// <summary>Makes the scope of a module.</summary>
    /// <param name="source">The module's text.</param>
    /// <param name="package">The package path below <c>data</c>.</param>
    /// <param name="imports">The imports.</param>
    /// <param name="rules">The first names of all rules of the package, in whichever module they stand.</param>
    public ModuleScope(SourceText source, ImmutableArray<string> package, ImmutableArray<ImportSyntax> imports, HashSet<string> rules)
    {
        Source = source;
        Package = [.. package];
        _rules = rules;
        foreach (var import in imports)
        {
            Add(import);
        }
    }

    public SourceText Source { get; }

    public string[] Package { get; }

    /// <summary>Gets whether <c>not</c> covers the whole expression behind it (<c>import future.keywords.not</c>).</summary>
    public bool NegatesWholeExpression { get; private set; }

    /// <summary>Gets whether the module imports <c>rego.v1</c>.</summary>
    public bool ImportsRegoV1 { get; private set; }

    /// <summary>Says what a name means: a path below <c>data</c> or <c>input</c>.</summary>
    /// <returns>The root's name and the path below it; null when the name means nothing here.</returns>
    public (string Root, string[] Path)? Find(string name)
    {
        if (_imports.TryGetValue(name, out var target))
        {
            return target;
        }
        return _rules.Contains(name) ? ("data", [.. Package, name]) : null;
    }

    private void Add(ImportSyntax import)
    {
        var (root, path) = Split(import.Reference);
        switch (root)
        {
            case "data" or "input":
                var name = import.Alias?.Name ?? (path.Length > 0 ? path[^1] : root);
                _imports[name] = (root, path);
                break;
            case "future":
                NegatesWholeExpression |= path.Length >= 1 && path[0] == "keywords" && (path.Length == 1 || path[1] == "not");
                break;
            case "rego":
                ImportsRegoV1 = true;
                break;
            default:
                break;
        }
    }

    private static (string Root, string[] Path) Split(TermSyntax reference) => reference switch
    {
        VarTerm variable => (variable.Name, []),
        RefTerm { Head: VarTerm head } r => (head.Name, [.. r.Operands.Select(o => o.Term is StringTerm s ? s.Value : "")]),
        _ => ("", []),
    };
}
