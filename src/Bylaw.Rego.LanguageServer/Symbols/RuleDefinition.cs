using System.Collections.Immutable;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Symbols;

/// <summary>One rule of a module: where it stands and what it defines.</summary>
/// <param name="Document">The module.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Path">What it defines: <c>["data", "authz", "allow"]</c>.</param>
/// <param name="NameSpan">Where its name stands.</param>
internal sealed record RuleDefinition(RegoDocument Document, RuleSyntax Rule, ImmutableArray<string> Path, TextSpan NameSpan)
{
    /// <summary>Gets the name below its package, <c>allow</c> or <c>roles.admin</c>.</summary>
    public string Name => string.Join('.', Path.Skip(1 + Document.Module.Package.Path.Length));

    public bool IsFunction => Rule.Head.IsFunction;

    /// <summary>Gets whether the rule is a test.</summary>
    public bool IsTest => !IsFunction && (Name.StartsWith("test_", StringComparison.Ordinal) || Name.StartsWith("todo_test_", StringComparison.Ordinal));

    /// <summary>Gets the head as written, on one line.</summary>
    public string HeadText
    {
        get
        {
            var text = Document.Source.Slice(Rule.Head.Span).ToString();
            var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return (Rule.IsDefault ? "default " : "") + (line.Length <= 160 ? line : line[..160] + "…");
        }
    }

    /// <summary>Lists the rules of a module.</summary>
    public static ImmutableArray<RuleDefinition> In(RegoDocument document)
    {
        var package = document.Module.Package.Path;
        var found = ImmutableArray.CreateBuilder<RuleDefinition>(document.Module.Rules.Length);
        foreach (var rule in document.Module.Rules)
        {
            if (NameOf(rule) is var (steps, span) && steps.Length > 0)
            {
                found.Add(new RuleDefinition(document, rule, ["data", .. package, .. steps], span));
            }
        }
        return found.ToImmutable();
    }

    /// <summary>Returns the steps of a rule's name that are known as written, and where they stand.</summary>
    internal static (ImmutableArray<string> Steps, TextSpan Span) NameOf(RuleSyntax rule)
    {
        switch (rule.Head.Reference)
        {
            case VarTerm name:
                return ([name.Name], name.Span);
            case RefTerm { Head: VarTerm name } reference:
                ImmutableArray<string> steps = [name.Name];
                var end = name.Span.End;
                if (!IsBracketSet(rule, reference))
                {
                    foreach (var operand in reference.Operands)
                    {
                        if (operand.Term is not StringTerm step)
                        {
                            break;
                        }
                        steps = steps.Add(step.Value);
                        end = operand.Span.End;
                    }
                }
                return (steps, TextSpan.FromBounds(name.Span.Start, end));
            default:
                return ([], rule.Head.Span);
        }
    }

    /// <summary>Tells whether a head is <c>p["x"]</c> without a value: a member of the set <c>p</c>.</summary>
    private static bool IsBracketSet(RuleSyntax rule, RefTerm reference) =>
        reference.Operands is [{ IsDotted: false }] && rule.Head is { Key: null, Value: null, UsesIf: false, IsFunction: false } && !rule.IsDefault;
}
