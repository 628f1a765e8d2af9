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
    private readonly HashSet<Variable> _reported = [];

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
            OrderNested(parameter, parameters, parameters);
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
                OrderNested(literal, bound, visible);
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
                OrderNested(head, bound, visible);
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

    private void OrderNested(PlanLiteral literal, VariableSet bound, VariableSet visible)
    {
        foreach (var modifier in literal.Modifiers)
        {
            if (PlanVariables.ValueOf(modifier) is { } value)
            {
                OrderNested(value, bound, visible);
            }
        }
        switch (literal)
        {
            case TermLiteral term:
                OrderNested(term.Term, bound, visible);
                break;
            case UnifyLiteral unify:
                OrderNested(unify.Left, bound, visible);
                OrderNested(unify.Right, bound, visible);
                break;
            case NotLiteral not:
                Order(not.Body, bound.Copy(), visible, []);
                break;
            case EveryLiteral every:
                OrderNested(every.Domain, bound, visible);
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
                Order(every.Body, inside, around, []);
                break;
            case LogicalLiteral logical:
                Order(logical.Left, bound.Copy(), visible, []);
                Order(logical.Right, bound.Copy(), visible, []);
                break;
            case PrintLiteral print:
                foreach (var argument in print.Arguments)
                {
                    OrderNested(argument, bound, visible);
                }
                break;
            default:
                break;
        }
    }

    private void OrderNested(PlanTerm term, VariableSet bound, VariableSet visible)
    {
        switch (term)
        {
            case ComprehensionTerm comprehension:
                PlanTerm[] heads = comprehension.Key is null ? [comprehension.Value] : [comprehension.Key, comprehension.Value];
                Order(comprehension.Body, bound.Copy(), visible, heads);
                break;
            case ReferenceTerm reference:
                OrderNested(reference.Head, bound, visible);
                OrderAll(reference.Operands, bound, visible);
                break;
            case ArrayPlanTerm array:
                OrderAll(array.Items, bound, visible);
                break;
            case SetPlanTerm set:
                OrderAll(set.Items, bound, visible);
                break;
            case ObjectPlanTerm obj:
                foreach (var (key, value) in obj.Items)
                {
                    OrderNested(key, bound, visible);
                    OrderNested(value, bound, visible);
                }
                break;
            case BuiltinCallTerm call:
                OrderAll(call.Arguments, bound, visible);
                break;
            case RuleCallTerm call:
                OrderAll(call.Arguments, bound, visible);
                break;
            case OutputCallTerm call:
                OrderNested(call.Call, bound, visible);
                OrderNested(call.Output, bound, visible);
                break;
            case TemplateTerm template:
                OrderAll(template.Parts, bound, visible);
                break;
            default:
                break;
        }
    }

    private void OrderAll(PlanTerm[] terms, VariableSet bound, VariableSet visible)
    {
        foreach (var term in terms)
        {
            OrderNested(term, bound, visible);
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
        if (diagnostics.Count == before)
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

    private void ReportUnsafe(VariableTerm variable, VariableSet bound)
    {
        if (!bound.Contains(variable.Variable) && variable.Variable.Name[0] != '$' && _reported.Add(variable.Variable))
        {
            diagnostics.Add(new Diagnostic(CompileDiagnostics.UnsafeVariable, source, variable.Span, variable.Variable.Name)
            {
                Help = $"give `{variable.Variable.Name}` a value with `:=`, `some {variable.Variable.Name} in …` or a reference that looks it up",
            });
        }
    }
}
