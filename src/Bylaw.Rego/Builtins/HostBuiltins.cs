using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Built-ins that speak of the host and of the engine itself.</summary>
internal static class HostBuiltins
{
    /// <summary>Returns what the host tells of its runtime; empty unless it grants more.</summary>
    [Builtin("opa.runtime", "() -> object[string: any]", Effect = BuiltinEffect.External)]
    internal static RegoValue Runtime(BuiltinContext context) => context.Host.Runtime;

    /// <summary>Parses a module and returns its syntax tree as an object.</summary>
    [Builtin("rego.parse_module", "(filename: string, rego: string) -> object[string: any]")]
    internal static RegoValue ParseModule(BuiltinContext context, string filename, string rego)
    {
        if (context.ModuleParser is not { } parser)
        {
            return context.Fail("no parser is at hand");
        }
        var tree = parser(filename, rego, out var fault);
        return fault is null ? tree : context.Fail(fault);
    }
}
