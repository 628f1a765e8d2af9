using Bylaw.Rego.Builtins;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds calls of deprecated built-ins.</summary>
internal sealed class DeprecatedBuiltin : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3002", "built-in `{0}` is deprecated");

    public override DiagnosticKind Kind => _kind;

    public override void VisitTerm(TermSyntax term)
    {
        if (term is CallTerm call && BuiltinTable.Default.Find(TextOf(call.Function)) is { IsDeprecated: true } builtin)
        {
            Report(call.Function.Span, null, null, builtin.Name);
        }
        base.VisitTerm(term);
    }
}
