using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds tests that are switched off.</summary>
internal sealed class TodoTest : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3019", "test `{0}` is switched off");

    public override DiagnosticKind Kind => _kind;

    public override void VisitRule(RuleSyntax rule)
    {
        if (rule.Head.Reference is VarTerm { Name: var name } variable && name.StartsWith("todo_test_", StringComparison.Ordinal))
        {
            Report(variable.Span, "finish it and drop `todo_`", null, name);
        }
    }
}
