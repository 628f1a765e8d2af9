using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>What the command line grants to built-ins that look outside: the clock, chance, and the environment by <c>opa.runtime()</c>.</summary>
internal static class HostGrants
{
    public static BuiltinHost CommandLine { get; } = Make();

    private static BuiltinHost Make()
    {
        var environment = new ObjectBuilder();
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            environment.Set((string)entry.Key, (string?)entry.Value ?? "");
        }
        return BuiltinHost.Default with { Runtime = RegoObject.Create(("env", environment.Build())) };
    }
}
