using Bylaw.Rego.Builtins;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Checking;

/// <summary>Reports what a module writes and an engine of the given capabilities could not read.</summary>
/// <param name="capabilities">What may be used.</param>
/// <param name="source">The module's text.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed class CapabilityCheck(CapabilitySet capabilities, SourceText source, List<Diagnostic> diagnostics) : SyntaxWalker
{
    /// <inheritdoc/>
    public override void VisitModule(ModuleSyntax module)
    {
        if (module.Version == RegoVersion.V1 && !HasFeature("rego_v1") && !HasFeature("rego_v1_import"))
        {
            Report(module.Package.Span, "Rego v1", "rego_v1");
        }
        base.VisitModule(module);
    }

    /// <inheritdoc/>
    public override void VisitImport(ImportSyntax import)
    {
        if (import.Reference is RefTerm { Head: VarTerm { Name: "future" }, Operands: [_, { Term: StringTerm { Value: var word } }] }
            && !capabilities.FutureKeywords.Contains(word)
            && !(word is "in" or "if" or "every" or "contains" && HasFeature("rego_v1")))
        {
            diagnostics.Add(new Diagnostic(CompileDiagnostics.NotACapability, source, import.Span, $"the keyword `{word}`")
            {
                Help = $"`future_keywords` of the capabilities lists {(capabilities.FutureKeywords.IsEmpty ? "none" : string.Join(", ", capabilities.FutureKeywords.Order(StringComparer.Ordinal)))}",
            });
        }
    }

    /// <inheritdoc/>
    public override void VisitTerm(TermSyntax term)
    {
        switch (term)
        {
            case TemplateStringTerm when !HasFeature("template_strings"):
                Report(term.Span, "a template string", "template_strings");
                break;
            case RefTerm reference when !HasFeature("keywords_in_refs"):
                foreach (var operand in reference.Operands)
                {
                    if (operand is { IsDotted: true, Term: StringTerm { Value: var word } } && IsKeyword(word))
                    {
                        Report(operand.Span, $"the keyword `{word}` in a reference", "keywords_in_refs");
                    }
                }
                break;
            default:
                break;
        }
        base.VisitTerm(term);
    }

    private static bool IsKeyword(string word) => TokenKinds.IsKeyword(TokenKinds.OfWord(word)) && word is not ("and" or "or");

    private bool HasFeature(string name) => capabilities.Features.Contains(name);

    private void Report(TextSpan span, string what, string feature) =>
        diagnostics.Add(new Diagnostic(CompileDiagnostics.NotACapability, source, span, what) { Help = $"`features` of the capabilities lacks `{feature}`" });
}
