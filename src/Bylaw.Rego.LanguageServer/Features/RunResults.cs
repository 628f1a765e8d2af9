using System.Collections.Concurrent;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>What the evaluations and tests that clients asked for came to, until the text that was run is changed.</summary>
internal sealed class RunResults
{
    private readonly ConcurrentDictionary<string, RunResult> _byRule = new(StringComparer.Ordinal);

    /// <summary>Keeps a result in the place of an earlier one.</summary>
    public void Keep(RunResult result) => _byRule[result.File + "\n" + result.Path] = result;

    /// <summary>Finds the result of a rule of a module; null when there is none of this text.</summary>
    public RunResult? Find(string file, string path, string text) =>
        _byRule.TryGetValue(file + "\n" + path, out var result) && result.Text == text ? result : null;

    /// <summary>Lists the tests of a module's text that failed.</summary>
    public IEnumerable<RunResult> FailuresOf(string file, string text) =>
        _byRule.Values.Where(r => r.File == file && r.Text == text && r is { IsTest: true, Holds: false }).OrderBy(r => r.Place.Start);
}

/// <summary>What one rule came to.</summary>
/// <param name="File">Its module.</param>
/// <param name="Text">The module's text as it was run.</param>
/// <param name="Path">The rule, <c>data.authz.allow</c>.</param>
/// <param name="Place">Where its name stands.</param>
/// <param name="IsTest">Whether it was run as a test.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Shown">Its value or its outcome, on one line.</param>
/// <param name="Details">Why, for people.</param>
internal sealed record RunResult(string File, string Text, string Path, TextSpan Place, bool IsTest, bool Holds, string Shown, string Details);
