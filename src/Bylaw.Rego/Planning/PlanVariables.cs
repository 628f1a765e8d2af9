namespace Bylaw.Rego.Planning;

/// <summary>Visits the variables of plan terms and literals.</summary>
internal static class PlanVariables
{
    /// <summary>Visits every variable of a term.</summary>
    /// <param name="term">The term.</param>
    /// <param name="intoBodies">Whether to look into comprehensions too.</param>
    /// <param name="visit">Called for each occurrence.</param>
    public static void Visit(PlanTerm term, bool intoBodies, Action<VariableTerm> visit)
    {
        switch (term)
        {
            case VariableTerm variable:
                visit(variable);
                break;
            case ReferenceTerm reference:
                Visit(reference.Head, intoBodies, visit);
                VisitAll(reference.Operands, intoBodies, visit);
                break;
            case ArrayPlanTerm array:
                VisitAll(array.Items, intoBodies, visit);
                break;
            case SetPlanTerm set:
                VisitAll(set.Items, intoBodies, visit);
                break;
            case ObjectPlanTerm obj:
                foreach (var (key, value) in obj.Items)
                {
                    Visit(key, intoBodies, visit);
                    Visit(value, intoBodies, visit);
                }
                break;
            case BuiltinCallTerm call:
                VisitAll(call.Arguments, intoBodies, visit);
                break;
            case RuleCallTerm call:
                VisitAll(call.Arguments, intoBodies, visit);
                break;
            case OutputCallTerm call:
                Visit(call.Call, intoBodies, visit);
                Visit(call.Output, intoBodies, visit);
                break;
            case TemplateTerm template:
                VisitAll(template.Parts, intoBodies, visit);
                break;
            case ComprehensionTerm comprehension when intoBodies:
                Visit(comprehension.Body, visit);
                if (comprehension.Key is not null)
                {
                    Visit(comprehension.Key, intoBodies, visit);
                }
                Visit(comprehension.Value, intoBodies, visit);
                break;
            default:
                break;
        }
    }

    /// <summary>Visits every variable of a body, nested bodies included.</summary>
    public static void Visit(BodyPlan body, Action<VariableTerm> visit)
    {
        foreach (var literal in body.Literals)
        {
            Visit(literal, intoBodies: true, visit);
        }
    }

    /// <summary>Visits every variable of a literal.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="intoBodies">Whether to look into nested bodies too. A negation without a scope of its own is always looked into.</param>
    /// <param name="visit">Called for each occurrence.</param>
    public static void Visit(PlanLiteral literal, bool intoBodies, Action<VariableTerm> visit)
    {
        foreach (var modifier in literal.Modifiers)
        {
            if (ValueOf(modifier) is { } value)
            {
                Visit(value, intoBodies, visit);
            }
        }
        switch (literal)
        {
            case TermLiteral term:
                Visit(term.Term, intoBodies, visit);
                break;
            case UnifyLiteral unify:
                Visit(unify.Left, intoBodies, visit);
                Visit(unify.Right, intoBodies, visit);
                break;
            case NotLiteral not when intoBodies || !not.OwnsScope:
                foreach (var inner in not.Body.Literals)
                {
                    Visit(inner, intoBodies, visit);
                }
                break;
            case EveryLiteral every:
                Visit(every.Domain, intoBodies, visit);
                if (intoBodies)
                {
                    if (every.Key is not null)
                    {
                        Visit(every.Key, intoBodies, visit);
                    }
                    Visit(every.Value, intoBodies, visit);
                    Visit(every.Body, visit);
                }
                break;
            case LogicalLiteral logical when intoBodies:
                Visit(logical.Left, visit);
                Visit(logical.Right, visit);
                break;
            case PrintLiteral print:
                VisitAll(print.Arguments, intoBodies, visit);
                break;
            default:
                break;
        }
    }

    /// <summary>Returns the value that a modifier puts in place; null when a function takes the place.</summary>
    public static PlanTerm? ValueOf(PlanModifier modifier) => modifier switch
    {
        InputModifier input => input.Value,
        DataModifier data => data.Value,
        FunctionModifier function => function.Value,
        _ => null,
    };

    private static void VisitAll(PlanTerm[] terms, bool intoBodies, Action<VariableTerm> visit)
    {
        foreach (var term in terms)
        {
            Visit(term, intoBodies, visit);
        }
    }
}
