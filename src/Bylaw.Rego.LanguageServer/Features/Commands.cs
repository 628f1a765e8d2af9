using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.Tooling.Testing;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>A command cannot be executed, and why: for the user.</summary>
internal sealed class CommandRefusedException(string message) : Exception(message);

/// <summary><c>workspace/executeCommand</c>: evaluates a rule against the sample input, or runs tests, on the texts as the client sees them.</summary>
internal static class Commands
{
    /// <summary>Evaluates a rule.</summary>
    public const string Evaluate = "bylaw.rego.evaluate";

    /// <summary>Runs tests.</summary>
    public const string Test = "bylaw.rego.test";

    private const int MaxShown = 60;

    private const int MaxAnswerBytes = 16 << 20;

    /// <summary>What a command came to, for clients that show it themselves.</summary>
    /// <param name="Message">A line for the user.</param>
    /// <param name="Results">One a rule.</param>
    internal sealed record Answer(string Message, RuleAnswer[] Results);

    /// <summary>What a rule came to.</summary>
    /// <param name="Path">The rule.</param>
    /// <param name="Outcome">For a test <c>passed</c>, <c>failed</c>, <c>error</c> or <c>skipped</c>; for others <c>defined</c> or <c>undefined</c>.</param>
    /// <param name="Value">Its value; null for none.</param>
    /// <param name="Input">The sample that it was asked about; null for none.</param>
    /// <param name="Explanation">Why, for people.</param>
    internal sealed record RuleAnswer(string Path, string Outcome, JsonElement? Value, string? Input, string? Explanation);

    /// <summary>Evaluates a rule of a module.</summary>
    /// <exception cref="CommandRefusedException">It cannot be evaluated.</exception>
    public static Answer RunEvaluate(Asked asked, string path, CancellationToken cancellationToken)
    {
        var rule = CodeLenses.Find(asked, path) ?? throw new CommandRefusedException($"there is no rule `{path}` in this file");
        var policies = Compile(asked, cancellationToken);
        var query = policies.Prepare(Reference(rule)).Query ?? throw new CommandRefusedException($"`{path}` cannot be asked about");
        (string File, string Text, RegoValue Value)? sample;
        try
        {
            sample = asked.Server.Input.SampleOf(asked.Document, asked.Snapshot);
        }
        catch (FormatException error)
        {
            throw new CommandRefusedException(error.Message);
        }
        var output = new List<string>();
        var options = EvaluationOptions.Default with
        {
            Explain = true,
            Print = output.Add,
            InputPositions = sample is var (file, text, _) && file.EndsWith(".json", StringComparison.Ordinal) ? DocumentPositions.FromJson(file, Encoding.UTF8.GetBytes(text)) : null,
        };
        try
        {
            var decision = query.Evaluate(sample?.Value ?? default, asked.Snapshot.Data, options, cancellationToken);
            var value = decision.IsDefined ? decision.Value.ToJson(null, MaxAnswerBytes) : "undefined";
            var why = Write(decision.Explanation, output);
            asked.Server.Runs.Keep(new RunResult(asked.Document.Path, asked.Document.Text, path, rule.NameSpan, IsTest: false, decision.IsDefined, Short(value), why));
            var with = sample is null ? "without input (there is no input.json)" : $"with {Path.GetFileName(sample.Value.File)}";
            return new Answer(
                $"{path} = {Short(value, 400)} {with}",
                [new RuleAnswer(path, decision.IsDefined ? "defined" : "undefined", decision.IsDefined ? JsonSerializer.Deserialize<JsonElement>(value) : null, sample?.File, why)]);
        }
        catch (EvaluationException error)
        {
            throw new CommandRefusedException(error.ToLine());
        }
        catch (ValueTooLongException error)
        {
            throw new CommandRefusedException(error.Message);
        }
    }

    /// <summary>Runs one test of a module, or all of them.</summary>
    /// <exception cref="CommandRefusedException">They cannot be run.</exception>
    public static Answer RunTests(Asked asked, string? path, CancellationToken cancellationToken)
    {
        var policies = Compile(asked, cancellationToken);
        var options = TestOptions.Default with { Filter = path is null ? null : $"^{Regex.Escape(path)}$" };
        var results = TestRunner.Run(policies, [asked.Document.Module], asked.Snapshot.Data, options, cancellationToken);
        if (results.Count == 0)
        {
            throw new CommandRefusedException(path is null ? "there are no tests in this file" : $"there is no test `{path}` in this file");
        }
        var answers = new List<RuleAnswer>();
        foreach (var result in results)
        {
            var name = $"{result.Package}.{result.Name}";
            var outcome = result.Outcome.ToString().ToLowerInvariant();
            var failed = string.Join(", ", result.Cases.IsDefaultOrEmpty ? [] : result.Cases.Where(c => !c.Passed).Select(c => c.Name));
            var why = string.Join('\n', new[] { result.Message ?? "", failed.Length > 0 ? $"failed cases: {failed}" : "", Write(result.Explanation, result.Output) }.Where(t => t.Length > 0));
            if (asked.Document.Definitions.FirstOrDefault(d => string.Join('.', d.Path[..(2 + asked.Document.Module.Package.Path.Length)]) == name) is { } rule)
            {
                var isFine = result.Outcome is TestOutcome.Passed or TestOutcome.Skipped;
                asked.Server.Runs.Keep(new RunResult(asked.Document.Path, asked.Document.Text, string.Join('.', rule.Path), rule.NameSpan, IsTest: true, isFine, outcome, isFine ? "" : why));
            }
            answers.Add(new RuleAnswer(name, outcome, null, null, why.Length > 0 ? why : null));
        }
        var passed = results.Count(r => r.Outcome == TestOutcome.Passed);
        return new Answer(results.Count == 1 ? $"{answers[0].Path}: {answers[0].Outcome}" : $"{passed} of {results.Count} tests passed", [.. answers]);
    }

    private static Policies Compile(Asked asked, CancellationToken cancellationToken)
    {
        var broken = asked.Snapshot.Documents.FirstOrDefault(d => !d.Parse.Succeeded && d == asked.Document);
        var compilation = asked.Server.Analyzer.Analyze(asked.Snapshot, cancellationToken).Compilation;
        var fault = broken?.Parse.Diagnostics.FirstOrDefault(d => d.Kind.Severity == Severity.Error) ?? compilation.Diagnostics.FirstOrDefault(d => d.Kind.Severity == Severity.Error);
        return fault is null ? compilation.Policies! : throw new CommandRefusedException($"mend the errors first: {fault}");
    }

    private static string Reference(RuleDefinition rule) => "data" + string.Concat(rule.Path.Skip(1).Select(s => $"[{RegoValue.From(s).ToJson()}]"));

    private static string Write(Explanation? explanation, IReadOnlyList<string> output)
    {
        using var writer = new StringWriter();
        foreach (var line in output)
        {
            writer.WriteLine(line);
        }
        explanation?.Write(writer);
        return writer.ToString().TrimEnd();
    }

    private static string Short(string text, int limit = MaxShown) => text.Length <= limit ? text : text[..limit] + "…";
}
