using Bylaw.Rego.Planning;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>Leaves out of residual bodies what says nothing new.</summary>
internal static class ResidualSimplifier
{
    /// <summary>Simplifies the bodies of which one must hold.</summary>
    /// <returns>One empty body when they hold always; none when never.</returns>
    public static List<List<PlanLiteral>> Simplify(List<List<PlanLiteral>> queries)
    {
        var simple = queries.ConvertAll(Simplify);
        if (simple.Exists(q => q.Count == 0))
        {
            return [[]];
        }
        var text = new ResidualText("partial");
        return [.. simple.DistinctBy(q => string.Join('\n', q.Select(l => Key(text, l)).Order(StringComparer.Ordinal)))];
    }

    /// <summary>Simplifies one body: doubles go, and demands that a term be defined where another literal needs it.</summary>
    public static List<PlanLiteral> Simplify(List<PlanLiteral> body)
    {
        var text = new ResidualText("partial");
        var nested = body.ConvertAll<PlanLiteral>(l => l switch
        {
            NotLiteral not => new NotLiteral(not.Span, new BodyPlan(not.Body.Span, Simplify(not.Body.Literals)), not.OwnsScope),
            _ => l,
        });
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var literal in nested)
        {
            Collect(literal, text, needed);
        }
        var kept = new List<PlanLiteral>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var literal in nested)
        {
            if (literal is DefinedLiteral defined && needed.Contains(text.Term(defined.Term)))
            {
                continue;
            }
            if (seen.Add(Key(text, literal)))
            {
                kept.Add(literal);
            }
        }
        return kept;
    }

    /// <summary>Collects the references without which a literal cannot hold.</summary>
    private static void Collect(PlanLiteral literal, ResidualText text, HashSet<string> needed)
    {
        switch (literal)
        {
            case TermLiteral term:
                Collect(term.Term, text, needed);
                break;
            case UnifyLiteral unify:
                Collect(unify.Left, text, needed);
                Collect(unify.Right, text, needed);
                break;
            case EveryLiteral every:
                Collect(every.Domain, text, needed);
                break;
            default:
                break;
        }
    }

    private static void Collect(PlanTerm term, ResidualText text, HashSet<string> needed)
    {
        switch (term)
        {
            case ReferenceTerm reference:
                // A path that is there makes all paths above it be there.
                for (var length = 1; length <= reference.Operands.Length; length++)
                {
                    needed.Add(text.Term(new ReferenceTerm(reference.Span, reference.Head, reference.Operands[..length])));
                }
                foreach (var operand in reference.Operands)
                {
                    Collect(operand, text, needed);
                }
                break;
            case BuiltinCallTerm call:
                Array.ForEach(call.Arguments, a => Collect(a, text, needed));
                break;
            case SupportCallTerm call:
                Array.ForEach(call.Arguments, a => Collect(a, text, needed));
                break;
            case ArrayPlanTerm array:
                Array.ForEach(array.Items, a => Collect(a, text, needed));
                break;
            case SetPlanTerm set:
                Array.ForEach(set.Items, a => Collect(a, text, needed));
                break;
            case ObjectPlanTerm obj:
                Array.ForEach(obj.Items, i => Collect(i.Value, text, needed));
                break;
            default:
                break;
        }
    }

    private static string Key(ResidualText text, PlanLiteral literal) => literal switch
    {
        NotLiteral not => $"not {{{string.Join("; ", not.Body.Literals.Select(l => Key(text, l)))}}}",
        AnyLiteral any => $"any {string.Join(" or ", any.Bodies.Select(b => string.Join("; ", b.Literals.Select(l => Key(text, l)))))}",
        EveryLiteral every => $"every {text.Term(every.Value)} {text.Term(every.Domain)} {string.Join("; ", every.Body.Literals.Select(l => Key(text, l)))}",
        _ => text.Literal(literal),
    };
}
