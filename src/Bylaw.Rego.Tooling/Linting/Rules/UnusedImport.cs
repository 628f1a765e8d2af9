using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds imports that nothing refers to.</summary>
internal sealed class UnusedImport : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3013", "import `{0}` is not used");

    public override DiagnosticKind Kind => _kind;

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public override void VisitModule(ModuleSyntax module)
    {
        base.VisitModule(module);
        foreach (var import in module.Imports)
        {
            var name = import.Alias?.Name ?? (import.Reference as RefTerm)?.Operands[^1].Term switch
            {
                StringTerm last => last.Value,
                _ => null,
            };
            var root = (import.Reference as RefTerm)?.Head as VarTerm;
            if (name is not null && root?.Name is "data" or "input" && !_used.Contains(name!))
            {
                Report(import.Span, "remove it", null, TextOf(import.Reference));
            }
        }
    }

    public override void VisitTerm(TermSyntax term)
    {
        if (term is VarTerm variable)
        {
            _used.Add(variable.Name);
        }
        base.VisitTerm(term);
    }
}
