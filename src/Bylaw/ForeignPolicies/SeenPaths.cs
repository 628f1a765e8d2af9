using System.Collections.Immutable;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Values;

namespace Bylaw.ForeignPolicies;

/// <summary>Finds which value of the input the rule behind a finding looked at last: what the engine's explanation tells of the literals that held.</summary>
internal static class SeenPaths
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

    /// <summary>Tells whether a rule worded the finding: several rules may hold on one input.</summary>
    private static bool Words(ExplainedRule rule, RegoValue finding)
    {
        var message = finding.TryGetObject(out _) ? finding.Get("msg") : finding;
        return rule.Literals.Any(l => l.Seen.Any(s => s.Value == finding || s.Value == message || (message.TryGetString(out var text) && l.Text.Contains(RegoValue.From(text).ToJson(), StringComparison.Ordinal))))
            || (message.TryGetString(out var said) && rule.Head.Contains(RegoValue.From(said).ToJson(), StringComparison.Ordinal));
    }

    /// <summary>Conditions come before what only words the message; the last of them says what is wrong.</summary>
    private static ImmutableArray<RegoValue>? Decisive(ExplainedRule rule)
    {
        var literals = rule.Literals.Where(l => PathsOf(l, 0).Any()).ToList();
        var chosen = literals.LastOrDefault(l => !IsWording(l) && !IsNaming(l)) ?? literals.LastOrDefault(l => !IsWording(l)) ?? literals.LastOrDefault();
        return chosen is null ? null : PathsOf(chosen, 0).MaxBy(p => p.Length);
    }

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
}
