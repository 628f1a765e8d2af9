using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds names with capital letters.</summary>
internal sealed class PreferSnakeCase : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3015", "name `{0}` is not in snake_case");

    public override DiagnosticKind Kind => _kind;

    public override void VisitRule(RuleSyntax rule)
    {
        var name = rule.Head.Reference is RefTerm { Head: VarTerm head } ? head : rule.Head.Reference as VarTerm;
        Check(name);
        base.VisitRule(rule);
    }

    public override void VisitExpression(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case AssignmentExpression { IsAssignment: true, Left: VarTerm variable }:
                Check(variable);
                break;
            case SomeExpression some:
                foreach (var variable in some.Variables)
                {
                    Check(variable);
                }
                break;
        }
        base.VisitExpression(expression);
    }

    private void Check(VarTerm? name)
    {
        if (name is not null && name.Name.Any(char.IsAsciiLetterUpper))
        {
            Report(name.Span, "write words in small letters, parted by _", null, name.Name);
        }
    }
}
