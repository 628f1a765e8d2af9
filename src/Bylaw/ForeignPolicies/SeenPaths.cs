using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Values;

namespace Bylaw.ForeignPolicies;

/// <summary>Finds which value of the input the rule behind a finding looked at last: what the engine's explanation tells of the literals that held.</summary>
internal static partial class SeenPaths
{
    /// <summary>Finds the path of the deciding value; for a value that is missing, the path at which it was looked for. Null when no literal looked at the input.</summary>
    /// <param name="query">The rule.</param>
    /// <param name="finding">What it found.</param>
    /// <param name="input">An input on which the rule finds little else.</param>
    /// <param name="data">The data.</param>
    /// <param name="options">Limits and host.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ImmutableArray<RegoValue>? Find(PreparedQuery query, RegoValue finding, RegoValue input, RegoValue data, EvaluationOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var explanation = query.Evaluate(input, data, options with { Explain = true }, cancellationToken).Explanation;
            return (explanation?.Literals ?? []).SelectMany(l => l.Documents).SelectMany(d => d.Rules)
                .Where(r => r.Outcome == RuleOutcome.Holds)
                .OrderByDescending(r => Words(r, finding)).Select(Decisive).FirstOrDefault(p => p is not null);
        }
        catch (EvaluationException)
        {
            return null;
        }
    }

    /// <summary>Weighs whether a rule worded the finding, as several rules may hold on one input: 3 by the very text, 2 by the pattern of its <c>sprintf</c>, 1 by a part of the text, 0 not.</summary>
    private static int Words(ExplainedRule rule, RegoValue finding)
    {
        var message = finding.TryGetObject(out _) ? finding.Get("msg") : finding;
        if (rule.Literals.Any(l => l.Seen.Any(s => s.Value == finding || s.Value == message)))
        {
            return 3;
        }
        return message.TryGetString(out var said)
            ? rule.Literals.Select(l => l.Text).Append(rule.Head).SelectMany(t => QuotedText().Matches(t)).Select(m => m.Value.Trim('`', '"').Replace("\\\"", "\"", StringComparison.Ordinal)).Select(t => Fits(t, said)).Append(0).Max()
            : 0;
    }

    private static int Fits(string written, string said)
    {
        if (written == said)
        {
            return 3;
        }
        var parts = FormatVerb().Split(written);
        if (parts.Length > 1 && Regex.IsMatch(said, $"^{string.Join(".*", parts.Select(Regex.Escape))}$", RegexOptions.NonBacktracking | RegexOptions.Singleline))
        {
            return 2;
        }
        return written.Length > 3 && said.Contains(written, StringComparison.Ordinal) ? 1 : 0;
    }

    /// <summary>Conditions come before what only words the message; the last of them says what is wrong.</summary>
    private static ImmutableArray<RegoValue>? Decisive(ExplainedRule rule)
    {
        var literals = rule.Literals.Where(l => PathsOf(l, 0).Any()).ToList();
        var chosen = literals.LastOrDefault(l => !IsWording(l) && !IsNaming(l)) ?? literals.LastOrDefault(l => !IsWording(l)) ?? literals.LastOrDefault();
        return chosen is not null ? PathsOf(chosen, 0).MaxBy(p => p.Length) : rule.Literals.SelectMany(Written).DefaultIfEmpty([]).MaxBy(p => p.Length) is { IsEmpty: false } path ? path : null;
    }

    /// <summary>What a literal names of the input in its text: what a comprehension looked through is not among the values seen.</summary>
    private static IEnumerable<ImmutableArray<RegoValue>> Written(ExplainedLiteral literal) =>
        InputReference().Matches(literal.Text).Select(m => m.Groups[1].Captures.Select(c => RegoValue.From(c.Value.Trim('.', '[', ']', '"'))).ToImmutableArray());

    /// <summary>What a literal looked at itself, and else what the rules and functions that it asked looked at.</summary>
    private static IEnumerable<ImmutableArray<RegoValue>> PathsOf(ExplainedLiteral literal, int depth)
    {
        var own = literal.Seen.Concat(literal.Inner.SelectMany(i => i.Seen)).Where(s => s.InputPath is { IsEmpty: false }).Select(s => s.InputPath!.Value).ToList();
        return own.Count > 0 || depth > 6
            ? own
            : literal.Documents.SelectMany(d => d.Rules).Where(r => r.Outcome is RuleOutcome.Holds or RuleOutcome.Stopped).SelectMany(r => r.Literals).SelectMany(l => PathsOf(l, depth + 1));
    }

    private static bool IsWording(ExplainedLiteral literal) =>
        literal.Text.Contains("sprintf(", StringComparison.Ordinal) || literal.Text.Contains("concat(", StringComparison.Ordinal)
        || literal.Text.StartsWith("msg ", StringComparison.Ordinal) || literal.Text.StartsWith("res ", StringComparison.Ordinal);

    private static bool IsNaming(ExplainedLiteral literal) =>
        literal.Text.StartsWith("some ", StringComparison.Ordinal) || literal.Text.Contains(" := ", StringComparison.Ordinal);

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"|`[^`]*`", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedText();

    [GeneratedRegex(@"%[-+# 0-9.]*[a-zA-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex FormatVerb();

    [GeneratedRegex("""\binput((?:\.[a-zA-Z_][a-zA-Z0-9_]*)|(?:\["[^"\\]*"\]))+""", RegexOptions.CultureInvariant)]
    private static partial Regex InputReference();
}
