using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Says what an engine can do, in the form of OPA's capabilities files: built-ins with their types, keywords, features.</summary>
public static class Capabilities
{
    /// <summary>Describes a table of built-ins, and the level of the language.</summary>
    /// <param name="builtins">The built-ins.</param>
    /// <returns>An object with <c>builtins</c>, <c>future_keywords</c>, <c>wasm_abi_versions</c> and <c>features</c>.</returns>
    public static RegoValue Describe(BuiltinTable builtins) => RegoObject.Create(
        ("builtins", RegoArray.Create([.. builtins.Names.Select(name => Describe(builtins.Find(name)!))])),
        ("future_keywords", RegoArray.Create("and", "not", "or")),
        ("wasm_abi_versions", RegoArray.Create(Abi(1), Abi(2))),
        ("features", RegoArray.Create("keywords_in_refs", "rego_v1", "template_strings")));

    /// <summary>Describes one built-in.</summary>
    /// <param name="builtin">The built-in.</param>
    /// <returns>An object with <c>name</c>, <c>decl</c>, and <c>infix</c>, <c>relation</c>, <c>deprecated</c>, <c>nondeterministic</c> where they apply.</returns>
    public static RegoValue Describe(BuiltinDefinition builtin)
    {
        var entries = new ObjectBuilder(6);
        entries.Set("name", builtin.Name);
        entries.Set("decl", builtin.Type.ToValue());
        if (builtin.Infix is not null)
        {
            entries.Set("infix", builtin.Infix);
        }
        if (builtin.IsRelation)
        {
            entries.Set("relation", true);
        }
        if (builtin.IsDeprecated)
        {
            entries.Set("deprecated", true);
        }
        if (builtin.Effect != BuiltinEffect.Pure)
        {
            entries.Set("nondeterministic", true);
        }
        return entries.Build();
    }

    /// <summary>Returns the names of the built-ins that a capabilities file lists, to be kept with <see cref="BuiltinTable.Only"/>.</summary>
    /// <param name="capabilities">A capabilities document.</param>
    /// <returns>The names.</returns>
    /// <exception cref="FormatException">The document is not a capabilities file.</exception>
    public static IReadOnlyList<string> ReadNames(in RegoValue capabilities)
    {
        if (!capabilities.Get("builtins").TryGetArray(out var list))
        {
            throw new FormatException("a capabilities file is an object with a list of `builtins`");
        }
        var names = new List<string>(list.Count);
        foreach (ref readonly var entry in list.AsSpan())
        {
            names.Add(entry.Get("name").TryGetString(out var name) ? name : throw new FormatException("each of the `builtins` must have a `name`"));
        }
        return names;
    }

    private static RegoValue Abi(long minor) => RegoObject.Create(("version", 1), ("minor_version", minor));
}
