using Bylaw.Rego.Checking;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Planning;

/// <content>Calls nested in a negated expression.</content>
internal sealed partial class Lowering
{
    /// <summary>
    /// Takes calls out of the operands of a negated expression. OPA gives each nested call an expression of its own in front of the
    /// negated one, so an undefined nested call makes the body fail instead of the negation hold.
    /// </summary>
    private PlanLiteral HoistCalls(PlanLiteral negated, LiteralSyntax literal, Scope scope, List<PlanLiteral> output)
    {
        switch (negated)
        {
            case TermLiteral { Term: BuiltinCallTerm call }:
                return new TermLiteral(negated.Span, new BuiltinCallTerm(call.Span, call.Function, HoistAll(call.Arguments, literal, scope, output)));
            case TermLiteral { Term: RuleCallTerm call }:
                return new TermLiteral(negated.Span, new RuleCallTerm(call.Span, call.Function, HoistAll(call.Arguments, literal, scope, output)));
            case TermLiteral { Term: var term }:
                return new TermLiteral(negated.Span, HoistInside(term, literal, scope, output));
            case UnifyLiteral { IsOutputCall: true } call:
                return new UnifyLiteral(negated.Span, HoistInside(call.Left, literal, scope, output), HoistInside(call.Right, literal, scope, output));
            case UnifyLiteral unify:
                return new UnifyLiteral(negated.Span, Hoist(unify.Left, literal, scope, output), Hoist(unify.Right, literal, scope, output));
            default:
                return negated;
        }
    }

    private PlanTerm[] HoistAll(PlanTerm[] terms, LiteralSyntax literal, Scope scope, List<PlanLiteral> output) =>
        Array.ConvertAll(terms, t => Hoist(t, literal, scope, output));

    private PlanTerm Hoist(PlanTerm term, LiteralSyntax literal, Scope scope, List<PlanLiteral> output)
    {
        var inner = HoistInside(term, literal, scope, output);
        if (inner is not (BuiltinCallTerm or RuleCallTerm))
        {
            return inner;
        }
        var variable = new VariableTerm(term.Span, Generate(term.Span));
        var unify = new UnifyLiteral(term.Span, variable, inner);
        AddModifiers(unify, literal, scope);
        output.Add(unify);
        return variable;
    }

    private PlanTerm HoistInside(PlanTerm term, LiteralSyntax literal, Scope scope, List<PlanLiteral> output)
    {
        PlanTerm Go(PlanTerm t) => Hoist(t, literal, scope, output);
        return term switch
        {
            BuiltinCallTerm call => new BuiltinCallTerm(call.Span, call.Function, Array.ConvertAll(call.Arguments, Go)),
            RuleCallTerm call => new RuleCallTerm(call.Span, call.Function, Array.ConvertAll(call.Arguments, Go)),
            ArrayPlanTerm array => new ArrayPlanTerm(array.Span, Array.ConvertAll(array.Items, Go)),
            SetPlanTerm set => new SetPlanTerm(set.Span, Array.ConvertAll(set.Items, Go)),
            ObjectPlanTerm obj => new ObjectPlanTerm(obj.Span, Array.ConvertAll(obj.Items, i => (Go(i.Key), Go(i.Value)))),
            ReferenceTerm reference => new ReferenceTerm(reference.Span, Go(reference.Head), Array.ConvertAll(reference.Operands, Go)),
            _ => term,
        };
    }
}
