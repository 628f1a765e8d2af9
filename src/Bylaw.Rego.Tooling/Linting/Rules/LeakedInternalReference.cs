using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds references to what another package keeps to itself.</summary>
internal sealed class LeakedInternalReference : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3005", "`{0}` is internal to its package");

    public override DiagnosticKind Kind => _kind;

    public override void VisitTerm(TermSyntax term)
    {
        if (term is RefTerm { Head: VarTerm { Name: "data" }, Operands: var operands } reference
            && operands.Any(o => o is { IsDotted: true, Term: StringTerm { Value: ['_', _, ..] } }))
        {
            Report(reference.Span, "ask the other package for a rule that is meant to be used", null, TextOf(reference));
        }
        base.VisitTerm(term);
    }
}
