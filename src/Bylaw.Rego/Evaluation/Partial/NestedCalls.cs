using Bylaw.Rego.Planning;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>
/// Finds calls inside of an expression. Behind <c>not</c> they are taken out in front of it when text is compiled, so that an undefined one makes
/// the body fail; a residual means the expression as it stands, in which the negation holds then.
/// </summary>
internal static class NestedCalls
{
    /// <summary>Tells whether a literal holds calls besides the one that it is.</summary>
    public static bool AreIn(PlanLiteral literal) => literal switch
    {
        TermLiteral { Term: BuiltinCallTerm call } => Array.Exists(call.Arguments, AreIn),
        TermLiteral { Term: RuleCallTerm call } => Array.Exists(call.Arguments, AreIn),
        TermLiteral { Term: SupportCallTerm call } => Array.Exists(call.Arguments, AreIn),
        TermLiteral term => AreIn(term.Term),
        UnifyLiteral unify => AreIn(unify.Left) || AreIn(unify.Right),
        _ => false,
    };

    private static bool AreIn(PlanTerm term) => term switch
    {
        BuiltinCallTerm or RuleCallTerm or SupportCallTerm => true,
        ArrayPlanTerm array => Array.Exists(array.Items, AreIn),
        SetPlanTerm set => Array.Exists(set.Items, AreIn),
        ObjectPlanTerm obj => Array.Exists(obj.Items, i => AreIn(i.Key) || AreIn(i.Value)),
        ReferenceTerm reference => AreIn(reference.Head) || Array.Exists(reference.Operands, AreIn),
        _ => false,
    };
}
