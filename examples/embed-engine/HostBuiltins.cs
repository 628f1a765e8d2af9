using Bylaw.Rego.Builtins;

namespace EmbedEngine;

/// <summary>A function of our own for policies: one method, one attribute.</summary>
internal static class HostBuiltins
{
    /// <summary>Tells whether a tenant is active.</summary>
    [Builtin("host.tenant_active", "(tenant: string) -> boolean")]
    internal static bool TenantActive(string tenant) => tenant is "acme" or "initech";
}
