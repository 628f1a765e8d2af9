using System.Text;

namespace Bylaw.Rego.Builtins;

/// <summary>Writes the reference pages of built-ins as Markdown, one a family, from their declarations.</summary>
public static class ReferencePages
{
    /// <summary>The families of names without a dot.</summary>
    private static readonly (string Family, string[] Names)[] _families =
    [
        ("numbers", ["abs", "ceil", "div", "floor", "minus", "mul", "plus", "rem", "round", "format_int", "to_number"]),
        ("comparison", ["assign", "eq", "equal", "gt", "gte", "lt", "lte", "neq"]),
        ("aggregates", ["all", "any", "count", "max", "min", "product", "sort", "sum"]),
        ("sets", ["and", "intersection", "or", "set_diff", "union"]),
        ("strings",
        [
            "concat", "contains", "endswith", "indexof", "indexof_n", "lower", "replace", "split", "sprintf", "startswith", "substring", "trim",
            "trim_left", "trim_prefix", "trim_right", "trim_space", "trim_suffix", "upper",
        ]),
        ("regex", ["re_match"]),
        ("types",
        [
            "cast_array", "cast_boolean", "cast_null", "cast_object", "cast_set", "cast_string", "is_array", "is_boolean", "is_null", "is_number",
            "is_object", "is_set", "is_string", "type_name",
        ]),
        ("debugging", ["print", "trace"]),
        ("documents", ["walk"]),
    ];

    /// <summary>Writes all pages.</summary>
    /// <param name="builtins">The built-ins.</param>
    /// <returns>File names and their text; <c>README.md</c> is the index.</returns>
    public static SortedDictionary<string, string> Write(BuiltinTable builtins)
    {
        var families = new SortedDictionary<string, List<BuiltinDefinition>>(StringComparer.Ordinal);
        foreach (var name in builtins.Names)
        {
            var family = FamilyOf(name);
            if (!families.TryGetValue(family, out var members))
            {
                families[family] = members = [];
            }
            members.Add(builtins.Find(name)!);
        }
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["README.md"] = WriteIndex(families) };
        foreach (var (family, members) in families)
        {
            pages[family + ".md"] = WriteFamily(family, members);
        }
        return pages;
    }

    /// <summary>Returns the name of the page that a built-in stands on, without its ending.</summary>
    /// <param name="name">The built-in.</param>
    /// <returns>The family, <c>strings</c> for example.</returns>
    public static string FamilyOf(string name)
    {
        foreach (var (family, names) in _families)
        {
            if (names.Contains(name, StringComparer.Ordinal))
            {
                return family;
            }
        }
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "other" : name.StartsWith("io.jwt", StringComparison.Ordinal) ? "io.jwt" : name[..dot];
    }

    private static string WriteIndex(SortedDictionary<string, List<BuiltinDefinition>> families)
    {
        var text = new StringBuilder("# Built-in functions\n\nThese pages are made from the declarations in `src/Bylaw.Rego/Builtins`; a test keeps them so.\n\n");
        text.Append("| family | functions |\n|---|---|\n");
        foreach (var (family, members) in families)
        {
            text.Append($"| [{family}]({family}.md) | {string.Join(", ", members.Select(m => $"`{m.Name}`"))} |\n");
        }
        return text.ToString();
    }

    private static string WriteFamily(string family, List<BuiltinDefinition> members)
    {
        var text = new StringBuilder($"# Built-ins: {family}\n");
        foreach (var member in members)
        {
            text.Append($"\n## {member.Name}\n\n```rego\n{WriteCall(member)}\n```\n\n{member.Summary}\n");
            foreach (var note in NotesOn(member))
            {
                text.Append($"\n{note}\n");
            }
        }
        return text.ToString();
    }

    private static string WriteCall(BuiltinDefinition member)
    {
        var type = member.Type;
        var operands = string.Join(", ", type.Operands.Select(o => o.Name.Length == 0 ? o.Type.ToString() : $"{o.Name}: {o.Type}"));
        if (type.Variadic is not null)
        {
            operands = operands.Length == 0 ? $"{type.Variadic}..." : $"{operands}, {type.Variadic}...";
        }
        return type.Result is null ? $"{member.Name}({operands})" : $"{member.Name}({operands}) -> {type.Result}";
    }

    private static IEnumerable<string> NotesOn(BuiltinDefinition member)
    {
        if (member.Infix is not null)
        {
            yield return $"Written with the operator `{member.Infix}`.";
        }
        if (member.IsRelation)
        {
            yield return "Yields several results, one after the other.";
        }
        if (member.Effect == BuiltinEffect.OncePerQuery)
        {
            yield return "The result is the same for the same operands within one query, and may differ between queries.";
        }
        if (member.Effect == BuiltinEffect.External)
        {
            yield return "Looks outside the engine; refused unless the host grants it.";
        }
        if (member.IsDeprecated)
        {
            yield return "Deprecated: refused in Rego v1 and in strict mode.";
        }
    }
}
