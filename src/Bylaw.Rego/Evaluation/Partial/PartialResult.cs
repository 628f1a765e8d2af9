using System.Collections.Immutable;
using Bylaw.Rego.Planning;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>What is left of a query once everything known has been evaluated: it holds when one of the residual queries does.</summary>
public sealed class PartialResult
{
    internal PartialResult(List<List<PlanLiteral>> bodies, List<SupportRule> support, string space)
    {
        Bodies = ResidualSimplifier.Simplify(bodies);
        SupportRules = support;
        var text = new ResidualText(space);
        Queries = [.. text.Queries(Bodies)];
        foreach (var rule in support)
        {
            text.Add(rule with { Body = ResidualSimplifier.Simplify(rule.Body) });
        }
        text.Close();
        SupportModules = [.. text.Modules.Values.Select(m => m.ToString().TrimEnd() + "\n")];
    }

    /// <summary>Gets the residual queries as Rego v1, one literal a line. An empty one holds always.</summary>
    public ImmutableArray<string> Queries { get; }

    /// <summary>Gets the modules that the queries need, as Rego v1 in packages below <see cref="PartialOptions.Namespace"/>.</summary>
    public ImmutableArray<string> SupportModules { get; }

    /// <summary>Gets whether the query holds whatever the unknown turns out to be.</summary>
    public bool HoldsAlways => Bodies is [[]];

    /// <summary>Gets whether the query holds for nothing.</summary>
    public bool HoldsNever => Bodies.Count == 0;

    internal List<List<PlanLiteral>> Bodies { get; }

    internal List<SupportRule> SupportRules { get; }
}
