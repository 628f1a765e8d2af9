using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds <c>xs[_] != y</c>: it holds as soon as one item differs.</summary>
internal sealed class NotEqualsInLoop : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3006", "`!=` in a loop holds as soon as any item differs");

    public override DiagnosticKind Kind => _kind;

    public override void VisitTerm(TermSyntax term)
    {
        if (term is InfixTerm { Operator: InfixOperator.NotEqual } infix && (Iterates(infix.Left) || Iterates(infix.Right)))
        {
            Report(infix.Span, "write `not x in xs`, or `every x in xs { x != y }`", null);
        }
        base.VisitTerm(term);
    }

    private static bool Iterates(TermSyntax term) =>
        term is RefTerm { Operands: var operands } && operands.Any(o => o.Term is VarTerm { IsWildcard: true });
}
