using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds <c>if {}</c>: the braces are an empty object, which always holds.</summary>
internal sealed class IfEmptyObject : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3004", "`if {{}}` always holds");

    public override DiagnosticKind Kind => _kind;

    public override void VisitRule(RuleSyntax rule)
    {
        if (rule is { Head.UsesIf: true, Bodies: [{ Literals: [{ Expression: TermExpression { Term: ObjectTerm { Items.IsEmpty: true } } } literal] }] })
        {
            Report(literal.Span, "write a condition between the braces, or leave `if {}` out", null);
        }
        base.VisitRule(rule);
    }
}
