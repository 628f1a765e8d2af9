namespace Bylaw.Rego.LanguageServer.Symbols;

/// <summary>The variables that one body, or a rule's parameters, introduce, on top of those around it.</summary>
/// <param name="parent">The scope around it; null for a rule's own.</param>
internal sealed class LocalScope(LocalScope? parent)
{
    private readonly Dictionary<string, LocalSymbol> _locals = new(StringComparer.Ordinal);

    /// <summary>Finds a variable here or around.</summary>
    public LocalSymbol? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._locals.TryGetValue(name, out var local))
            {
                return local;
            }
        }
        return null;
    }

    private LocalScope? Parent { get; } = parent;

    /// <summary>Tells whether this very scope holds a variable.</summary>
    public bool Holds(string name) => _locals.ContainsKey(name);

    /// <summary>Makes a name mean a variable here, whatever it meant before.</summary>
    public LocalSymbol Set(LocalSymbol local) => _locals[local.Name] = local;
}
