using Bylaw.Rego.Values;
using Bylaw.Rego.Values.Yaml;

namespace Bylaw.Rego.Builtins;

/// <summary>YAML text.</summary>
internal static class YamlBuiltins
{
    /// <summary>Writes a value as YAML.</summary>
    [Builtin("yaml.marshal", "(x: any) -> string")]
    internal static string Marshal(BuiltinContext context, in RegoValue x) => LimitedText.WriteYaml(context, x);

    /// <summary>Reads the first YAML document of a text.</summary>
    [Builtin("yaml.unmarshal", "(x: string) -> any")]
    internal static RegoValue Unmarshal(BuiltinContext context, string x)
    {
        try
        {
            return YamlReader.Read(x, context.Spend);
        }
        catch (FormatException error)
        {
            return context.Fail(error.Message);
        }
    }

    /// <summary>Tells whether a value is YAML text.</summary>
    [Builtin("yaml.is_valid", "(x: string) -> boolean")]
    internal static bool IsValid(BuiltinContext context, in RegoValue x)
    {
        if (!x.TryGetString(out var text))
        {
            return false;
        }
        try
        {
            YamlReader.Read(text, context.Spend);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
