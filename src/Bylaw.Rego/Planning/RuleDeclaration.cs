using System.Diagnostics.CodeAnalysis;
using Bylaw.Rego.Checking;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>A rule with its full path worked out, before it is known which group it belongs to.</summary>
internal sealed record RuleDeclaration(ModuleScope Scope, RuleSyntax Syntax)
{
    /// <summary>Gets the path below <c>data</c> as far as it is constant.</summary>
    public required string[] Path { get; init; }

    /// <summary>Gets the terms of the head behind the path.</summary>
    public required TermSyntax[] Suffix { get; init; }

    /// <summary>Gets whether the rule contributes members of a set.</summary>
    public required bool IsMultiValue { get; init; }

    /// <summary>Gets the member term when it stands in brackets, as in v0; null otherwise.</summary>
    public TermSyntax? MemberTerm { get; init; }

    /// <summary>Gets the rule as it was written, for its metadata.</summary>
    public required RuleSyntax Original { get; init; }

    /// <summary>Works out path and shape of a rule.</summary>
    public static bool TryMake(
        ModuleSyntax module, ModuleScope scope, RuleSyntax rule, List<Diagnostic> diagnostics, [NotNullWhen(true)] out RuleDeclaration? declaration)
    {
        declaration = null;
        var head = rule.Head;
        var path = new List<string>(scope.Package);
        var suffix = new List<TermSyntax>();
        TermSyntax? member = null;
        switch (head.Reference)
        {
            case VarTerm name:
                path.Add(name.Name);
                break;
            case RefTerm { Head: VarTerm name } reference:
                path.Add(name.Name);
                var operands = reference.Operands;
                if (IsBracketSet(rule, operands))
                {
                    member = operands[0].Term;
                    break;
                }
                foreach (var operand in operands)
                {
                    if (suffix.Count == 0 && operand.Term is StringTerm step)
                    {
                        path.Add(step.Value);
                    }
                    else
                    {
                        suffix.Add(operand.Term);
                    }
                }
                break;
            default:
                diagnostics.Add(new Diagnostic(CompileDiagnostics.InvalidHead, module.Source, head.Reference.Span, "anything but names and look-ups"));
                return false;
        }
        if (head.IsFunction && suffix.Count > 0)
        {
            diagnostics.Add(new Diagnostic(CompileDiagnostics.InvalidHead, module.Source, head.Reference.Span, "variables when it is a function"));
            return false;
        }
        declaration = new RuleDeclaration(scope, member is null ? rule : WithKey(rule, member))
        {
            Path = [.. path],
            Suffix = [.. suffix],
            IsMultiValue = head.Key is not null || member is not null,
            MemberTerm = member,
            Original = rule,
        };
        return true;
    }

    /// <summary>The v0 form <c>p[x] { … }</c>: one bracket, no value, no <c>if</c>.</summary>
    private static bool IsBracketSet(RuleSyntax rule, System.Collections.Immutable.ImmutableArray<RefOperand> operands) =>
        operands is [{ IsDotted: false }]
        && rule.Head is { Value: null, Key: null, UsesIf: false, IsFunction: false }
        && !rule.IsDefault;

    private static RuleSyntax WithKey(RuleSyntax rule, TermSyntax member) =>
        new(
            rule.Span,
            rule.IsDefault,
            new RuleHeadSyntax(rule.Head.Span, rule.Head.Reference, default, member, null, HeadAssignment.None, rule.Head.UsesIf),
            rule.Bodies,
            rule.ElseBranches);
}
