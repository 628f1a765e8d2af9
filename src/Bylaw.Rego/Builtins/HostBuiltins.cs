using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Built-ins that speak of the host.</summary>
internal static class HostBuiltins
{
    /// <summary>Returns what the host tells of its runtime; empty unless it grants more.</summary>
    [Builtin("opa.runtime", "() -> object[string: any]", Effect = BuiltinEffect.External)]
    internal static RegoValue Runtime(BuiltinContext context) => context.Host.Runtime;
}
