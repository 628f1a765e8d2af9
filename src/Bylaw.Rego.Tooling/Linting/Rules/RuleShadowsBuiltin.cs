using Bylaw.Rego.Builtins;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds rules that hide a built-in.</summary>
internal sealed class RuleShadowsBuiltin : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3007", "rule `{0}` hides the built-in of that name");

    public override DiagnosticKind Kind => _kind;

    private static readonly HashSet<string> _names = new(BuiltinTable.Default.Names.Select(n => n.Split('.')[0]), StringComparer.Ordinal);

    public override void VisitRule(RuleSyntax rule)
    {
        var name = rule.Head.Reference is RefTerm { Head: VarTerm head } ? head : rule.Head.Reference as VarTerm;
        if (name is not null && _names.Contains(name.Name))
        {
            Report(name.Span, "choose another name", null, name.Name);
        }
    }
}
