using System.Collections.Immutable;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Planning;

/// <summary>Finds the variables that stand in syntax directly, not inside a nested body.</summary>
internal static class NameCollector
{
    /// <summary>Lists the variables of a term: not those inside comprehensions, and not the names of called functions.</summary>
    public static IEnumerable<VarTerm> Variables(TermSyntax term)
    {
        switch (term)
        {
            case VarTerm variable:
                return [variable];
            case RefTerm reference:
                return Variables(reference.Head).Concat(reference.Operands.SelectMany(o => Variables(o.Term)));
            case ArrayTerm array:
                return array.Items.SelectMany(Variables);
            case SetTerm set:
                return set.Items.SelectMany(Variables);
            case ObjectTerm obj:
                return obj.Items.SelectMany(i => Variables(i.Key).Concat(Variables(i.Value)));
            case CallTerm call:
                return call.Arguments.SelectMany(Variables);
            case InfixTerm infix:
                return Variables(infix.Left).Concat(Variables(infix.Right));
            case MembershipTerm membership:
                return Optional(membership.Key).Concat(Variables(membership.Value)).Concat(Variables(membership.Collection));
            case ParenthesizedTerm parenthesized:
                return Variables(parenthesized.Inner);
            default:
                return [];
        }
    }

    /// <summary>Lists the variables of a literal that are neither declared by it nor inside a nested body nor in its modifiers.</summary>
    public static IEnumerable<VarTerm> Variables(LiteralSyntax literal)
    {
        var names = literal.Expression switch
        {
            TermExpression { Term: CallTerm { Function: VarTerm { Name: "print" } } } => [],
            TermExpression e => Variables(e.Term),
            AssignmentExpression { IsAssignment: true } e => Variables(e.Right),
            AssignmentExpression e => Variables(e.Left).Concat(Variables(e.Right)),
            SomeInExpression e => Variables(e.Collection),
            EveryExpression e => Variables(e.Domain),
            LogicalExpression e => OperandVariables(e.Left).Concat(OperandVariables(e.Right)),
            _ => [],
        };
        return names;
    }

    /// <summary>Lists the variables that a pattern to the left of <c>:=</c> or <c>in</c> declares.</summary>
    public static IEnumerable<VarTerm> Declared(TermSyntax pattern)
    {
        switch (pattern)
        {
            case VarTerm variable:
                return [variable];
            case ArrayTerm array:
                return array.Items.SelectMany(Declared);
            case ObjectTerm obj:
                return obj.Items.SelectMany(i => Declared(i.Value));
            default:
                return [];
        }
    }

    private static IEnumerable<VarTerm> OperandVariables(BodySyntax body) => body.IsBraced ? [] : ImmutableArray.CreateRange(body.Literals.SelectMany(Variables));

    private static IEnumerable<VarTerm> Optional(TermSyntax? term) => term is null ? [] : Variables(term);
}
