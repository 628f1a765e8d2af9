using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds conditions that do not depend on anything.</summary>
internal sealed class ConstantCondition : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3001", "condition is always {0}");

    public override DiagnosticKind Kind => _kind;

    public override void VisitRule(RuleSyntax rule)
    {
        // A body of `true` alone is how a constant used to be written.
        if (rule.Bodies is not [{ Literals.Length: 1 }])
        {
            base.VisitRule(rule);
        }
    }

    public override void VisitLiteral(LiteralSyntax literal)
    {
        if (literal.Expression is TermExpression { Term: var term } && ValueOf(term) is { } value)
        {
            Report(literal.Span, "remove it, or compare with what was meant", null, value != literal.IsNegated ? "true" : "false");
        }
        base.VisitLiteral(literal);
    }

    private bool? ValueOf(TermSyntax term) => term switch
    {
        BooleanTerm boolean => boolean.Value,
        NumberTerm or StringTerm or NullTerm => true,
        InfixTerm { Operator: InfixOperator.Equal, Left: var left, Right: var right } when IsScalar(left) && IsScalar(right) =>
            left.GetType() == right.GetType() && TextOf(left) == TextOf(right),
        _ => null,
    };

    private static bool IsScalar(TermSyntax term) => term is BooleanTerm or NumberTerm or StringTerm or NullTerm;
}
