using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Types;

namespace Bylaw.Rego.Planning;

/// <content>Bodies and literals.</content>
internal sealed partial class TypeChecker
{
    private void CheckBody(BodyPlan body)
    {
        foreach (var literal in body.Literals)
        {
            CheckLiteral(literal);
        }
    }

    private void CheckLiteral(PlanLiteral literal)
    {
        foreach (var modifier in literal.Modifiers)
        {
            if (modifier.Replacing is { } value)
            {
                Infer(value);
            }
        }
        var (wasMocked, hadMockedCalls) = (_isMocked, _hasMockedCalls);
        _isMocked |= literal.Modifiers.Length > 0;
        _hasMockedCalls |= Array.Exists(literal.Modifiers, m => m is FunctionModifier);
        switch (literal)
        {
            case TermLiteral term:
                Infer(term.Term);
                break;
            case UnifyLiteral unify:
                Unify(unify);
                break;
            case NotLiteral not:
                CheckBody(not.Body);
                break;
            case EveryLiteral every:
                CheckEvery(every);
                break;
            case LogicalLiteral logical:
                CheckBody(logical.Left);
                CheckBody(logical.Right);
                break;
            case PrintLiteral print:
                foreach (var argument in print.Arguments)
                {
                    Infer(argument);
                }
                break;
            default:
                break;
        }
        (_isMocked, _hasMockedCalls) = (wasMocked, hadMockedCalls);
    }

    private void CheckEvery(EveryLiteral every)
    {
        var domain = Infer(every.Domain);
        if (every.Key is not null)
        {
            Match(every.Key, TypeRelations.KeysOf(domain) ?? RegoType.Any);
        }
        Match(every.Value, TypeRelations.ValuesOf(domain) ?? RegoType.Any);
        CheckBody(every.Body);
    }

    private void Unify(UnifyLiteral literal)
    {
        if (Unify(literal.Left, literal.Right))
        {
            return;
        }
        var (left, right) = (Infer(literal.Left), Infer(literal.Right));
        Report(TypeDiagnostics.Mismatch, literal.Span, null, Shown(left), Shown(right));
    }

    private bool Unify(PlanTerm left, PlanTerm right)
    {
        switch (left, right)
        {
            case (ArrayPlanTerm a, ArrayPlanTerm b) when a.Items.Length == b.Items.Length:
                var matches = true;
                for (var i = 0; i < a.Items.Length; i++)
                {
                    matches &= Unify(a.Items[i], b.Items[i]);
                }
                return matches;
            case (ObjectPlanTerm a, ObjectPlanTerm b) when Binding.PairUp(a, b) is { } pairs:
                return pairs.TrueForAll(p => Unify(p.Left, p.Right));
            default:
                return IsTyped(right) ? Match(left, Infer(right)) : IsTyped(left) ? Match(right, Infer(left)) : Match(left, Infer(right));
        }
    }

    /// <summary>Tells whether all variables outside of nested bodies have types.</summary>
    private bool IsTyped(PlanTerm term)
    {
        var typed = true;
        switch (term)
        {
            case VariableTerm or ArrayPlanTerm or ObjectPlanTerm:
                PlanVariables.Visit(term, intoBodies: false, v => typed &= _variables[v.Variable.Index] is not null);
                return typed;
            default:
                return true;
        }
    }

    /// <summary>Gives the untyped variables of a pattern the types that they take when it is made equal to a value.</summary>
    /// <returns>False when the pattern can never be equal to a value of the type.</returns>
    private bool Match(PlanTerm pattern, RegoType type)
    {
        switch (pattern)
        {
            case VariableTerm { Variable: var variable }:
                var known = _variables[variable.Index];
                _variables[variable.Index] = known ?? type;
                return known is null || TypeRelations.Overlap(known, type);
            case ArrayPlanTerm array when type is ArrayType items:
                if (array.Items.Length < items.Items.Length || (array.Items.Length > items.Items.Length && items.Rest is null))
                {
                    return false;
                }
                var matches = true;
                for (var i = 0; i < array.Items.Length; i++)
                {
                    matches &= Match(array.Items[i], i < items.Items.Length ? items.Items[i] : items.Rest!);
                }
                return matches;
            case ObjectPlanTerm obj when type is ObjectType:
                var all = true;
                foreach (var (key, value) in obj.Items)
                {
                    var below = key is ConstantTerm { Value: var name } ? TypeRelations.Select(type, name) : TypeRelations.ValuesOf(type);
                    all &= below is not null && Match(value, below);
                }
                return all;
            case ArrayPlanTerm or ObjectPlanTerm when !IsTyped(pattern):
                // One of several types, or any: the parts may be anything.
                var kind = pattern is ArrayPlanTerm ? (RegoType)RegoType.AnyArray : RegoType.AnyObject;
                PlanVariables.Visit(pattern, intoBodies: false, v => _variables[v.Variable.Index] ??= RegoType.Any);
                Infer(pattern);
                return TypeRelations.Overlap(kind, type);
            default:
                return TypeRelations.Overlap(Infer(pattern), type);
        }
    }
}
