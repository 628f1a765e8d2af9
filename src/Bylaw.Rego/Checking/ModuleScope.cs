using System.Collections.Immutable;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Checking;

/// <summary>What the names of one module mean outside of any body: its package, its imports, the rules of its package.</summary>
internal sealed class ModuleScope
{
    private readonly Dictionary<string, (string Root, string[] Path)> _imports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImportSyntax> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Makes the scope of a module.</summary>
    /// <param name="source">The module's text.</param>
    /// <param name="package">The package path below <c>data</c>.</param>
    /// <param name="imports">The imports.</param>
    /// <param name="rules">The first names of all rules of the package, in whichever module they stand.</param>
    public ModuleScope(SourceText source, ImmutableArray<string> package, ImmutableArray<ImportSyntax> imports, HashSet<string> rules)
    {
        Source = source;
        Package = [.. package];
        Rules = rules;
        foreach (var import in imports)
        {
            Add(import);
        }
    }

    public SourceText Source { get; }

    /// <summary>Gets or sets the first names of all rules of the package.</summary>
    public HashSet<string> Rules { get; set; }

    /// <summary>Gets or sets the names that were looked for among the rules of the package; null when nobody wants to know.</summary>
    public HashSet<string>? Asked { get; set; }

    public string[] Package { get; }

    /// <summary>Gets whether <c>not</c> covers the whole expression behind it (<c>import future.keywords.not</c>).</summary>
    public bool NegatesWholeExpression { get; private set; }

    /// <summary>Gets whether the module imports <c>rego.v1</c>.</summary>
    public bool ImportsRegoV1 { get; private set; }

    /// <summary>Gets whether deprecated built-ins are errors: in strict mode.</summary>
    public bool RefusesDeprecated { get; init; }

    /// <summary>Lists imports whose name an earlier import has, with what that one imports.</summary>
    public List<(ImportSyntax Later, ImportSyntax Earlier)> Shadowed { get; } = [];

    /// <summary>Lists the imports that no rule has used; of use once all rules are lowered.</summary>
    public IEnumerable<ImportSyntax> Unused => _byName.Where(i => !_used.Contains(i.Key)).Select(i => i.Value);

    /// <summary>Says what a name means: a path below <c>data</c> or <c>input</c>.</summary>
    /// <returns>The root's name and the path below it; null when the name means nothing here.</returns>
    public (string Root, string[] Path)? Find(string name)
    {
        if (_imports.TryGetValue(name, out var target))
        {
            // Rules of one module are lowered by several threads.
            lock (_used)
            {
                _used.Add(name);
            }
            return target;
        }
        if (Asked is { } asked)
        {
            lock (asked)
            {
                asked.Add(name);
            }
        }
        return Rules.Contains(name) ? ("data", [.. Package, name]) : null;
    }

    private void Add(ImportSyntax import)
    {
        var (root, path) = Split(import.Reference);
        switch (root)
        {
            case "data" or "input":
                var name = import.Alias?.Name ?? (path.Length > 0 ? path[^1] : root);
                if (_byName.TryGetValue(name, out var earlier))
                {
                    Shadowed.Add((import, earlier));
                }
                _byName[name] = import;
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
