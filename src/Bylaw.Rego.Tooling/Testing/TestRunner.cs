using System.Diagnostics;
using System.Text.RegularExpressions;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tooling.Testing;

/// <summary>How a test came out.</summary>
public enum TestOutcome
{
    /// <summary>The rule is true.</summary>
    Passed,

    /// <summary>The rule is undefined or false.</summary>
    Failed,

    /// <summary>The evaluation stopped with an error.</summary>
    Error,

    /// <summary>The rule's name begins with <c>todo_</c>.</summary>
    Skipped,
}

/// <summary>What came of one test rule.</summary>
/// <param name="Package">The package, for example <c>data.authz_test</c>.</param>
/// <param name="Name">The rule's name.</param>
/// <param name="File">The file it stands in.</param>
/// <param name="Line">The line it stands on, from 1.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Message">The error, if there was one.</param>
/// <param name="Output">What <c>print</c> wrote, line by line.</param>
/// <param name="Duration">How long it ran.</param>
public sealed record TestResult(
    string Package, string Name, string File, int Line, TestOutcome Outcome, string? Message, IReadOnlyList<string> Output, TimeSpan Duration);

/// <summary>Runs the rules whose names begin with <c>test_</c>.</summary>
public static class TestRunner
{
    /// <summary>Finds and runs tests, several at once.</summary>
    /// <param name="policies">The compiled modules.</param>
    /// <param name="modules">The same modules parsed, to find the tests in.</param>
    /// <param name="data">Base documents.</param>
    /// <param name="filter">A regular expression that a test's full name must match; null for all.</param>
    /// <param name="options">Host and limits; null for the default.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>One result a test, ordered by file and line.</returns>
    /// <exception cref="ArgumentException">The filter is not a regular expression.</exception>
    public static IReadOnlyList<TestResult> Run(
        Policies policies,
        IEnumerable<ModuleSyntax> modules,
        RegoValue data,
        string? filter = null,
        EvaluationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var wanted = filter is null ? null : new Regex(filter, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        var tests = modules.SelectMany(Find).Where(t => wanted is null || wanted.IsMatch($"{t.Package}.{t.Name}")).ToArray();
        var results = new TestResult[tests.Length];
        Parallel.For(0, tests.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            results[i] = RunOne(policies, tests[i], data, options ?? EvaluationOptions.Default, cancellationToken));
        return results;
    }

    private static IEnumerable<(string Package, string Name, string File, int Line)> Find(ModuleSyntax module)
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
                yield return (package, name, module.Source.Name, module.Source.LineAt(rule.Span.Start).Line + 1);
            }
        }
    }

    private static TestResult RunOne(
        Policies policies,
        (string Package, string Name, string File, int Line) test,
        RegoValue data,
        EvaluationOptions options,
        CancellationToken cancellationToken)
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
            var decision = preparation.Query.Evaluate(default, data, options with { Print = output.Add }, cancellationToken);
            return Result(decision.IsDefined && decision.Value.Holds && AllHold(decision.Value) ? TestOutcome.Passed : TestOutcome.Failed);
        }
        catch (EvaluationException error)
        {
            return Result(TestOutcome.Error, error.ToLine());
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
}
