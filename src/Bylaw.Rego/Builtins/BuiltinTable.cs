using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Bylaw.Rego.Builtins;

/// <summary>
/// The built-ins that a compiler knows, by name. A definition is made when it is first asked for, so that starting costs nothing.
/// Safe to share between threads.
/// </summary>
public sealed class BuiltinTable
{
    private readonly ImmutableArray<BuiltinLibrary> _libraries;
    private readonly ImmutableHashSet<string>? _allowed;
    private readonly ConcurrentDictionary<string, BuiltinDefinition?> _made = new(StringComparer.Ordinal);

    private BuiltinTable(ImmutableArray<BuiltinLibrary> libraries, ImmutableHashSet<string>? allowed)
    {
        _libraries = libraries;
        _allowed = allowed;
    }

    /// <summary>Gets the built-ins of the language.</summary>
    public static BuiltinTable Default { get; } = new([BuiltinCatalog.Library], allowed: null);

    /// <summary>Gets all names, sorted ordinally.</summary>
    public ImmutableArray<string> Names =>
        [.. _libraries.SelectMany(l => l.Names).Where(IsAllowed).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Finds a built-in.</summary>
    /// <param name="name">The name in Rego.</param>
    /// <returns>The definition, or null.</returns>
    public BuiltinDefinition? Find(string name) => _made.GetOrAdd(name, static (n, table) => table.Make(n), this);

    /// <summary>Adds the built-ins of a host's own assembly.</summary>
    /// <param name="library">What the generator made: <c>BuiltinCatalog.Library</c>.</param>
    /// <returns>A new table.</returns>
    /// <exception cref="ArgumentException">A name is already taken: a policy must not change its meaning with its host.</exception>
    public BuiltinTable With(BuiltinLibrary library)
    {
        foreach (var name in library.Names)
        {
            if (Find(name) is not null)
            {
                throw new ArgumentException($"the built-in `{name}` is already declared", nameof(library));
            }
        }
        return new BuiltinTable(_libraries.Add(library), _allowed?.Union(library.Names));
    }

    /// <summary>Keeps only some of the built-ins, for example those of a capabilities file.</summary>
    /// <param name="names">The names to keep; unknown ones are passed over.</param>
    /// <returns>A new table.</returns>
    public BuiltinTable Only(IEnumerable<string> names)
    {
        var kept = names.ToImmutableHashSet(StringComparer.Ordinal);
        return new BuiltinTable(_libraries, _allowed is null ? kept : _allowed.Intersect(kept));
    }

    private bool IsAllowed(string name) => _allowed is null || _allowed.Contains(name);

    private BuiltinDefinition? Make(string name)
    {
        if (!IsAllowed(name))
        {
            return null;
        }
        foreach (var library in _libraries)
        {
            if (library.Make(name) is { } definition)
            {
                return definition;
            }
        }
        return null;
    }
}
