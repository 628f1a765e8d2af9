using System.Collections.Immutable;
using System.Text;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Evaluation.Partial;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Formatting;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tooling.Optimizing;

/// <summary>
/// Evaluates the decisions that a bundle is asked for as far as its data allows, and packs what is left in place of its modules. The
/// result answers those decisions as the bundle does, and no others. Source: <c>opa build --optimize</c>, with unused rules left out.
/// </summary>
public static class BundleOptimizer
{
    private const string Result = "result__";

    /// <summary>Makes the optimised bundle.</summary>
    /// <param name="bundle">What was read; its data stays.</param>
    /// <param name="policies">Its modules, compiled.</param>
    /// <param name="entrypoints">The decisions: <c>authz/allow</c> or <c>data.authz.allow</c>; at least one.</param>
    /// <param name="options">The bounds of what is evaluated; null for the default. Everything but <c>input</c> counts as known.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A bundle with one module an entry point and those that they need, in Rego v1.</returns>
    /// <exception cref="FormatException">An entry point names no rule, or cannot be evaluated in part; the message names it and the reason.</exception>
    public static Bundle Optimize(
        Bundle bundle, Policies policies, IReadOnlyList<string> entrypoints, PartialOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(entrypoints);
        var modules = ImmutableArray.CreateBuilder<BundleModule>();
        var spaces = new List<string>();
        foreach (var (entrypoint, index) in entrypoints.Distinct(StringComparer.Ordinal).Select((e, i) => (e, i)))
        {
            var space = $"optimized{index}";
            var path = PathOf(entrypoint);
            var residual = Evaluate(policies, entrypoint, path, bundle.Data, (options ?? PartialOptions.Default) with { Namespace = space }, cancellationToken);
            Add(modules, $"/optimized/{index}.rego", ModuleOf(path, residual));
            for (var i = 0; i < residual.SupportModules.Length; i++)
            {
                Add(modules, $"/optimized/{index}_{i}.rego", residual.SupportModules[i]);
            }
            if (residual.SupportModules.Length > 0)
            {
                spaces.Add(space);
            }
        }
        return bundle with { Modules = modules.ToImmutable(), Manifest = bundle.Manifest.WithRoots(spaces, RegoVersion.V1), Files = [] };
    }

    private static PartialResult Evaluate(
        Policies policies, string entrypoint, string[] path, RegoValue data, PartialOptions options, CancellationToken cancellationToken)
    {
        var name = "data." + string.Join('.', path);
        if (!policies.RulePaths.Contains(name, StringComparer.Ordinal))
        {
            throw new FormatException($"the entry point `{entrypoint}` names no rule: there is no `{name}`");
        }
        var prepared = policies.Prepare($"{Result} = data{string.Concat(path.Select(Step))}");
        if (!prepared.Succeeded)
        {
            throw new FormatException($"the entry point `{entrypoint}` cannot be asked for: {prepared.Diagnostics[0].Message}");
        }
        try
        {
            return prepared.Query.EvaluatePartially(default, data, options, cancellationToken);
        }
        catch (PartialException error)
        {
            throw new FormatException($"the entry point `{entrypoint}` cannot be optimised: {error.ToLine()}; build without --optimize", error);
        }
    }

    /// <summary>One rule a residual query; none when the decision is never defined.</summary>
    private static string ModuleOf(string[] path, PartialResult residual)
    {
        var package = new StringBuilder("package ").Append(path[0]);
        foreach (var step in path[1..^1])
        {
            package.Append(Step(step));
        }
        foreach (var query in residual.Queries)
        {
            package.Append($"\n\n{path[^1]} := {Result} if {{\n{query}\n}}");
        }
        return package.Append('\n').ToString();
    }

    private static void Add(ImmutableArray<BundleModule>.Builder modules, string path, string text)
    {
        var source = new SourceText(path, RegoFormatter.Format(new SourceText(path, text)).Text ?? text);
        modules.Add(new BundleModule(path, source, RegoVersion.V1));
    }

    private static string[] PathOf(string entrypoint)
    {
        var dotted = entrypoint.StartsWith("data.", StringComparison.Ordinal);
        string[] path = dotted ? entrypoint.Split('.')[1..] : entrypoint.Trim('/').Split('/');
        return path.Length >= 2 && IsName(path[0]) && IsName(path[^1]) && Array.TrueForAll(path, s => s.Length > 0)
            ? path
            : throw new FormatException($"`{entrypoint}` is no entry point: name a rule, as `authz/allow`");
    }

    private static string Step(string step) => IsName(step) ? "." + step : $"[{RegoValue.From(step)}]";

    private static bool IsName(string step) =>
        step.Length > 0 && !char.IsAsciiDigit(step[0]) && step.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
