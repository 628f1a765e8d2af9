using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tooling.Testing;

/// <summary>Runs the rules whose names begin with <c>test_</c>.</summary>
public static class TestRunner
{
    /// <summary>Finds and runs tests, several at once.</summary>
    /// <param name="policies">The compiled modules.</param>
    /// <param name="modules">The same modules parsed, to find the tests in.</param>
    /// <param name="data">Base documents.</param>
    /// <param name="options">Which, how often, how long; null for the default.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>One result a test and repetition, ordered by file and line.</returns>
    /// <exception cref="ArgumentException">The filter is not a regular expression.</exception>
    public static IReadOnlyList<TestResult> Run(
        Policies policies,
        IEnumerable<ModuleSyntax> modules,
        RegoValue data,
        TestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= TestOptions.Default;
        var wanted = options.Filter is null ? null : new Regex(options.Filter, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        var tests = modules.SelectMany(Find).Where(t => wanted is null || wanted.IsMatch($"{t.Package}.{t.Name}")).ToArray();
        var results = new TestResult[tests.Length * options.Count];
        Parallel.For(0, results.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            results[i] = RunOne(policies, tests[i / options.Count], data, options, cancellationToken));
        return results;
    }

    private static IEnumerable<FoundTest> Find(ModuleSyntax module)
    {
        var package = "data." + string.Join('.', module.Package.Path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in module.Rules)
        {
            var name = rule.Head.Reference switch
            {
                VarTerm variable => variable.Name,
                RefTerm { Head: VarTerm variable } => variable.Name,
                _ => "",
            };
            var isTest = name.StartsWith("test_", StringComparison.Ordinal) || name.StartsWith("todo_test_", StringComparison.Ordinal);
            if (isTest && !rule.Head.IsFunction && seen.Add(name))
            {
                yield return new FoundTest(package, name, module.Source.Name, module.Source.LineAt(rule.Span.Start).Line + 1, rule.Head.Reference is RefTerm);
            }
        }
    }

    private static TestResult RunOne(Policies policies, FoundTest test, RegoValue data, TestOptions options, CancellationToken cancellationToken)
    {
        var output = new List<string>();
        var watch = Stopwatch.StartNew();
        TestResult Result(TestOutcome outcome, string? message = null) =>
            new(test.Package, test.Name, test.File, test.Line, outcome, message, output, watch.Elapsed);
        if (test.Name.StartsWith("todo_", StringComparison.Ordinal))
        {
            return Result(TestOutcome.Skipped);
        }
        var path = string.Concat(test.Package.Split('.').Skip(1).Append(test.Name).Select(s => $"[{RegoValue.From(s)}]"));
        var preparation = policies.Prepare("data" + path);
        if (!preparation.Succeeded)
        {
            return Result(TestOutcome.Error, string.Join("; ", preparation.Diagnostics.Select(d => d.Message)));
        }
        try
        {
            var cases = test.HasCases ? new CaseRecorder($"{test.Package}.{test.Name}") : null;
            var evaluation = options.Evaluation with
            {
                Cases = cases,
                Print = output.Add,
                Coverage = options.Coverage,
                Profile = options.Profile,
                Limits = options.Evaluation.Limits with { MaxDuration = options.Timeout },
            };
            var decision = preparation.Query.Evaluate(default, data, evaluation, cancellationToken);
            // A case whose body does not hold leaves no key behind: it was met all the same.
            ImmutableArray<TestCase> found = cases is null ? [] : [.. cases.Keys.Select(k => CaseOf(k, decision.Value))];
            var passed = decision.IsDefined && decision.Value.Holds && AllHold(decision.Value) && found.All(c => c.Passed);
            var result = Result(passed ? TestOutcome.Passed : TestOutcome.Failed) with { Cases = found };
            return passed ? result : result with { Explanation = ExplainFailure(preparation.Query, data, options, cancellationToken) };
        }
        catch (EvaluationException error)
        {
            return Result(TestOutcome.Error, error.ToLine());
        }
    }

    /// <summary>A failed test runs once more to say which literal stopped it; what it prints then is dropped.</summary>
    private static Explanation? ExplainFailure(PreparedQuery query, RegoValue data, TestOptions options, CancellationToken cancellationToken)
    {
        var evaluation = options.Evaluation with { Explain = true, Limits = options.Evaluation.Limits with { MaxDuration = options.Timeout } };
        try
        {
            return query.Evaluate(default, data, evaluation, cancellationToken).Explanation;
        }
        catch (EvaluationException)
        {
            return null;
        }
    }

    /// <summary>A test may be an object of cases; each must hold.</summary>
    private static bool AllHold(RegoValue value)
    {
        if (!value.TryGetObject(out var cases))
        {
            return true;
        }
        foreach (var (_, item) in cases)
        {
            if (!item.Holds || !AllHold(item))
            {
                return false;
            }
        }
        return true;
    }

    private static TestCase CaseOf(RegoArray keys, RegoValue value)
    {
        var names = new List<string>();
        for (var i = 0; i < keys.Count; i++)
        {
            names.Add(keys[i].TryGetString(out var text) ? text : keys[i].ToString());
            value = value.Get(keys[i]);
        }
        return new TestCase(string.Join('/', names), value.Holds);
    }

    private sealed record FoundTest(string Package, string Name, string File, int Line, bool HasCases);
}
