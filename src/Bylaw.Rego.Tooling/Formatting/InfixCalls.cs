using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>One operation that is written between its operands, whether it was written so or as a call.</summary>
internal readonly record struct InfixView(TermSyntax Left, string Sign, TermSyntax Right, int Precedence)
{
    public bool IsUnion => Sign == "|";
}

/// <summary>Sees operations in terms: <c>a + b</c> and <c>plus(a, b)</c> are the same.</summary>
internal static class InfixCalls
{
    /// <summary>Returns the operation that a term is, if it is one. Parentheses do not matter.</summary>
    public static InfixView? Of(TermSyntax term) => ModuleFormatter.Unwrap(term) switch
    {
        InfixTerm infix => new InfixView(infix.Left, Sign(infix.Operator), infix.Right, Precedence(Sign(infix.Operator))),
        CallTerm { Function: VarTerm { Name: var name }, Arguments: [var left, var right] } when SignOf(name) is { } sign
            => new InfixView(left, sign, right, Precedence(sign)),
        _ => null,
    };

    /// <summary>Sees a call of the built-in behind <c>in</c> as what it stands for.</summary>
    public static TermSyntax Desugar(TermSyntax term) => term switch
    {
        CallTerm { Function: RefTerm { Head: VarTerm { Name: "internal" }, Operands: [{ Term: StringTerm { Value: "member_2" } }] }, Arguments: [var value, var collection] }
            => new MembershipTerm(term.Span, null, value, collection),
        CallTerm { Function: RefTerm { Head: VarTerm { Name: "internal" }, Operands: [{ Term: StringTerm { Value: "member_3" } }] }, Arguments: [var key, var value, var collection] }
            => new MembershipTerm(term.Span, key, value, collection),
        _ => term,
    };

    /// <summary>Returns the sign that a built-in's name is written as between two operands; null when it has none.</summary>
    public static string? SignOf(string name) => name switch
    {
        "plus" => "+",
        "minus" => "-",
        "mul" => "*",
        "div" => "/",
        "rem" => "%",
        "and" => "&",
        "or" => "|",
        "equal" => "==",
        "neq" => "!=",
        "lt" => "<",
        "lte" => "<=",
        "gt" => ">",
        "gte" => ">=",
        "eq" => "=",
        "assign" => ":=",
        _ => null,
    };

    private static string Sign(InfixOperator op) => op switch
    {
        InfixOperator.Plus => "+",
        InfixOperator.Minus => "-",
        InfixOperator.Multiply => "*",
        InfixOperator.Divide => "/",
        InfixOperator.Remainder => "%",
        InfixOperator.Intersection => "&",
        InfixOperator.Union => "|",
        InfixOperator.Equal => "==",
        InfixOperator.NotEqual => "!=",
        InfixOperator.Less => "<",
        InfixOperator.LessOrEqual => "<=",
        InfixOperator.Greater => ">",
        _ => ">=",
    };

    private static int Precedence(string sign) => sign switch
    {
        "*" or "/" or "%" => 5,
        "+" or "-" => 4,
        "&" => 3,
        "|" => 2,
        "=" or ":=" => 0,
        _ => 1,
    };
}
