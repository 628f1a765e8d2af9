using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Linting.Rules;

/// <summary>Finds rules that say the same twice.</summary>
internal sealed class DuplicateRule : LintRule
{
    private static readonly DiagnosticKind _kind = Warning("REGO3003", "rule `{0}` is written twice (first on line {1})");

    public override DiagnosticKind Kind => _kind;

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public override void VisitRule(RuleSyntax rule)
    {
        var text = string.Join(' ', TextOf(rule).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var line = Source.LineAt(rule.Span.Start).Line + 1;
        if (!_seen.TryAdd(text, line))
        {
            Report(rule.Head.Span, "remove one of them", null, TextOf(rule.Head.Reference), _seen[text]);
        }
    }
}
