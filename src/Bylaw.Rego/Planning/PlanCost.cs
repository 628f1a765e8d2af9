namespace Bylaw.Rego.Planning;

/// <summary>Says which functions are dear: those that iterate, collect or call on.</summary>
internal static class PlanCost
{
    /// <summary>Tells whether looking up an earlier result of a function is cheaper than running this rule.</summary>
    public static bool IsWorthKeeping(RulePlan rule)
    {
        var parameters = new HashSet<Variable>();
        foreach (var parameter in rule.Parameters)
        {
            PlanVariables.Visit(parameter, intoBodies: false, v => parameters.Add(v.Variable));
        }
        return rule.Branches.Exists(b => b.Body.Literals.Exists(l => IsDear(l, parameters)) || IsDear(b.Value, parameters));
    }

    private static bool IsDear(PlanLiteral literal, HashSet<Variable> parameters) => literal switch
    {
        TermLiteral term => IsDear(term.Term, parameters),
        UnifyLiteral unify => IsDear(unify.Left, parameters) || IsDear(unify.Right, parameters),
        NotLiteral not => not.Body.Literals.Exists(l => IsDear(l, parameters)),
        LogicalLiteral logical => logical.Left.Literals.Concat(logical.Right.Literals).Any(l => IsDear(l, parameters)),
        EveryLiteral => true,
        _ => false,
    };

    private static bool IsDear(PlanTerm term, HashSet<Variable> parameters) => term switch
    {
        ComprehensionTerm or RuleCallTerm => true,
        BuiltinCallTerm call => call.Function.IsRelation || Array.Exists(call.Arguments, a => IsDear(a, parameters)),
        ReferenceTerm reference => IsDear(reference.Head, parameters)
            || Array.Exists(reference.Operands, o => (o is VariableTerm v && !parameters.Contains(v.Variable)) || IsDear(o, parameters)),
        ArrayPlanTerm array => Array.Exists(array.Items, i => IsDear(i, parameters)),
        ObjectPlanTerm obj => Array.Exists(obj.Items, i => IsDear(i.Key, parameters) || IsDear(i.Value, parameters)),
        OutputCallTerm call => IsDear(call.Call, parameters),
        _ => false,
    };
}
