using Bylaw.Rego.Builtins;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>Says what a built-in is, for hovers, completion and signatures.</summary>
internal static class BuiltinText
{
    /// <summary>Writes name, parameters and result.</summary>
    public static string Signature(BuiltinDefinition builtin) =>
        $"{builtin.Name}({string.Join(", ", Parameters(builtin))})" + (builtin.Type.Result is { } result ? $" -> {result}" : "");

    /// <summary>Writes each parameter.</summary>
    public static IEnumerable<string> Parameters(BuiltinDefinition builtin)
    {
        var operands = builtin.Type.Operands.Select(o => o.Name.Length == 0 ? o.Type.ToString() : $"{o.Name}: {o.Type}");
        return builtin.Type.Variadic is { } rest ? operands.Append($"{rest}...") : operands;
    }

    /// <summary>Writes what it does, with what is particular about it and where its page stands.</summary>
    public static string Describe(BuiltinDefinition builtin, string? documentation)
    {
        var text = builtin.Summary;
        text += builtin.IsDeprecated ? "\n\n**Deprecated**: refused in Rego v1 and in strict mode." : "";
        text += builtin.Infix is { } sign ? $"\n\nWritten with the operator `{sign}`." : "";
        text += builtin.Effect switch
        {
            BuiltinEffect.External => "\n\nLooks outside the engine; refused unless the host grants it.",
            BuiltinEffect.OncePerQuery => "\n\nThe same for the same operands within one query.",
            _ => "",
        };
        return documentation is null ? text : $"{text}\n\n[Reference]({documentation}builtins/{ReferencePages.FamilyOf(builtin.Name)}.md#{builtin.Name.Replace(".", "", StringComparison.Ordinal)})";
    }
}
