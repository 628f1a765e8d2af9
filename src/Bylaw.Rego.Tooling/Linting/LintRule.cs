using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting;

/// <summary>One lint rule. An instance looks at one module.</summary>
internal abstract class LintRule : SyntaxWalker
{
    private List<Diagnostic> _findings = [];

    /// <summary>Gets the kind of finding: its code and its words.</summary>
    public abstract DiagnosticKind Kind { get; }

    /// <summary>Gets the module that is looked at.</summary>
    protected ModuleSyntax Module { get; private set; } = null!;

    /// <summary>Gets the module's source.</summary>
    protected SourceText Source => Module.Source;

    /// <summary>Looks at a module.</summary>
    public IReadOnlyList<Diagnostic> Check(ModuleSyntax module)
    {
        Module = module;
        _findings = [];
        VisitModule(module);
        return _findings;
    }

    /// <summary>Makes a kind of finding: a warning with a code of its own.</summary>
    protected static DiagnosticKind Warning(string code, string template) => new(code, Severity.Warning, template) { WireCode = "rego_lint" };

    /// <summary>Reports a finding.</summary>
    /// <param name="span">Its place.</param>
    /// <param name="help">How to mend it.</param>
    /// <param name="fix">The mend itself, where it is mechanical and keeps the meaning.</param>
    /// <param name="arguments">What fills the message.</param>
    protected void Report(TextSpan span, string? help, TextEdit? fix, params object?[] arguments) =>
        _findings.Add(new Diagnostic(Kind, Source, span, arguments) { Help = help, Fix = fix is null ? [] : [fix] });

    /// <summary>Returns the text of a node.</summary>
    protected string TextOf(SyntaxNode node) => Source.Slice(node.Span).ToString();
}
