using System.Collections.Immutable;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>What is known at one point of a partial evaluation. Immutable, so that every way goes on from its own.</summary>
/// <param name="Bindings">The closed terms of variables, by the run of the rule that they belong to.</param>
/// <param name="Residual">The literals that must hold later; only ever added to.</param>
internal sealed record PartialState(ImmutableDictionary<(int Scope, Variable Variable), PlanTerm> Bindings, ImmutableList<PlanLiteral> Residual)
{
    public static PartialState Empty { get; } = new(ImmutableDictionary<(int, Variable), PlanTerm>.Empty, []);

    public PartialState Bind(int scope, Variable variable, PlanTerm closed) => this with { Bindings = Bindings.SetItem((scope, variable), closed) };

    public PartialState Add(PlanLiteral literal) => this with { Residual = Residual.Add(literal) };

    /// <summary>Lists the literals that were added since another state.</summary>
    public List<PlanLiteral> Since(PartialState earlier) => [.. Residual.Skip(earlier.Residual.Count)];
}

/// <summary>Asks that a term be defined; left out where another literal asks for as much.</summary>
internal sealed class DefinedLiteral(TextSpan span, PlanTerm term) : PlanLiteral(span)
{
    public PlanTerm Term { get; } = term;
}

/// <summary>Asks that one of several bodies have a solution.</summary>
internal sealed class AnyLiteral(TextSpan span, List<BodyPlan> bodies) : PlanLiteral(span)
{
    public List<BodyPlan> Bodies { get; } = bodies;
}

/// <summary>A call of a function that the residual defines.</summary>
internal sealed class SupportCallTerm(TextSpan span, RuleGroup function, PlanTerm[] arguments) : PlanTerm(span)
{
    public RuleGroup Function { get; } = function;

    public PlanTerm[] Arguments { get; } = arguments;
}
