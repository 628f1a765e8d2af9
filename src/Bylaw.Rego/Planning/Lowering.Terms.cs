using Bylaw.Rego.Checking;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <content>Terms.</content>
internal sealed partial class Lowering
{
    private PlanTerm LowerTerm(TermSyntax term, Scope scope)
    {
        switch (term)
        {
            case NullTerm:
                return new ConstantTerm(term.Span, RegoValue.Null);
            case BooleanTerm boolean:
                return new ConstantTerm(term.Span, boolean.Value);
            case NumberTerm number:
                return new ConstantTerm(term.Span, RegoValue.FromNumberText(number.Text));
            case StringTerm text:
                return new ConstantTerm(term.Span, InternPool.Intern(text.Value));
            case TemplateStringTerm template:
                return LowerTemplate(template, scope);
            case VarTerm variable:
                return LowerVariable(variable, scope);
            case RefTerm reference:
                return LowerReference(reference, scope);
            case ArrayTerm array:
                return Fold(new ArrayPlanTerm(term.Span, [.. array.Items.Select(i => LowerTerm(i, scope))]));
            case SetTerm set:
                return Fold(new SetPlanTerm(term.Span, [.. set.Items.Select(i => LowerTerm(i, scope))]));
            case ObjectTerm obj:
                return Fold(new ObjectPlanTerm(term.Span, [.. obj.Items.Select(i => (LowerTerm(i.Key, scope), LowerTerm(i.Value, scope)))]));
            case ArrayComprehensionTerm comprehension:
                return LowerComprehension(term.Span, ValueKind.Array, null, comprehension.Head, comprehension.Body, scope);
            case SetComprehensionTerm comprehension:
                return LowerComprehension(term.Span, ValueKind.Set, null, comprehension.Head, comprehension.Body, scope);
            case ObjectComprehensionTerm comprehension:
                return LowerComprehension(term.Span, ValueKind.Object, comprehension.Key, comprehension.Value, comprehension.Body, scope);
            case CallTerm call:
                return LowerCall(call, scope);
            case InfixTerm infix:
                return LowerBuiltin(term.Span, SyntaxFacts.BuiltinOf(infix.Operator), [LowerTerm(infix.Left, scope), LowerTerm(infix.Right, scope)]);
            case MembershipTerm { Key: null } membership:
                return LowerBuiltin(
                    term.Span, "internal.member_2", [LowerTerm(membership.Value, scope), LowerTerm(membership.Collection, scope)]);
            case MembershipTerm membership:
                return LowerBuiltin(
                    term.Span,
                    "internal.member_3",
                    [LowerTerm(membership.Key, scope), LowerTerm(membership.Value, scope), LowerTerm(membership.Collection, scope)]);
            case ParenthesizedTerm parenthesized:
                return LowerTerm(parenthesized.Inner, scope);
            default:
                // The parser has reported it.
                return new ConstantTerm(term.Span, RegoValue.Null);
        }
    }

    private PlanTerm LowerVariable(VarTerm variable, Scope scope)
    {
        if (variable.IsWildcard)
        {
            return new VariableTerm(variable.Span, NewVariable("_", variable.Span));
        }
        if (scope.Find(variable.Name) is { } local)
        {
            return new VariableTerm(variable.Span, local);
        }
        if (_module.Find(variable.Name) is { } target)
        {
            return RootedReference(variable.Span, target.Root, target.Path, []);
        }
        if (variable.Name == "input")
        {
            return new InputTerm(variable.Span);
        }
        if (variable.Name == "data")
        {
            return new DataTerm(variable.Span);
        }
        // A name that no scan of the body met: it stands in a place where nothing can bind it.
        var unbound = NewVariable(variable.Name, variable.Span);
        scope.Set(variable.Name, unbound);
        return new VariableTerm(variable.Span, unbound);
    }

