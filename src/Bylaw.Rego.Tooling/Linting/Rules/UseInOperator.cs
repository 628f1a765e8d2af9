using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds loops that look for one value.</summary>
internal sealed class UseInOperator : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3011", "use `in` to look for a value");

    public override DiagnosticKind Kind => _kind;

    public override void VisitExpression(ExpressionSyntax expression)
    {
        var (left, right) = expression switch
        {
            TermExpression { Term: InfixTerm { Operator: InfixOperator.Equal } infix } => (infix.Left, infix.Right),
            AssignmentExpression { IsAssignment: false } unification => (unification.Left, unification.Right),
            _ => (null, null),
        };
        if (left is not null && right is not null)
        {
            var (value, collection) = CollectionOf(right) is { } inRight ? (left, inRight) : (right, CollectionOf(left) ?? "");
            if (collection.Length > 0 && IsBound(value))
            {
                Report(expression.Span, null, new TextEdit(expression.Span, $"{TextOf(value)} in {collection}"));
            }
        }
        base.VisitExpression(expression);
    }

    // xs[_] at the very end: what is before the brackets is the collection.
    private string? CollectionOf(TermSyntax term) =>
        term is RefTerm { Operands: [.. var before, { IsDotted: false, Term: VarTerm { IsWildcard: true } } last] }
        && before.All(o => o.Term is not VarTerm { IsWildcard: true })
            ? Source.Text[term.Span.Start..last.Span.Start]
            : null;

    // Only what surely has a value: a variable might be what the loop binds.
    private static bool IsBound(TermSyntax term) => term is StringTerm or NumberTerm or BooleanTerm or NullTerm
        || (term is RefTerm { Head: VarTerm { Name: "input" }, Operands: var operands } && operands.All(o => o.Term is StringTerm));
}
