using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Planning;

namespace Bylaw.Rego.Evaluation.Building;

/// <summary>What a builder keeps account of while it builds in steps that tell a listener.</summary>
/// <param name="rule">The branch that is built.</param>
internal sealed class Observation(RuleSite rule)
{
    public RuleSite Rule { get; } = rule;

    /// <summary>Gets or sets the literal whose nested body is being built.</summary>
    public LiteralSite? Parent { get; set; }

    /// <summary>Gets where the value of a variable was taken from: a term, and a key below it if the variable is an item of it.</summary>
    public Dictionary<Variable, (PlanTerm Term, Expression? Key)> Origins { get; } = [];
}
