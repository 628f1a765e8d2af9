using System.Collections.Immutable;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.LanguageServer.Symbols;

/// <summary>Finds the variables that stand in syntax directly: not inside nested bodies, and not the names of called functions.</summary>
internal static class NamesIn
{
    /// <summary>Lists those of a term.</summary>
    public static IEnumerable<VarTerm> Term(TermSyntax? term) => term switch
    {
        null => [],
        VarTerm variable => [variable],
        RefTerm reference => Term(reference.Head).Concat(reference.Operands.SelectMany(o => Term(o.Term))),
        ArrayTerm array => array.Items.SelectMany(Term),
        SetTerm set => set.Items.SelectMany(Term),
        ObjectTerm obj => obj.Items.SelectMany(i => Term(i.Key).Concat(Term(i.Value))),
        CallTerm call => call.Arguments.SelectMany(Term),
        InfixTerm infix => Term(infix.Left).Concat(Term(infix.Right)),
        MembershipTerm membership => Term(membership.Key).Concat(Term(membership.Value)).Concat(Term(membership.Collection)),
        ParenthesizedTerm parenthesized => Term(parenthesized.Inner),
        _ => [],
    };

    /// <summary>Lists those of a literal that it does not declare.</summary>
    public static IEnumerable<VarTerm> Literal(LiteralSyntax literal) => literal.Expression switch
    {
        TermExpression { Term: CallTerm { Function: VarTerm { Name: "print" } } } => [],
        TermExpression e => Term(e.Term),
        AssignmentExpression { IsAssignment: true } e => Term(e.Right),
        AssignmentExpression e => Term(e.Left).Concat(Term(e.Right)),
        SomeInExpression e => Term(e.Collection),
        EveryExpression e => Term(e.Domain),
        LogicalExpression e => Operand(e.Left).Concat(Operand(e.Right)),
        _ => [],
    };

    /// <summary>Lists those that an expression declares.</summary>
    public static IEnumerable<VarTerm> DeclaredBy(ExpressionSyntax expression) => expression switch
    {
        AssignmentExpression { IsAssignment: true } e => Pattern(e.Left),
        SomeExpression e => e.Variables,
        SomeInExpression e => Term(e.Key).Concat(Term(e.Value)),
        _ => [],
    };

    /// <summary>Lists those that a pattern to the left of <c>:=</c> declares.</summary>
    private static IEnumerable<VarTerm> Pattern(TermSyntax pattern) => pattern switch
    {
        VarTerm variable => [variable],
        ArrayTerm array => array.Items.SelectMany(Pattern),
        ObjectTerm obj => obj.Items.SelectMany(i => Pattern(i.Value)),
        _ => ImmutableArray<VarTerm>.Empty,
    };

    private static IEnumerable<VarTerm> Operand(BodySyntax body) => body.IsBraced ? [] : body.Literals.SelectMany(Literal);
}
