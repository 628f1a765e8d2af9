using Bylaw.Rego.Planning;

namespace Bylaw.Rego.Checking;

/// <summary>The variables that one body (or a rule's parameters) introduces, on top of those around it.</summary>
/// <param name="parent">The scope around it; null for a rule's own.</param>
internal sealed class Scope(Scope? parent)
{
    private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);
    private HashSet<string>? _declared;

    public Scope? Parent { get; } = parent;

    /// <summary>Finds a variable here or around.</summary>
    public Variable? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._variables.TryGetValue(name, out var variable))
            {
                return variable;
            }
        }
        return null;
    }

    /// <summary>Makes a name mean a variable here, whatever it meant before.</summary>
    public void Set(string name, Variable variable) => _variables[name] = variable;

    /// <summary>Notes that a name was declared here by <c>:=</c>, <c>some</c> or as a parameter.</summary>
    /// <returns>False when it had been declared here before.</returns>
    public bool Declare(string name, Variable variable)
    {
        _declared ??= new HashSet<string>(StringComparer.Ordinal);
        _variables[name] = variable;
        return _declared.Add(name);
    }

    /// <summary>Tells whether a name was met here without having been declared.</summary>
    public bool IsImplicitHere(string name) => _variables.ContainsKey(name) && (_declared is null || !_declared.Contains(name));

    /// <summary>Tells whether a name was declared here.</summary>
    public bool IsDeclaredHere(string name) => _declared is not null && _declared.Contains(name);
}
