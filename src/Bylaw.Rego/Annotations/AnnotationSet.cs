using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Annotations;

/// <summary>One step of a chain of metadata: a path, and the metadata of it.</summary>
/// <param name="Path">The path below <c>data</c>.</param>
/// <param name="Annotation">The metadata; null for a rule that has none.</param>
public sealed record AnnotationLink(ImmutableArray<string> Path, Annotation? Annotation);

/// <summary>The metadata of a set of modules, and what of it holds for a rule. Immutable; safe to share between threads.</summary>
public sealed class AnnotationSet
{
    private readonly Lazy<ILookup<SyntaxNode, Annotation>> _byTarget;
    private readonly Lazy<ILookup<string, Annotation>> _byPath;

    private AnnotationSet(ImmutableArray<Annotation> all, ImmutableArray<Diagnostic> diagnostics)
    {
        All = all;
        Diagnostics = diagnostics;
        HasSchemas = all.Any(a => !a.Schemas.IsEmpty);
        _byTarget = new(() => all.ToLookup(a => a.Syntax.Target!));
        _byPath = new(() => all.ToLookup(a => Key(a.Scope, a.Path.AsSpan()), StringComparer.Ordinal));
    }

    /// <summary>Gets all metadata in order of modules and places.</summary>
    public ImmutableArray<Annotation> All { get; }

    /// <summary>Gets what is wrong with metadata blocks.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Gets whether any metadata tells types.</summary>
    internal bool HasSchemas { get; }

    /// <summary>Reads the metadata of modules.</summary>
    /// <param name="modules">Modules that were parsed with <see cref="ParserOptions.ReadAnnotations"/>.</param>
    /// <returns>The metadata and the faults.</returns>
    public static AnnotationSet Read(IEnumerable<ModuleSyntax> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        var diagnostics = new List<Diagnostic>();
        ImmutableArray<Annotation> all = [.. modules.Where(m => !m.Annotations.IsEmpty).SelectMany(m => new AnnotationReader(m, diagnostics).Read())];
        return new AnnotationSet(all, [.. diagnostics]);
    }

    /// <summary>Reads the metadata of modules; that of modules that were there before is taken as it was read.</summary>
    /// <param name="modules">The modules.</param>
    /// <param name="kept">What was read of each module before; receives what is read now.</param>
    internal static AnnotationSet Read(IReadOnlyList<ModuleSyntax> modules, ref Dictionary<ModuleSyntax, AnnotationSet> kept)
    {
        var sets = new Dictionary<ModuleSyntax, AnnotationSet>(ReferenceEqualityComparer.Instance);
        foreach (var module in modules)
        {
            if (!module.Annotations.IsEmpty)
            {
                sets[module] = kept.GetValueOrDefault(module) ?? Read([module]);
            }
        }
        kept = sets;
        return new AnnotationSet([.. sets.Values.SelectMany(s => s.All)], [.. sets.Values.SelectMany(s => s.Diagnostics)]);
    }

    /// <summary>Returns the metadata that stands above a rule and speaks of it alone.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The metadata in order of their place.</returns>
    public IEnumerable<Annotation> OfRule(RuleSyntax rule) => _byTarget.Value[rule].Where(a => a.Scope == AnnotationScope.Rule);

    /// <summary>Returns the metadata that holds for a rule, from the nearest to the farthest: rule, document, package, outer packages.</summary>
    /// <param name="module">The rule's module.</param>
    /// <param name="rule">The rule.</param>
    /// <returns>The chain; the rule's own link comes first, even without metadata.</returns>
    public IEnumerable<AnnotationLink> ChainOf(ModuleSyntax module, RuleSyntax rule)
    {
        ArgumentNullException.ThrowIfNull(module);
        var path = RulePaths.Of(module, rule);
        var own = OfRule(rule).Select(a => new AnnotationLink(path, a)).ToList();
        var links = own.Count > 0 ? own : [new AnnotationLink(path, null)];
        links.AddRange(_byPath.Value[Key(AnnotationScope.Document, path.AsSpan())].Select(a => new AnnotationLink(path, a)));
        var package = module.Package.Path;
        links.AddRange(_byPath.Value[Key(AnnotationScope.Package, package.AsSpan())].Select(a => new AnnotationLink(package, a)));
        for (var length = package.Length; length > 0; length--)
        {
            var outer = package[..length];
            links.AddRange(_byPath.Value[Key(AnnotationScope.Subpackages, outer.AsSpan())].Select(a => new AnnotationLink(outer, a)));
        }
        return links;
    }

    private static string Key(AnnotationScope scope, ReadOnlySpan<string> path) => $"{scope}\0{string.Join('\0', path)}";
}
