using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds what was left to do.</summary>
internal sealed class TodoComment : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3016", "comment says that something is left to do");

    public override DiagnosticKind Kind => _kind;

    public override void VisitModule(ModuleSyntax module)
    {
        foreach (var comment in module.Comments)
        {
            var text = comment.Text.TrimStart();
            if (text.StartsWith("TODO", StringComparison.OrdinalIgnoreCase) || text.StartsWith("FIXME", StringComparison.OrdinalIgnoreCase))
            {
                Report(comment.Span, "do it, or file it where work is kept", null);
            }
        }
    }
}
