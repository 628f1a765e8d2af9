using System.Collections.Immutable;
using Bylaw.Rego.Evaluation.Explaining;

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
    string Package, string Name, string File, int Line, TestOutcome Outcome, string? Message, IReadOnlyList<string> Output, TimeSpan Duration)
{
    /// <summary>Gets the cases of a test that is an object of cases (<c>test_x[name] if …</c>), in order; empty otherwise.</summary>
    public ImmutableArray<TestCase> Cases { get; init; } = [];

    /// <summary>Gets why a failed test failed; null for others, and where it could not be worked out.</summary>
    public Explanation? Explanation { get; init; }
}

/// <summary>One case of a test.</summary>
/// <param name="Name">Its key; keys of nested objects are joined with slashes.</param>
/// <param name="Passed">Whether it holds.</param>
public sealed record TestCase(string Name, bool Passed);
