using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds comparisons the wrong way round.</summary>
internal sealed class YodaCondition : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3018", "the constant stands on the left of the comparison");

    public override DiagnosticKind Kind => _kind;

    public override void VisitTerm(TermSyntax term)
    {
        if (term is InfixTerm { Operator: >= InfixOperator.Equal } infix && IsScalar(infix.Left) && !IsScalar(infix.Right) && infix.Right is RefTerm or VarTerm or CallTerm)
        {
            var sign = infix.Operator switch
            {
                InfixOperator.Equal => "==",
                InfixOperator.NotEqual => "!=",
                InfixOperator.Less => ">",
                InfixOperator.LessOrEqual => ">=",
                InfixOperator.Greater => "<",
                _ => "<=",
            };
            Report(infix.Span, null, new TextEdit(infix.Span, $"{TextOf(infix.Right)} {sign} {TextOf(infix.Left)}"));
        }
        base.VisitTerm(term);
    }

    private static bool IsScalar(TermSyntax term) => term is BooleanTerm or NumberTerm or StringTerm or NullTerm;
}
