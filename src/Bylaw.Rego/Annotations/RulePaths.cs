using System.Collections.Immutable;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Annotations;

/// <summary>Works out where the document of a rule lies.</summary>
internal static class RulePaths
{
    /// <summary>Returns package and name of a rule up to its first variable step, below <c>data</c>.</summary>
    public static ImmutableArray<string> Of(ModuleSyntax module, RuleSyntax rule)
    {
        var path = module.Package.Path.ToBuilder();
        switch (rule.Head.Reference)
        {
            case VarTerm variable:
                path.Add(variable.Name);
                break;
            case RefTerm { Head: VarTerm head, Operands: var operands }:
                path.Add(head.Name);
                // p[x] without a value is the set p.
                if (rule.Head is { Key: null, Value: null, UsesIf: false, IsFunction: false } && !rule.IsDefault && operands.Length == 1)
                {
                    break;
                }
                path.AddRange(operands.TakeWhile(o => o.Term is StringTerm).Select(o => ((StringTerm)o.Term).Value));
                break;
        }
        return path.ToImmutable();
    }
}

/// <summary>Reads references that stand in metadata: <c>data.acl</c>, <c>input["a b"]</c>.</summary>
internal static class ReferencePaths
{
    /// <summary>Returns the steps of a constant reference; null when the text is none.</summary>
    public static ImmutableArray<string>? Parse(string text)
    {
        var parse = RegoParser.ParseQuery(new SourceText("metadata", text));
        return !parse.Succeeded || parse.Body.Literals is not [{ Expression: TermExpression { Term: var term } }]
            ? null
            : term switch
            {
                VarTerm variable => [variable.Name],
                RefTerm { Head: VarTerm head, Operands: var operands } when operands.All(o => o.Term is StringTerm)
                    => [head.Name, .. operands.Select(o => ((StringTerm)o.Term).Value)],
                _ => null,
            };
    }
}
