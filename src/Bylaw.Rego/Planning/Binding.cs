namespace Bylaw.Rego.Planning;

/// <summary>
/// Says which variables a term or literal binds once others are bound. Order of literals and building of nodes both rest on this one
/// account of it.
/// </summary>
/// <param name="visible">All variables of the level and of the levels around it: a nested body must not bind one of these.</param>
internal sealed class Binding(VariableSet visible)
{
    /// <summary>Tells whether a literal can run, and adds what it binds.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="bound">Variables that have values; grows only when the answer is yes.</param>
    /// <returns>Whether everything it needs is bound.</returns>
    public bool TryPlace(PlanLiteral literal, VariableSet bound)
    {
        var trial = bound.Copy();
        foreach (var modifier in literal.Modifiers)
        {
            if (modifier.Replacing is { } value && !TryBind(value, trial))
            {
                return false;
            }
        }
        var placed = literal switch
        {
            TermLiteral term => TryBind(term.Term, trial),
            UnifyLiteral unify => TryUnify(unify.Left, unify.Right, trial),
            NotLiteral not => IsClosed(not.Body, trial) && (not.OwnsScope || AllBound(not.Body, trial)),
            EveryLiteral every => TryBind(every.Domain, trial) && IsClosed(every.Body, trial),
            LogicalLiteral logical => IsClosed(logical.Left, trial) && IsClosed(logical.Right, trial),
            PrintLiteral print => Array.TrueForAll(print.Arguments, a => TryBind(a, trial)),
            _ => false,
        };
        if (placed)
        {
            bound.CopyFrom(trial);
        }
        return placed;
    }

    /// <summary>Tells whether a term can be given a value, and adds the variables that looking it up binds.</summary>
    public bool TryBind(PlanTerm term, VariableSet bound)
    {
        switch (term)
        {
            case VariableTerm variable:
                return bound.Contains(variable.Variable);
            case ReferenceTerm reference:
                return TryBind(reference.Head, bound) && TryMatchAll(reference.Operands, bound);
            case ArrayPlanTerm array:
                return TryBindAll(array.Items, bound);
            case SetPlanTerm set:
                return TryBindAll(set.Items, bound);
            case ObjectPlanTerm obj:
                foreach (var (key, value) in obj.Items)
                {
                    if (!TryBind(key, bound) || !TryBind(value, bound))
                    {
                        return false;
                    }
                }
                return true;
            case BuiltinCallTerm call:
                return TryBindAll(call.Arguments, bound);
            case RuleCallTerm call:
                return TryBindAll(call.Arguments, bound);
            case OutputCallTerm call:
                return TryBind(call.Call, bound) && TryMatch(call.Output, bound);
            case TemplateTerm template:
                return TryBindAll(template.Parts, bound);
            case ComprehensionTerm comprehension:
                return IsClosed(comprehension, bound);
            default:
                return true;
        }
    }

    /// <summary>Tells whether a term can be matched with a value, and adds the variables that this binds.</summary>
    public bool TryMatch(PlanTerm pattern, VariableSet bound)
    {
        switch (pattern)
        {
            case VariableTerm variable:
                bound.Add(variable.Variable);
                return true;
            case ArrayPlanTerm array:
                return TryMatchAll(array.Items, bound);
            case ObjectPlanTerm obj:
                foreach (var (key, value) in obj.Items)
                {
                    if (!TryBind(key, bound) || !TryMatch(value, bound))
                    {
                        return false;
                    }
                }
                return true;
            default:
                return TryBind(pattern, bound);
        }
    }

    private bool TryUnify(PlanTerm left, PlanTerm right, VariableSet bound)
    {
        var trial = bound.Copy();
        if (TryBind(right, trial) && TryMatch(left, trial))
        {
            bound.CopyFrom(trial);
            return true;
        }
        trial.CopyFrom(bound);
        if (TryBind(left, trial) && TryMatch(right, trial))
        {
            bound.CopyFrom(trial);
            return true;
        }
        return (left, right) switch
        {
            (ArrayPlanTerm a, ArrayPlanTerm b) when a.Items.Length == b.Items.Length => TryUnifyAll([.. a.Items.Zip(b.Items)], bound),
            (ObjectPlanTerm a, ObjectPlanTerm b) when PairUp(a, b) is { } pairs => TryUnifyAll(pairs, bound),
            _ => false,
        };
    }

    /// <summary>Pairs the values of two objects by their constant keys; null when keys differ or are not constant.</summary>
    public static List<(PlanTerm Left, PlanTerm Right)>? PairUp(ObjectPlanTerm left, ObjectPlanTerm right)
    {
        if (left.Items.Length != right.Items.Length)
        {
            return null;
        }
        var pairs = new List<(PlanTerm, PlanTerm)>();
        foreach (var (key, value) in left.Items)
        {
            var other = Array.Find(right.Items, i => key is ConstantTerm a && i.Key is ConstantTerm b && a.Value == b.Value);
            if (other.Key is null)
            {
                return null;
            }
            pairs.Add((value, other.Value));
        }
        return pairs;
    }

    private bool TryUnifyAll(List<(PlanTerm Left, PlanTerm Right)> pairs, VariableSet bound)
    {
        // One pair may bind what another needs, in whatever order they stand.
        var open = new List<(PlanTerm Left, PlanTerm Right)>(pairs);
        while (open.Count > 0)
        {
            if (open.RemoveAll(p => TryUnify(p.Left, p.Right, bound)) == 0)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Tells whether all of several terms can be given values; one may bind what another needs, in whatever order they stand.</summary>
    private bool TryBindAll(PlanTerm[] terms, VariableSet bound)
    {
        var open = terms.Length;
        var done = new bool[terms.Length];
        while (open > 0)
        {
            var before = open;
            for (var i = 0; i < terms.Length; i++)
            {
                if (!done[i] && TryBindWhole(terms[i], bound))
                {
                    done[i] = true;
                    open--;
                }
            }
            if (open == before)
            {
                return false;
            }
        }
        return true;
    }

    private bool TryBindWhole(PlanTerm term, VariableSet bound)
    {
        if (term is ConstantTerm)
        {
            return true;
        }
        var trial = bound.Copy();
        if (!TryBind(term, trial))
        {
            return false;
        }
        bound.CopyFrom(trial);
        return true;
    }

    private bool TryMatchAll(PlanTerm[] patterns, VariableSet bound) => Array.TrueForAll(patterns, t => TryMatch(t, bound));

    private bool IsClosed(BodyPlan body, VariableSet bound)
    {
        var closed = true;
        PlanVariables.Visit(body, v => closed &= !visible.Contains(v.Variable) || bound.Contains(v.Variable));
        return closed;
    }

    private bool IsClosed(ComprehensionTerm comprehension, VariableSet bound)
    {
        var closed = true;
        PlanVariables.Visit(comprehension, true, v => closed &= !visible.Contains(v.Variable) || bound.Contains(v.Variable));
        return closed;
    }

    private static bool AllBound(BodyPlan body, VariableSet bound)
    {
        var all = true;
        foreach (var literal in body.Literals)
        {
            PlanVariables.Visit(literal, intoBodies: false, v => all &= bound.Contains(v.Variable));
        }
        return all;
    }
}
