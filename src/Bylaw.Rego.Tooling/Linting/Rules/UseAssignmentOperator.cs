using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds heads that unify where they assign.</summary>
internal sealed class UseAssignmentOperator : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3017", "use `:=` to give a rule its value");

    public override DiagnosticKind Kind => _kind;

    public override void VisitRule(RuleSyntax rule)
    {
        Check(rule.Head.Assignment, rule.Head.Parameters.IsDefaultOrEmpty ? rule.Head.Reference.Span.End : rule.Head.Parameters[^1].Span.End, rule.Head.Value);
        foreach (var branch in rule.ElseBranches)
        {
            Check(branch.Assignment, branch.Span.Start, branch.Value);
        }
    }

    private void Check(HeadAssignment assignment, int from, TermSyntax? value)
    {
        if (assignment == HeadAssignment.Unify && value is not null)
        {
            var sign = Source.Text.LastIndexOf('=', value.Span.Start - 1, value.Span.Start - from);
            var span = new TextSpan(sign, 1);
            Report(span, null, new TextEdit(span, ":="));
        }
    }
}
