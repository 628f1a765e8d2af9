namespace Bylaw.Rego.Planning;

/// <summary>Walks the terms, literals and bodies of a plan in the order in which they stand. Whoever wants less overrides a visit.</summary>
internal abstract class PlanVisitor
{
    /// <summary>Visits a term and what it is made of.</summary>
    public virtual void Visit(PlanTerm term)
    {
        switch (term)
        {
            case ReferenceTerm reference:
                Visit(reference.Head);
                VisitAll(reference.Operands);
                break;
            case ArrayPlanTerm array:
                VisitAll(array.Items);
                break;
            case SetPlanTerm set:
                VisitAll(set.Items);
                break;
            case ObjectPlanTerm obj:
                foreach (var (key, value) in obj.Items)
                {
                    Visit(key);
                    Visit(value);
                }
                break;
            case BuiltinCallTerm call:
                VisitAll(call.Arguments);
                break;
            case RuleCallTerm call:
                VisitAll(call.Arguments);
                break;
            case OutputCallTerm call:
                Visit(call.Call);
                Visit(call.Output);
                break;
            case TemplateTerm template:
                VisitAll(template.Parts);
                break;
            case ComprehensionTerm comprehension:
                VisitComprehension(comprehension);
                break;
            default:
                break;
        }
    }

    /// <summary>Visits a literal, its modifiers first.</summary>
    public virtual void Visit(PlanLiteral literal)
    {
        foreach (var modifier in literal.Modifiers)
        {
            Visit(modifier);
        }
        switch (literal)
        {
            case TermLiteral term:
                Visit(term.Term);
                break;
            case UnifyLiteral unify:
                Visit(unify.Left);
                Visit(unify.Right);
                break;
            case NotLiteral not:
                VisitNot(not);
                break;
            case EveryLiteral every:
                VisitEvery(every);
                break;
            case LogicalLiteral logical:
                VisitNested(logical.Left);
                VisitNested(logical.Right);
                break;
            case PrintLiteral print:
                VisitAll(print.Arguments);
                break;
            default:
                break;
        }
    }

    /// <summary>Visits the literals of a body.</summary>
    public void Visit(BodyPlan body)
    {
        foreach (var literal in body.Literals)
        {
            Visit(literal);
        }
    }

    /// <summary>Visits parameters, suffix and branches of a rule.</summary>
    public void Visit(RulePlan rule)
    {
        VisitAll(rule.Parameters);
        VisitAll(rule.Suffix);
        foreach (var branch in rule.Branches)
        {
            Visit(branch.Body);
            Visit(branch.Value);
        }
    }

    /// <summary>Visits terms in order.</summary>
    public void VisitAll(PlanTerm[] terms)
    {
        foreach (var term in terms)
        {
            Visit(term);
        }
    }

    /// <summary>Visits the value that a modifier puts in place.</summary>
    protected virtual void Visit(PlanModifier modifier)
    {
        if (modifier.Replacing is { } value)
        {
            Visit(value);
        }
    }

    /// <summary>Visits a body that stands inside a literal or a term.</summary>
    protected virtual void VisitNested(BodyPlan body) => Visit(body);

    protected virtual void VisitNot(NotLiteral not) => VisitNested(not.Body);

    protected virtual void VisitEvery(EveryLiteral every)
    {
        Visit(every.Domain);
        if (every.Key is not null)
        {
            Visit(every.Key);
        }
        Visit(every.Value);
        VisitNested(every.Body);
    }

    protected virtual void VisitComprehension(ComprehensionTerm comprehension)
    {
        VisitNested(comprehension.Body);
        if (comprehension.Key is not null)
        {
            Visit(comprehension.Key);
        }
        Visit(comprehension.Value);
    }
}
