using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Planning;

/// <summary>Finds declared variables that are never used. Those of <c>some</c> are always errors, the others in strict mode only.</summary>
/// <param name="source">The text that messages point into.</param>
/// <param name="isStrict">Whether unused assignments and parameters are errors.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed class DeclarationCheck(SourceText source, bool isStrict, List<Diagnostic> diagnostics)
{
    private readonly List<(Variable Variable, DiagnosticKind Kind, int OwnUses)> _declared = [];

    public void AddSome(Variable variable) => _declared.Add((variable, CompileDiagnostics.UnusedDeclaration, 0));

    public void AddAssigned(Variable variable)
    {
        if (isStrict)
        {
            _declared.Add((variable, CompileDiagnostics.UnusedAssignment, 1));
        }
    }

    /// <summary>Adds a parameter; one inside a pattern says something by its place, and may stand unused.</summary>
    public void AddParameter(Variable variable, bool isPlain)
    {
        if (isStrict && isPlain)
        {
            _declared.Add((variable, CompileDiagnostics.UnusedArgument, 1));
        }
    }

    /// <summary>Reports what is unused; to be called once the whole rule is lowered.</summary>
    public void ReportUnused()
    {
        foreach (var (variable, kind, ownUses) in _declared)
        {
            if (variable.Uses <= ownUses && !diagnostics.Exists(d => d.Kind == kind && d.Source == source && d.Span == variable.Span))
            {
                diagnostics.Add(new Diagnostic(kind, source, variable.Span, variable.Name)
                {
                    Help = kind == CompileDiagnostics.UnusedDeclaration ? "remove the declaration" : $"remove it, or write `_` for `{variable.Name}`",
                });
            }
        }
    }
}
