using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds rules whose value is a comparison: without a match they are false rather than undefined, and read worse.</summary>
internal sealed class BooleanAssignment : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3009", "rule `{0}` has a comparison as its value");

    public override DiagnosticKind Kind => _kind;

    public override void VisitRule(RuleSyntax rule)
    {
        if (rule is { IsDefault: false, Bodies.IsEmpty: true, Head: { IsFunction: false, Reference: VarTerm name, Value: InfixTerm { Operator: >= InfixOperator.Equal } } })
        {
            Report(rule.Head.Span, $"write `{name.Name} if ...`", null, name.Name);
        }
        base.VisitRule(rule);
    }
}
