namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>The types that a schema document and the prelude define together.</summary>
internal sealed class Schema
{
    private static readonly List<Definition> _none = [];

    internal Definition? Query { get; set; }

    internal Definition? Mutation { get; set; }

    internal Definition? Subscription { get; set; }

    internal Dictionary<string, Definition> Types { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, DirectiveDefinition> Directives { get; } = new(StringComparer.Ordinal);

    private Dictionary<string, List<Definition>> Possible { get; } = new(StringComparer.Ordinal);

    internal Definition? Type(string name) => Types.GetValueOrDefault(name);

    /// <summary>Returns the object types that a value of an abstract type may have.</summary>
    internal List<Definition> PossibleTypes(string name) => Possible.GetValueOrDefault(name) ?? _none;

    internal void AddPossible(string name, Definition definition)
    {
        if (!Possible.TryGetValue(name, out var list))
        {
            Possible[name] = list = [];
        }
        list.Add(definition);
    }

    /// <summary>Returns the type that an operation starts from.</summary>
    internal Definition? Root(string operation) => operation switch
    {
        "query" or "" => Query,
        "mutation" => Mutation,
        "subscription" => Subscription,
        _ => null,
    };

    internal void SetRoot(string operation, Definition definition)
    {
        switch (operation)
        {
            case "query":
                Query = definition;
                break;
            case "mutation":
                Mutation = definition;
                break;
            case "subscription":
                Subscription = definition;
                break;
        }
    }
}
