using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Finds what keeps a module from being written as Rego v1: what v1 refuses, and no formatter can mend.</summary>
internal sealed class V1Migration : SyntaxWalker
{
    private static readonly DiagnosticKind _deprecatedCall =
        new("REGO1601", Severity.Error, "deprecated built-in function calls in expression: {0}") { WireCode = "rego_type_error" };

    private static readonly DiagnosticKind _shadowedImport = new("REGO1602", Severity.Error, "import must not shadow {0}");

    private static readonly DiagnosticKind _shadowedRoot = new("REGO1603", Severity.Error, "{0} must not shadow {1} (use a different {2} name)");

    private static readonly DiagnosticKind _keywordName =
        new("REGO1604", Severity.Error, "{0} keyword cannot be used for rule name") { WireCode = "rego_parse_error" };

    private static readonly HashSet<string> _deprecated = new(StringComparer.Ordinal)
    {
        "any", "all", "cast_array", "cast_boolean", "cast_null", "cast_object", "cast_set", "cast_string", "net.cidr_overlap", "re_match", "set_diff",
    };

    private readonly SourceText _source;
    private readonly List<Diagnostic> _diagnostics = [];

    private V1Migration(SourceText source) => _source = source;

    /// <summary>Checks a module.</summary>
    /// <returns>The faults in order of their place.</returns>
    public static ImmutableArray<Diagnostic> Check(ModuleSyntax module)
    {
        var migration = new V1Migration(module.Source);
        migration.CheckImports(module);
        migration.VisitModule(module);
        return [.. migration._diagnostics.OrderBy(d => d.Span.Start)];
    }

    public override void VisitRule(RuleSyntax rule)
    {
        var name = RootOf(rule.Head.Reference);
        if (name is { Name: "if" or "contains" or "in" or "every" } && rule.Head.Reference is VarTerm)
        {
            Report(_keywordName, rule.Head.Span, name.Name);
        }
        if (name is { Name: "input" or "data" })
        {
            Report(_shadowedRoot, rule.Head.Span, "rules", name.Name, "rule");
        }
        base.VisitRule(rule);
    }

    public override void VisitHead(RuleHeadSyntax head)
    {
        if (head.IsFunction)
        {
            foreach (var parameter in head.Parameters)
            {
                if (parameter is VarTerm { Name: "input" or "data" } variable)
                {
                    Report(_shadowedRoot, variable.Span, "args", variable.Name, "variable");
                }
            }
        }
        base.VisitHead(head);
    }

    public override void VisitExpression(ExpressionSyntax expression)
    {
        if (expression is AssignmentExpression { IsAssignment: true, Left: VarTerm { Name: "input" or "data" } variable })
        {
            Report(_shadowedRoot, variable.Span, "variables", variable.Name, "variable");
        }
        base.VisitExpression(expression);
    }

    public override void VisitTerm(TermSyntax term)
    {
        if (term is CallTerm call && _source.Slice(call.Function.Span).ToString() is var name && _deprecated.Contains(name))
        {
            Report(_deprecatedCall, call.Span, name);
        }
        base.VisitTerm(term);
    }

    private static VarTerm? RootOf(TermSyntax reference) => reference switch
    {
        VarTerm variable => variable,
        RefTerm { Head: VarTerm head } => head,
        _ => null,
    };

    private void CheckImports(ModuleSyntax module)
    {
        var seen = new Dictionary<string, ImportSyntax>(StringComparer.Ordinal);
        foreach (var import in module.Imports)
        {
            if (ImportFacts.FutureKeyword(import) is not null || ImportFacts.IsRegoV1(import))
            {
                continue;
            }
            var name = import.Alias?.Name ?? import.Reference switch
            {
                RefTerm { Operands: [.., { Term: StringTerm { Value: var last } }] } => last,
                VarTerm { Name: var only } => only,
                _ => "",
            };
            if (!seen.TryAdd(name, import))
            {
                Report(_shadowedImport, import.Span, $"import {_source.Slice(seen[name].Reference.Span)}");
            }
        }
    }

    private void Report(DiagnosticKind kind, TextSpan span, params object?[] arguments) =>
        _diagnostics.Add(new Diagnostic(kind, _source, span, arguments));
}
