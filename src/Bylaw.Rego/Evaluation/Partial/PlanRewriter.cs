using Bylaw.Rego.Planning;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>Copies terms and literals of a plan, putting other terms in place of some.</summary>
internal abstract class PlanRewriter
{
    /// <summary>Returns what takes the place of a variable.</summary>
    protected abstract PlanTerm Variable(VariableTerm variable);

    /// <summary>Returns what takes the place of a reference whose parts were rewritten.</summary>
    protected virtual PlanTerm Reference(ReferenceTerm reference) => reference;

    /// <summary>Returns what takes the place of the input as a whole.</summary>
    protected virtual PlanTerm Input(InputTerm input) => input;

    /// <summary>Returns what takes the place of a call whose arguments were rewritten.</summary>
    protected virtual PlanTerm RuleCall(RuleCallTerm call) => call;

    /// <summary>Copies a term.</summary>
    public PlanTerm Rewrite(PlanTerm term)
    {
        switch (term)
        {
            case VariableTerm variable:
                return Variable(variable);
            case InputTerm input:
                return Input(input);
            case DataTerm:
                return Reference(new ReferenceTerm(term.Span, term, []));
            case ReferenceTerm reference:
                var head = reference.Head is DataTerm or InputTerm ? reference.Head : Rewrite(reference.Head);
                var operands = Array.ConvertAll(reference.Operands, Rewrite);
                return Reference(head is ReferenceTerm inner
                    ? new ReferenceTerm(term.Span, inner.Head, [.. inner.Operands, .. operands])
                    : new ReferenceTerm(term.Span, head, operands));
            case ArrayPlanTerm array:
                return new ArrayPlanTerm(term.Span, Array.ConvertAll(array.Items, Rewrite));
            case SetPlanTerm set:
                return new SetPlanTerm(term.Span, Array.ConvertAll(set.Items, Rewrite));
            case ObjectPlanTerm obj:
                return new ObjectPlanTerm(term.Span, Array.ConvertAll(obj.Items, i => (Rewrite(i.Key), Rewrite(i.Value))));
            case BuiltinCallTerm call:
                return new BuiltinCallTerm(term.Span, call.Function, Array.ConvertAll(call.Arguments, Rewrite));
            case RuleCallTerm call:
                return RuleCall(new RuleCallTerm(term.Span, call.Function, Array.ConvertAll(call.Arguments, Rewrite)));
            case OutputCallTerm call:
                return new OutputCallTerm(term.Span, Rewrite(call.Call), Rewrite(call.Output));
            case TemplateTerm template:
                return new TemplateTerm(term.Span, Array.ConvertAll(template.Parts, Rewrite));
            case ComprehensionTerm comprehension:
                var body = Rewrite(comprehension.Body);
                return new ComprehensionTerm(
                    term.Span, comprehension.Kind, comprehension.Key is null ? null : Rewrite(comprehension.Key), Rewrite(comprehension.Value), body);
            default:
                return term;
        }
    }

    /// <summary>Copies a body.</summary>
    public BodyPlan Rewrite(BodyPlan body) => new(body.Span, body.Literals.ConvertAll(Rewrite));

    /// <summary>Copies a literal.</summary>
    public PlanLiteral Rewrite(PlanLiteral literal)
    {
        PlanLiteral copy = literal switch
        {
            TermLiteral term => new TermLiteral(literal.Span, Rewrite(term.Term)),
            UnifyLiteral unify => new UnifyLiteral(literal.Span, Rewrite(unify.Left), Rewrite(unify.Right)) { IsOutputCall = unify.IsOutputCall },
            NotLiteral not => new NotLiteral(literal.Span, Rewrite(not.Body), not.OwnsScope),
            EveryLiteral every => new EveryLiteral(
                literal.Span, every.Key is null ? null : Rewrite(every.Key), Rewrite(every.Value), Rewrite(every.Domain), Rewrite(every.Body)),
            LogicalLiteral logical => new LogicalLiteral(literal.Span, logical.IsAnd, Rewrite(logical.Left), Rewrite(logical.Right)),
            PrintLiteral print => new PrintLiteral(literal.Span, Array.ConvertAll(print.Arguments, Rewrite)),
            _ => throw new System.Diagnostics.UnreachableException($"no copy of {literal.GetType().Name}"),
        };
        copy.Modifiers = Array.ConvertAll(literal.Modifiers, m => (PlanModifier)(m switch
        {
            InputModifier input => new InputModifier(m.Span, input.Path, Rewrite(input.Value)),
            DataModifier data => new DataModifier(m.Span, data.Path, Rewrite(data.Value)),
            FunctionModifier function => new FunctionModifier(m.Span, function.Target, function.Replacement, function.Value is null ? null : Rewrite(function.Value)),
            _ => throw new System.Diagnostics.UnreachableException($"no copy of {m.GetType().Name}"),
        }));
        return copy;
    }

    /// <summary>Makes a constant of a collection whose items are constant.</summary>
    public static PlanTerm Fold(PlanTerm term)
    {
        switch (term)
        {
            case ArrayPlanTerm array when Array.TrueForAll(array.Items, i => i is ConstantTerm):
                return new ConstantTerm(term.Span, RegoArray.Wrap(Array.ConvertAll(array.Items, i => ((ConstantTerm)i).Value)));
            case SetPlanTerm set when Array.TrueForAll(set.Items, i => i is ConstantTerm):
                return new ConstantTerm(term.Span, RegoSet.Create(Array.ConvertAll(set.Items, i => ((ConstantTerm)i).Value)));
            case ObjectPlanTerm obj when Array.TrueForAll(obj.Items, i => i is { Key: ConstantTerm, Value: ConstantTerm }):
                var builder = new ObjectBuilder(obj.Items.Length);
                foreach (var (key, value) in obj.Items)
                {
                    builder.Set(((ConstantTerm)key).Value, ((ConstantTerm)value).Value);
                }
                return new ConstantTerm(term.Span, builder.Build());
            default:
                return term;
        }
    }
}
