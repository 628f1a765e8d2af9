using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds aliases that change nothing.</summary>
internal sealed class RedundantAlias : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3012", "alias `{0}` is the name itself");

    public override DiagnosticKind Kind => _kind;

    public override void VisitImport(ImportSyntax import)
    {
        if (import is { Alias: { } alias, Reference: RefTerm { Operands: [.., { Term: StringTerm { Value: var last } }] } reference } && last == alias.Name)
        {
            Report(alias.Span, null, new TextEdit(TextSpan.FromBounds(reference.Span.End, alias.Span.End), ""), alias.Name);
        }
    }
}
