using Bylaw.Cli.Commands.Rego;
using Bylaw.ForeignPolicies;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Test;

/// <summary>Loads policies that were written for conftest: old text and new side by side.</summary>
internal static class PolicyModules
{
    /// <summary>Loads and compiles.</summary>
    /// <param name="policies">Files and folders with rules; test files are left out.</param>
    /// <param name="data">Files and folders with data.</param>
    /// <param name="version">The language; null for v1, and v0 for a module that only v0 understands.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UserErrorException">Something cannot be read or does not compile; diagnostics have been written.</exception>
    public static (ForeignPolicySet Policies, RegoValue Data) Load(IEnumerable<string> policies, IEnumerable<string> data, RegoVersion? version, CancellationToken cancellation)
    {
        var files = PolicyFiles.Load(policies, p => p.EndsWith(".rego", StringComparison.Ordinal) && !p.EndsWith("_test.rego", StringComparison.Ordinal) && ControlExamples.IsNone(p), cancellation);
        PolicyOptions.ThrowOnProblems(files.Problems);
        var parses = files.Modules.Select(m => Parse(m, version, cancellation)).ToList();
        var sources = new PolicySources([.. parses.Select(p => p.Module)], files.Data, [.. parses.SelectMany(p => p.Diagnostics)]);
        var more = PolicyFiles.Load(data, p => !p.EndsWith(".rego", StringComparison.Ordinal), cancellation);
        PolicyOptions.ThrowOnProblems(more.Problems);
        if (!PolicyFiles.TryMerge(files.Data, more.Data, out var documents))
        {
            throw new UserErrorException("the data of --data conflicts with the data beside the policies");
        }
        return (new ForeignPolicySet(PolicyOptions.Compile(sources, CompilerOptions.Default, cancellation)), documents);
    }

    private static ModuleParse Parse(Bylaw.Rego.Text.SourceText module, RegoVersion? version, CancellationToken cancellation)
    {
        var newer = RegoParser.ParseModule(module, ParserOptions.Default with { Version = version ?? RegoVersion.V1 }, cancellation);
        if (version is not null || newer.Succeeded)
        {
            return newer;
        }
        var older = RegoParser.ParseModule(module, ParserOptions.Default with { Version = RegoVersion.V0 }, cancellation);
        return older.Succeeded ? older : newer;
    }
}
