namespace Bylaw.Rego.Planning;

/// <summary>Says where nobody can see in which order the members of a set are looked at.</summary>
internal static class PlanOrder
{
    /// <summary>Tells whether a rule prints, so that its iterations must keep Rego's order.</summary>
    public static bool Prints(RulePlan rule)
    {
        var visitor = new PrintVisitor();
        visitor.Visit(rule);
        return visitor.Found;
    }

    /// <summary>Tells whether each branch ends with the same whatever the order: the first way decides, or all ways are collected in a set.</summary>
    public static bool EndsInAnyOrder(RuleGroup group, RuleBranch branch) =>
        group.Kind == RuleKind.PartialSet || (group.Kind is RuleKind.Complete or RuleKind.Function && branch.Value is ConstantTerm);

    private sealed class PrintVisitor : PlanVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(PlanLiteral literal)
        {
            Found |= literal is PrintLiteral;
            base.Visit(literal);
        }
    }
}
