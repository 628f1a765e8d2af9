namespace Bylaw.Rego.Syntax;

/// <summary>What can be said about a term from its text alone.</summary>
internal static class SyntaxFacts
{
    /// <summary>Tells whether a term holds no variable outside comprehensions. A reference is not ground when an operand is not.</summary>
    public static bool IsGround(TermSyntax term) => term switch
    {
        VarTerm => false,
        RefTerm { Head: var head, Operands: var operands } =>
            (head is VarTerm { IsWildcard: false } || IsGround(head)) && operands.All(o => IsGround(o.Term)),
        ArrayTerm { Items: var items } => items.All(IsGround),
        SetTerm { Items: var items } => items.All(IsGround),
        ObjectTerm { Items: var items } => items.All(i => IsGround(i.Key) && IsGround(i.Value)),
        CallTerm { Arguments: var arguments } => arguments.All(IsGround),
        InfixTerm { Left: var left, Right: var right } => IsGround(left) && IsGround(right),
        MembershipTerm m => (m.Key is null || IsGround(m.Key)) && IsGround(m.Value) && IsGround(m.Collection),
        ParenthesizedTerm { Inner: var inner } => IsGround(inner),
        _ => true,
    };

    /// <summary>Returns the name of the built-in that an infix operator stands for.</summary>
    public static string BuiltinOf(InfixOperator op) => op switch
    {
        InfixOperator.Plus => "plus",
        InfixOperator.Minus => "minus",
        InfixOperator.Multiply => "mul",
        InfixOperator.Divide => "div",
        InfixOperator.Remainder => "rem",
        InfixOperator.Intersection => "and",
        InfixOperator.Union => "or",
        InfixOperator.Equal => "equal",
        InfixOperator.NotEqual => "neq",
        InfixOperator.Less => "lt",
        InfixOperator.LessOrEqual => "lte",
        InfixOperator.Greater => "gt",
        _ => "gte",
    };
}
