using System.Collections.Immutable;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Values;

namespace Bylaw.Rego;

/// <summary>What a query came to.</summary>
/// <param name="Results">One entry for each way in which the query holds; empty when it does not.</param>
/// <param name="BuiltinErrors">Failures of built-ins that were passed over, at most 100.</param>
/// <param name="Steps">How many steps the evaluation took.</param>
public sealed record Decision(ImmutableArray<QueryResult> Results, ImmutableArray<BuiltinError> BuiltinErrors, long Steps)
{
    /// <summary>Gets why the query came to what it came to; null unless <see cref="EvaluationOptions.Explain"/> asked for it.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>Gets what happened, as far as <see cref="EvaluationOptions.Trace"/> asked for it; empty otherwise.</summary>
    public ImmutableArray<TraceEvent> Trace { get; init; } = [];

    /// <summary>Gets whether the query holds in at least one way.</summary>
    public bool IsDefined => Results.Length > 0;

    /// <summary>Gets the value of the first expression of the first result; undefined when there is none.</summary>
    public RegoValue Value => Results.Length > 0 && Results[0].Expressions.Length > 0 ? Results[0].Expressions[0].Value : default;
}

/// <summary>One way in which a query holds.</summary>
/// <param name="Expressions">The query's expressions in order.</param>
/// <param name="Bindings">The values of the query's variables, by name.</param>
public sealed record QueryResult(ImmutableArray<ExpressionResult> Expressions, ImmutableSortedDictionary<string, RegoValue> Bindings);

/// <summary>The value of one expression of a query.</summary>
/// <param name="Value">Its value; <c>true</c> for what only holds or binds.</param>
/// <param name="Text">Its text.</param>
/// <param name="Line">Its line in the query, from 1.</param>
/// <param name="Column">Its column in the query, from 1.</param>
public sealed record ExpressionResult(RegoValue Value, string Text, int Line, int Column);
