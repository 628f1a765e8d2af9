using Bylaw.Rego.Diagnostics;

namespace Bylaw.Rego.Syntax;

/// <summary>What OPA's parser refuses although it can be read: bad defaults, and v1 rules without their keywords.</summary>
internal sealed partial class Parser
{
    private bool CheckDefault(RuleHeadSyntax head)
    {
        if (head.Value is null)
        {
            Report(ParseDiagnostics.DefaultWithoutValue, head.Span, "write `default name := value`");
            return false;
        }
        if (FirstInconstant(head.Value) is { } term)
        {
            Report(ParseDiagnostics.DefaultValue, term.Span, "a default is a constant or a comprehension", NameOf(term));
            return false;
        }
        if (!head.IsFunction)
        {
            return true;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in head.Parameters)
        {
            if (parameter is not VarTerm variable)
            {
                Report(ParseDiagnostics.DefaultArgument, parameter.Span, "name them, or write `_`", $"contain {NameOf(parameter)}");
                return false;
            }
            if (!variable.IsWildcard && !seen.Add(variable.Name))
            {
                Report(ParseDiagnostics.DefaultArgument, parameter.Span, null, $"be repeated {variable.Name}");
                return false;
            }
        }
        return true;
    }

    private static TermSyntax? FirstInconstant(TermSyntax term) => term switch
    {
        VarTerm or RefTerm or CallTerm or InfixTerm or MembershipTerm => term,
        ArrayTerm { Items: var items } => items.Select(FirstInconstant).FirstOrDefault(t => t is not null),
        SetTerm { Items: var items } => items.Select(FirstInconstant).FirstOrDefault(t => t is not null),
        ObjectTerm { Items: var items } => items.Select(i => FirstInconstant(i.Key) ?? FirstInconstant(i.Value)).FirstOrDefault(t => t is not null),
        ParenthesizedTerm { Inner: var inner } => FirstInconstant(inner),
        _ => null,
    };

    private void CheckV1Rules()
    {
        foreach (var rule in _rules)
        {
            var kind = rule.Head.IsFunction ? "function" : "rule";
            if (!rule.Head.UsesIf && !rule.Bodies.IsEmpty)
            {
                Report(ParseDiagnostics.IfRequired, rule.Head.Span, "write `if` between the head and the body", kind);
            }
            foreach (var branch in rule.ElseBranches)
            {
                if (!branch.UsesIf && branch.Body is not null)
                {
                    Report(ParseDiagnostics.IfRequired, branch.Span, "write `else if { ... }`", kind);
                }
            }
            if (rule is { IsDefault: false, Head: { UsesIf: false, IsFunction: false, Key: null, Value: null, Reference: RefTerm { Operands.Length: 1 } } })
            {
                Report(ParseDiagnostics.ContainsRequired, rule.Head.Span, "write `name contains value if { ... }`");
            }
        }
    }
}
