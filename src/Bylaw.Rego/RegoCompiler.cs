using System.Collections.Immutable;
using Bylaw.Rego.Annotations;
using Bylaw.Rego.Checking;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego;

/// <summary>Compiles Rego modules into policies.</summary>
/// <example>
/// <code>
/// var compilation = RegoCompiler.Compile([new SourceText("authz.rego", text)]);
/// var query = compilation.Policies!.Prepare("data.authz.allow").Query!;
/// var decision = query.Evaluate(RegoValue.FromJson("""{"user": "ann"}"""));
/// </code>
/// </example>
public static class RegoCompiler
{
    /// <summary>Texts of fewer characters in all are read on the caller's thread: waking others would cost more.</summary>
    private const int ParallelFrom = 64_000;

    /// <summary>Parses and compiles modules.</summary>
    /// <param name="sources">One text a module.</param>
    /// <param name="options">How; null for the default.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Policies, or the reasons why there are none.</returns>
    public static Compilation Compile(
        IEnumerable<SourceText> sources, CompilerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= CompilerOptions.Default;
        var parses = ParseAll([.. sources], options.Parser, cancellationToken);
        List<Diagnostic> diagnostics = [.. parses.SelectMany(p => p.Diagnostics)];
        if (diagnostics.Exists(d => d.Kind.Severity == Severity.Error))
        {
            return new Compilation(null, [.. diagnostics]);
        }
        var compilation = Compile([.. parses.Select(p => p.Module)], options, cancellationToken);
        return new Compilation(compilation.Policies, [.. diagnostics, .. compilation.Diagnostics]);
    }

    /// <summary>Compiles parsed modules.</summary>
    /// <param name="modules">Modules that parsed without errors.</param>
    /// <param name="options">How; null for the default.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Policies, or the reasons why there are none.</returns>
    public static Compilation Compile(
        IReadOnlyList<ModuleSyntax> modules, CompilerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modules);
        cancellationToken.ThrowIfCancellationRequested();
        var depth = modules.Count == 0 ? 0 : modules.Max(m => m.Depth);
        return DeepStack.Run(depth, () => CompileModules(modules, depth, options ?? CompilerOptions.Default, kept: null, cancellationToken));
    }

    /// <summary>Compiles parsed modules again, with what the compilation before left.</summary>
    internal static Compilation Compile(IReadOnlyList<ModuleSyntax> modules, CompilerOptions options, KeptPlan kept, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var depth = modules.Count == 0 ? 0 : modules.Max(m => m.Depth);
        return DeepStack.Run(depth, () => CompileModules(modules, depth, options, kept, cancellationToken));
    }

    /// <summary>Parses modules, many at once where there are many.</summary>
    internal static ModuleParse[] ParseAll(SourceText[] sources, ParserOptions options, CancellationToken cancellationToken)
    {
        var parses = new ModuleParse[sources.Length];
        if (sources.Sum(s => (long)s.Text.Length) < ParallelFrom)
        {
            for (var i = 0; i < sources.Length; i++)
            {
                parses[i] = RegoParser.ParseModule(sources[i], options, cancellationToken);
            }
            return parses;
        }
        Parallel.For(
            0,
            sources.Length,
            new ParallelOptions { CancellationToken = cancellationToken },
            i => parses[i] = RegoParser.ParseModule(sources[i], options, cancellationToken));
        return parses;
    }

    private static Compilation CompileModules(IReadOnlyList<ModuleSyntax> modules, int depth, CompilerOptions options, KeptPlan? kept, CancellationToken cancellationToken)
    {
        var diagnostics = new List<Diagnostic>();
        var builtins = options.UsableBuiltins;
        if (options.Capabilities is { } capabilities)
        {
            foreach (var module in modules)
            {
                new CapabilityCheck(capabilities, module.Source, diagnostics).VisitModule(module);
            }
        }
        var annotations = kept is null ? AnnotationSet.Read(modules) : kept.ReadAnnotations(modules);
        diagnostics.AddRange(annotations.Diagnostics);
        var plan = new PolicyPlanner(builtins, diagnostics, options.Schemas.Input, options.IsStrict, kept)
            .PlanModules(modules, (module, faults) => new AnnotationMetadata(annotations, module, options.Schemas, faults), annotations.HasSchemas);
        var failed = diagnostics.Exists(d => d.Kind.Severity == Severity.Error);
        var policies = failed ? null : new Policies(plan, depth, builtins, options);
        return new Compilation(policies, InOrder(diagnostics, modules));
    }

    /// <summary>Sorts faults by file and place, each once: a head that several bodies share is lowered with each of them.</summary>
    private static ImmutableArray<Diagnostic> InOrder(List<Diagnostic> diagnostics, IReadOnlyList<ModuleSyntax> modules)
    {
        if (diagnostics.Count < 2)
        {
            return [.. diagnostics];
        }
        var files = new Dictionary<SourceText, int>(ReferenceEqualityComparer.Instance);
        foreach (var module in modules)
        {
            files.TryAdd(module.Source, files.Count);
        }
        return
        [
            .. diagnostics
                .DistinctBy(d => (d.Source, d.Span, d.Kind, d.Message))
                .OrderBy(d => d.Source is { } source ? files.GetValueOrDefault(source, -1) : -1)
                .ThenBy(d => d.Span.Start),
        ];
    }
}
