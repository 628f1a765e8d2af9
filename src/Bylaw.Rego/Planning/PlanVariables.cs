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
        if (term is VariableTerm variable)
        {
            visit(variable);
        }
        else if (term is not ConstantTerm)
        {
            new Visitor(intoBodies, visit).Visit(term);
        }
    }

    /// <summary>Visits every variable of a body, nested bodies included.</summary>
    public static void Visit(BodyPlan body, Action<VariableTerm> visit) => new Visitor(intoBodies: true, visit).Visit(body);

    /// <summary>Visits every variable of a literal.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="intoBodies">Whether to look into nested bodies too. A negation without a scope of its own is always looked into.</param>
    /// <param name="visit">Called for each occurrence.</param>
    public static void Visit(PlanLiteral literal, bool intoBodies, Action<VariableTerm> visit) => new Visitor(intoBodies, visit).Visit(literal);

    private sealed class Visitor(bool intoBodies, Action<VariableTerm> visit) : PlanVisitor
    {
        public override void Visit(PlanTerm term)
        {
            if (term is VariableTerm variable)
            {
                visit(variable);
            }
            else
            {
                base.Visit(term);
            }
        }

        protected override void VisitNested(BodyPlan body)
        {
            if (intoBodies)
            {
                Visit(body);
            }
        }

        protected override void VisitNot(NotLiteral not)
        {
            if (intoBodies || !not.OwnsScope)
            {
                Visit(not.Body);
            }
        }

        protected override void VisitEvery(EveryLiteral every)
        {
            if (intoBodies)
            {
                base.VisitEvery(every);
            }
            else
            {
                Visit(every.Domain);
            }
        }

        protected override void VisitComprehension(ComprehensionTerm comprehension)
        {
            if (intoBodies)
            {
                base.VisitComprehension(comprehension);
            }
        }
    }
}