    private PlanTerm LowerReference(RefTerm reference, Scope scope)
    {
        var operands = reference.Operands.Select(o => LowerTerm(o.Term, scope)).ToArray();
        var head = LowerTerm(reference.Head, scope);
        return head is ReferenceTerm inner
            ? new ReferenceTerm(reference.Span, inner.Head, [.. inner.Operands, .. operands])
            : new ReferenceTerm(reference.Span, head, operands);
    }

    private static PlanTerm RootedReference(TextSpan span, string root, string[] path, PlanTerm[] operands)
    {
        PlanTerm head = root == "input" ? new InputTerm(span) : new DataTerm(span);
        PlanTerm[] all = [.. path.Select(p => new ConstantTerm(span, InternPool.Intern(p))), .. operands];
        return all.Length == 0 ? head : new ReferenceTerm(span, head, all);
    }

    private ComprehensionTerm LowerComprehension(
        TextSpan span, ValueKind kind, TermSyntax? key, TermSyntax value, BodySyntax body, Scope outer)
    {
        var scope = new Scope(outer);
        List<TermSyntax> heads = key is null ? [value] : [key, value];
        var plan = LowerBody(body, scope, heads);
        return new ComprehensionTerm(span, kind, key is null ? null : LowerTerm(key, scope), LowerTerm(value, scope), plan);
    }

    private PlanTerm LowerTemplate(TemplateStringTerm template, Scope scope)
    {
        var parts = new List<PlanTerm>();
        foreach (var part in template.Parts)
        {
            parts.Add(part.Expression is null
                ? new ConstantTerm(part.Span, RegoValue.From(part.Text!))
                : CaptureLiteral(part.Expression, new Scope(scope)));
        }
        return new TemplateTerm(template.Span, [.. parts]);
    }

    /// <summary>Makes <c>{v | v = expression}</c>, so that an undefined expression yields an empty set and stops nothing.</summary>
    private ComprehensionTerm CaptureLiteral(LiteralSyntax literal, Scope scope)
    {
        var captured = new VariableTerm(literal.Span, Generate(literal.Span));
        var literals = new List<PlanLiteral>();
        foreach (var name in SyntaxVariables.Of(literal).Concat(literal.Modifiers.SelectMany(ModifierVariables)))
        {
            DeclareName(name, scope);
        }
        if (literal is { IsNegated: false, Expression: TermExpression { Term: var term } })
        {
            var unify = new UnifyLiteral(literal.Span, captured, LowerTerm(term, scope));
            AddModifiers(unify, literal, scope);
            literals.Add(unify);
        }
        else
        {
            LowerLiteral(literal, scope, literals);
            literals.Add(new UnifyLiteral(literal.Span, captured, True(literal.Span)));
        }
        return new ComprehensionTerm(literal.Span, ValueKind.Set, null, captured, new BodyPlan(literal.Span, literals));
    }

    private static PlanTerm Fold(ArrayPlanTerm term) =>
        Array.TrueForAll(term.Items, i => i is ConstantTerm)
            ? new ConstantTerm(term.Span, RegoArray.Wrap([.. term.Items.Select(i => ((ConstantTerm)i).Value)]))
            : term;

    private static PlanTerm Fold(SetPlanTerm term) =>
        Array.TrueForAll(term.Items, i => i is ConstantTerm)
            ? new ConstantTerm(term.Span, RegoSet.Create([.. term.Items.Select(i => ((ConstantTerm)i).Value)]))
            : term;

    private static PlanTerm Fold(ObjectPlanTerm term)
    {
        if (!Array.TrueForAll(term.Items, i => i is { Key: ConstantTerm, Value: ConstantTerm }))
        {
            return term;
        }
        var builder = new ObjectBuilder(term.Items.Length);
        foreach (var (key, value) in term.Items)
        {
            builder.Set(((ConstantTerm)key).Value, ((ConstantTerm)value).Value);
        }
        return new ConstantTerm(term.Span, builder.Build());
    }
}
