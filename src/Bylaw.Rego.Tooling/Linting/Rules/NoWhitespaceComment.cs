using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds comments that stick to their sign.</summary>
internal sealed class NoWhitespaceComment : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3014", "comment has no blank after `#`");

    public override DiagnosticKind Kind => _kind;

    public override void VisitModule(ModuleSyntax module)
    {
        foreach (var comment in module.Comments)
        {
            if (comment.Text.Length > 0 && comment.Text[0] is not (' ' or '\t' or '#' or '!') && comment.Text.Trim().Length > 0)
            {
                Report(comment.Span, null, new TextEdit(new TextSpan(comment.Span.Start + 1, 0), " "));
            }
        }
    }
}
