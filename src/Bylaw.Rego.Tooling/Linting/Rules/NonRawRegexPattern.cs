using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds patterns that escape their backslashes where a raw string needs no escapes.</summary>
internal sealed class NonRawRegexPattern : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3010", "pattern has doubled backslashes");

    public override DiagnosticKind Kind => _kind;

    private static readonly HashSet<string> _functions = new(StringComparer.Ordinal)
    {
        "regex.match", "regex.split", "regex.find_n", "regex.find_all_string_submatch_n", "regex.is_valid", "regex.replace",
    };

    public override void VisitTerm(TermSyntax term)
    {
        if (term is CallTerm { Function: RefTerm function, Arguments: var arguments } && _functions.Contains(TextOf(function)))
        {
            var index = TextOf(function) == "regex.replace" ? 1 : 0;
            if (arguments.Length > index && arguments[index] is StringTerm { IsRaw: false } pattern
                && TextOf(pattern).Contains("\\\\", StringComparison.Ordinal) && !pattern.Value.AsSpan().ContainsAny('`', '\n'))
            {
                Report(pattern.Span, "use a raw string in backticks", new TextEdit(pattern.Span, $"`{pattern.Value}`"));
            }
        }
        base.VisitTerm(term);
    }
}
