using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tooling.Mutating;

/// <summary>What came of mutating one module.</summary>
/// <param name="File">The module's file.</param>
/// <param name="Killed">How many changes a test noticed.</param>
/// <param name="Survivors">The changes that no test noticed, in order of the text.</param>
/// <param name="Invalid">How many changes do not compile; they count for nothing.</param>
public sealed record MutationReport(string File, int Killed, ImmutableArray<Mutation> Survivors, int Invalid)
{
    /// <summary>Gets the share of changes that a test noticed, 0 to 1; 1 when there was nothing to change.</summary>
    public double Score => Killed + Survivors.Length == 0 ? 1 : (double)Killed / (Killed + Survivors.Length);
}

/// <summary>Makes each small change to a module and runs its tests: a change that all tests let pass is one that nobody tests.</summary>
public static class MutationRun
{
    /// <summary>Mutates a module.</summary>
    /// <param name="target">The module that is changed.</param>
    /// <param name="tests">The modules whose <c>test_</c> rules are run; they must pass on the module as it is.</param>
    /// <param name="others">Modules that both need, for example libraries.</param>
    /// <param name="data">Base documents.</param>
    /// <param name="options">Host and limits; null for the default.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The report.</returns>
    public static MutationReport Run(
        ModuleSyntax target,
        ImmutableArray<ModuleSyntax> tests,
        ImmutableArray<ModuleSyntax> others,
        RegoValue data,
        EvaluationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var queries = tests.SelectMany(QueriesOf).Distinct(StringComparer.Ordinal).ToArray();
        var survivors = new ConcurrentBag<Mutation>();
        var killed = 0;
        var invalid = 0;
        Parallel.ForEach(Mutator.Find(target), new ParallelOptions { CancellationToken = cancellationToken }, mutation =>
        {
            var outcome = Notices(mutation, target.Source, tests, others, queries, data, options ?? EvaluationOptions.Default, cancellationToken);
            if (outcome is null)
            {
                Interlocked.Increment(ref invalid);
            }
            else if (outcome == true)
            {
                Interlocked.Increment(ref killed);
            }
            else
            {
                survivors.Add(mutation);
            }
        });
        return new MutationReport(
            target.Source.Name, killed, [.. survivors.OrderBy(m => m.Span.Start).ThenBy(m => m.Description, StringComparer.Ordinal)], invalid);
    }

    /// <summary>Tells whether a test notices the change; null when the changed module does not compile.</summary>
    private static bool? Notices(
        Mutation mutation,
        SourceText source,
        ImmutableArray<ModuleSyntax> tests,
        ImmutableArray<ModuleSyntax> others,
        string[] queries,
        RegoValue data,
        EvaluationOptions options,
        CancellationToken cancellationToken)
    {
        var parse = RegoParser.ParseModule(new SourceText(source.Name, mutation.Apply(source)), cancellationToken: cancellationToken);
        if (!parse.Diagnostics.IsEmpty)
        {
            return null;
        }
        var compilation = RegoCompiler.Compile([parse.Module, .. tests, .. others], cancellationToken: cancellationToken);
        if (!compilation.Succeeded)
        {
            return null;
        }
        foreach (var query in queries)
        {
            var preparation = compilation.Policies.Prepare(query);
            if (!preparation.Succeeded)
            {
                return true;
            }
            try
            {
                var decision = preparation.Query.Evaluate(default, data, options, cancellationToken);
                if (!decision.IsDefined || !decision.Value.Holds)
                {
                    return true;
                }
            }
            catch (EvaluationException)
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<string> QueriesOf(ModuleSyntax module)
    {
        var package = string.Concat(module.Package.Path.Select(s => $"[{RegoValue.From(s)}]"));
        foreach (var rule in module.Rules)
        {
            var name = rule.Head.Reference is VarTerm variable ? variable.Name : "";
            if (name.StartsWith("test_", StringComparison.Ordinal) && !rule.Head.IsFunction)
            {
                yield return $"data{package}[{RegoValue.From(name)}]";
            }
        }
    }
}
