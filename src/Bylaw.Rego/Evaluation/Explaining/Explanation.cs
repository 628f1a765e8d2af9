using System.Collections.Immutable;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Explaining;

/// <summary>Says why a query came to what it came to: which rules held, and which literal stopped the others with which values.</summary>
/// <param name="Outcome">What the query came to: its value, or <c>undefined</c>.</param>
/// <param name="Literals">The literals of the query as far as it got.</param>
/// <param name="IsCut">Whether parts were left out because the evaluation was very large.</param>
public sealed record Explanation(RegoValue Outcome, ImmutableArray<ExplainedLiteral> Literals, bool IsCut);

/// <summary>A document or function that a literal asked for.</summary>
/// <param name="Name">Its name, for example <c>data.authz.allow</c>.</param>
/// <param name="Arguments">A function's arguments; empty for a document.</param>
/// <param name="Value">What it came to; undefined when no rule holds.</param>
/// <param name="Rules">Its rules in the order in which they were tried.</param>
public sealed record ExplainedDocument(string Name, ImmutableArray<RegoValue> Arguments, RegoValue Value, ImmutableArray<ExplainedRule> Rules);

/// <summary>One rule, or one of its <c>else</c> branches.</summary>
/// <param name="Head">The text of its head.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Literals">When it holds, its literals; when it was stopped, those up to the one that stopped it.</param>
/// <param name="Documents">What its head asked for.</param>
public sealed record ExplainedRule(
    string Head, TextPlace Place, RuleOutcome Outcome, ImmutableArray<ExplainedLiteral> Literals, ImmutableArray<ExplainedDocument> Documents);

/// <summary>What became of a rule.</summary>
public enum RuleOutcome
{
    /// <summary>Its body holds.</summary>
    Holds,

    /// <summary>A literal of its body does not hold.</summary>
    Stopped,

    /// <summary>The index left it out, because a literal or parameter cannot hold; its body was not run.</summary>
    LeftOut,

    /// <summary>Its arguments do not fit its parameters.</summary>
    NoMatch,

    /// <summary>It is the default, taken because no rule holds.</summary>
    Default,
}

/// <summary>One literal.</summary>
/// <param name="Text">Its text in one line.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Holds">Whether it held in at least one way.</param>
/// <param name="Ways">In how many ways it held.</param>
/// <param name="Seen">The values that decided.</param>
/// <param name="Documents">The documents and functions that it asked for.</param>
/// <param name="Inner">The literals of its nested body that decided: the one that failed inside <c>every</c> or inside a <c>not</c> that holds, those that held inside a <c>not</c> that does not.</param>
public sealed record ExplainedLiteral(
    string Text,
    TextPlace Place,
    bool Holds,
    int Ways,
    ImmutableArray<SeenValue> Seen,
    ImmutableArray<ExplainedDocument> Documents,
    ImmutableArray<ExplainedLiteral> Inner);

/// <summary>A value that a literal saw.</summary>
/// <param name="Text">The term as written.</param>
/// <param name="Value">Its value; undefined when there was none.</param>
/// <param name="InputPath">The keys below the input that it was taken from; null when it comes from elsewhere.</param>
/// <param name="Place">Where it stands in the input file; for a missing value, the innermost thing around it that is there. Null when not known.</param>
public sealed record SeenValue(string Text, RegoValue Value, ImmutableArray<RegoValue>? InputPath, TextPlace? Place);
