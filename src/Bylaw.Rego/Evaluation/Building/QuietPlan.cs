using Bylaw.Rego.Planning;

namespace Bylaw.Rego.Evaluation.Building;

/// <summary>Says which bodies can neither fail nor print, so that nobody can tell whether all of their ways were tried.</summary>
/// <param name="documents">Tells base documents from virtual ones.</param>
internal sealed class QuietPlan(DocumentSet documents)
{
    /// <summary>Tells whether a literal only looks values up and compares them.</summary>
    public bool IsQuiet(PlanLiteral literal) => literal switch
    {
        { Modifiers.Length: > 0 } => false,
        TermLiteral term => IsQuiet(term.Term),
        UnifyLiteral unify => IsQuiet(unify.Left) && IsQuiet(unify.Right),
        NotLiteral not => not.Body.Literals.TrueForAll(IsQuiet),
        _ => false,
    };

    /// <summary>Tells whether a term only looks values up and compares them.</summary>
    public bool IsQuiet(PlanTerm term) => term switch
    {
        ConstantTerm or VariableTerm or InputTerm => true,
        ReferenceTerm { Head: VariableTerm or InputTerm } reference => Array.TrueForAll(reference.Operands, IsQuiet),
        ReferenceTerm { Head: DataTerm } reference => IsBase(reference) && Array.TrueForAll(reference.Operands, IsQuiet),
        ArrayPlanTerm array => Array.TrueForAll(array.Items, IsQuiet),
        ObjectPlanTerm obj => Array.TrueForAll(obj.Items, i => IsQuiet(i.Key) && IsQuiet(i.Value)),
        BuiltinCallTerm { Function.Name: "equal" or "eq" or "neq" or "lt" or "lte" or "gt" or "gte" or "internal.member_2" } call => Array.TrueForAll(call.Arguments, IsQuiet),
        _ => false,
    };

    private bool IsBase(ReferenceTerm reference) => !documents.LeadsIntoTree(reference.Operands) && !documents.LeadsToDocument(reference.Operands);
}
