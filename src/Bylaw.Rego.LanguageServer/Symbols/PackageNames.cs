using System.Collections.Immutable;
using Bylaw.Rego.Builtins;

namespace Bylaw.Rego.LanguageServer.Symbols;

/// <summary>What the names of a module may mean beyond its own text: the rules of its package, the functions of all, the built-ins.</summary>
/// <param name="Rules">The first names of the rules of the package, in whichever module they stand.</param>
/// <param name="Functions">The paths of all functions of the root.</param>
/// <param name="Builtins">The built-ins.</param>
internal sealed record PackageNames(ImmutableHashSet<string> Rules, ImmutableHashSet<string> Functions, BuiltinTable Builtins)
{
    /// <summary>Tells whether every name means what it means here.</summary>
    public bool MeansTheSameAs(PackageNames other) =>
        ReferenceEquals(this, other)
        || (ReferenceEquals(Builtins, other.Builtins) && Same(Rules, other.Rules) && Same(Functions, other.Functions));

    private static bool Same(ImmutableHashSet<string> a, ImmutableHashSet<string> b) => ReferenceEquals(a, b) || (a.Count == b.Count && a.SetEquals(b));
}
