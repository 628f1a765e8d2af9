using System.Collections.Immutable;

namespace Bylaw.Rego.Builtins;

/// <summary>The built-ins that one assembly declares; made by the source generator as <c>BuiltinCatalog.Library</c>. Immutable.</summary>
public sealed class BuiltinLibrary
{
    private readonly Func<string, BuiltinDefinition?> _make;

    /// <summary>Makes a library.</summary>
    /// <param name="names">The names, sorted ordinally.</param>
    /// <param name="make">Makes the definition of a name; null for one that is not there.</param>
    public BuiltinLibrary(ReadOnlySpan<string> names, Func<string, BuiltinDefinition?> make)
    {
        Names = [.. names];
        _make = make;
    }

    /// <summary>Makes a library of one definition, for a host that cannot use the generator.</summary>
    /// <param name="definition">The definition.</param>
    public BuiltinLibrary(BuiltinDefinition definition)
        : this([definition.Name], name => name == definition.Name ? definition : null)
    {
    }

    /// <summary>Gets the names, sorted ordinally.</summary>
    public ImmutableArray<string> Names { get; }

    internal BuiltinDefinition? Make(string name) => _make(name);
}
