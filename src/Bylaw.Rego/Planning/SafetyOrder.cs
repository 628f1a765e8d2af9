using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Planning;

/// <summary>
/// Puts the literals of every body into an order in which each finds its variables bound, moving as few as it can; reports variables
/// that nothing binds.
/// </summary>
/// <param name="source">The text that messages point into.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed class SafetyOrder(SourceText source, List<Diagnostic> diagnostics)
{
    private HashSet<Variable>? _reported;

    /// <summary>Orders the bodies of a rule.</summary>
    public void OrderRule(RulePlan rule)
    {
        var parameters = new VariableSet();
        foreach (var parameter in rule.Parameters)
        {
            PlanVariables.Visit(parameter, intoBodies: false, v => parameters.Add(v.Variable));
        }
        foreach (var branch in rule.Branches)
        {
            var isFirst = ReferenceEquals(branch, rule.Branches[0]);
            PlanTerm[] heads = isFirst ? [.. rule.Suffix, branch.Value] : [branch.Value];
            Order(branch.Body, parameters.Copy(), parameters, heads);
        }
        foreach (var parameter in rule.Parameters)
        {
            new Nested(this, parameters, parameters).Visit(parameter);
        }
    }

    /// <summary>Orders a query.</summary>
    public void OrderQuery(QueryPlan query) => Order(query.Body, new VariableSet(), new VariableSet(), []);

    /// <summary>Orders one body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="bound">Variables bound before it; grows by what it binds.</param>
    /// <param name="around">All variables of the levels around it.</param>
    /// <param name="heads">Terms that are evaluated after the body.</param>
    private void Order(BodyPlan body, VariableSet bound, VariableSet around, PlanTerm[] heads)
    {
        var visible = around.Copy();
        foreach (var literal in body.Literals)
        {
            PlanVariables.Visit(literal, intoBodies: false, v => visible.Add(v.Variable));
        }
        foreach (var head in heads)
        {
            PlanVariables.Visit(head, intoBodies: false, v => visible.Add(v.Variable));
        }
        var binding = new Binding(visible);
        var open = new List<PlanLiteral>(body.Literals);
        var ordered = new List<PlanLiteral>(open.Count);
        bool progress;
        do
        {
            progress = open.RemoveAll(literal =>
            {
                if (!binding.TryPlace(literal, bound))
                {
                    return false;
                }
                ordered.Add(literal);
                new Nested(this, bound, visible).Visit(literal);
                return true;
            }) > 0;
        }
        while (progress && open.Count > 0);
        if (open.Count > 0)
        {
            ReportUnsafe(open, bound, visible);
            ordered.AddRange(open);
        }
        else
        {
            foreach (var head in heads)
            {
                CheckHead(head, binding, bound);
                new Nested(this, bound, visible).Visit(head);
            }
        }
        body.Literals.Clear();
        body.Literals.AddRange(ordered);
    }

    private void CheckHead(PlanTerm head, Binding binding, VariableSet bound)
    {
        if (!binding.TryBind(head, bound.Copy()))
        {
            PlanVariables.Visit(head, intoBodies: false, v => ReportUnsafe(v, bound));
            if (head is ComprehensionTerm)
            {
                PlanVariables.Visit(head, intoBodies: true, v => ReportUnsafe(v, bound));
            }
        }
    }

    /// <summary>Orders the bodies that stand inside a literal or a term, each with what is bound around it.</summary>
    private sealed class Nested(SafetyOrder order, VariableSet bound, VariableSet visible) : PlanVisitor
    {
        protected override void VisitNested(BodyPlan body) => order.Order(body, bound.Copy(), visible, []);

        protected override void VisitComprehension(ComprehensionTerm comprehension)
        {
            PlanTerm[] heads = comprehension.Key is null ? [comprehension.Value] : [comprehension.Key, comprehension.Value];
            order.Order(comprehension.Body, bound.Copy(), visible, heads);
        }

        protected override void VisitEvery(EveryLiteral every)
        {
            Visit(every.Domain);
            var inside = bound.Copy();
            var around = visible.Copy();
            foreach (var pattern in every.Key is null ? [every.Value] : new[] { every.Key, every.Value })
            {
                PlanVariables.Visit(pattern, intoBodies: false, v =>
                {
                    inside.Add(v.Variable);
                    around.Add(v.Variable);
                });
            }
            order.Order(every.Body, inside, around, []);
        }
    }

    /// <summary>Reports the variables that started it: not those that an assignment would bind if its own right side were bound.</summary>
    private void ReportUnsafe(List<PlanLiteral> open, VariableSet bound, VariableSet visible)
    {
        var targets = new HashSet<Variable>();
        foreach (var literal in open)
        {
            if (literal is UnifyLiteral { Left: VariableTerm target })
            {
                targets.Add(target.Variable);
            }
        }
        var before = diagnostics.Count;
        foreach (var literal in open)
        {
            PlanVariables.Visit(literal, intoBodies: true, v =>
            {
                if (!targets.Contains(v.Variable) && visible.Contains(v.Variable))
                {
                    ReportUnsafe(v, bound);
                }
            });
        }
        if (diagnostics.Count == before && !HasReported(open))
        {
            foreach (var literal in open)
            {
                PlanVariables.Visit(literal, intoBodies: true, v =>
                {
                    if (visible.Contains(v.Variable))
                    {
                        ReportUnsafe(v, bound);
                    }
                });
            }
        }
    }

    private static bool HasReported(List<PlanLiteral> open)
    {
        var found = false;
        foreach (var literal in open)
        {
            PlanVariables.Visit(literal, intoBodies: true, v => found |= v.Variable.IsReported);
        }
        return found;
    }

    private void ReportUnsafe(VariableTerm variable, VariableSet bound)
    {
        if (!bound.Contains(variable.Variable)
            && variable.Variable is { IsReported: false } unsafeVariable
            && unsafeVariable.Name[0] != '$'
            && (_reported ??= []).Add(unsafeVariable))
        {
            diagnostics.Add(new Diagnostic(CompileDiagnostics.UnsafeVariable, source, variable.Span, variable.Variable.Name)
            {
                Help = $"give `{variable.Variable.Name}` a value with `:=`, `some {variable.Variable.Name} in …` or a reference that looks it up",
            });
        }
    }
}
