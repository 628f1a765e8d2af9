using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>One rule as it is written: a chained v0 body becomes a rule of its own under the same head.</summary>
internal sealed record RuleView(RuleSyntax Rule, BodySyntax? Body, bool IsFirst, int Row, int Start)
{
    public static IEnumerable<RuleView> Of(IEnumerable<RuleSyntax> rules, ModuleFormatter formatter)
    {
        foreach (var rule in rules)
        {
            var first = rule.Bodies.IsEmpty ? null : rule.Bodies[0];
            yield return new RuleView(rule, first, true, formatter.Row(rule.Span.Start), rule.Span.Start);
            foreach (var body in rule.Bodies.Skip(1))
            {
                yield return new RuleView(rule, body, false, formatter.Row(body.Span.Start), body.Span.Start);
            }
        }
    }

    public RuleHeadSyntax Head => Rule.Head;

    /// <summary>Gets the else branches; they belong to the first body.</summary>
    public IReadOnlyList<ElseSyntax> ElseBranches => IsFirst ? Rule.ElseBranches : [];

    /// <summary>Gets whether the rule adds to a set in the v0 way, <c>p[x]</c>.</summary>
    public bool IsBracketSet =>
        Head is { Key: null, Value: null, UsesIf: false, IsFunction: false, Reference: RefTerm { Operands.Length: 1 } } && !Rule.IsDefault;

    /// <summary>Gets whether the rule adds to a set.</summary>
    public bool IsSet => Head.Key is not null || IsBracketSet;

    /// <summary>Gets whether a body of <c>true</c> says nothing: the rule is a constant.</summary>
    public bool IsConstant => (Body is null || IsTrue(Body)) && ElseBranches.Count == 0;

    /// <summary>Returns the row of the next body in the chain; -1 when this is the last.</summary>
    public int NextBodyRow(ModuleFormatter formatter)
    {
        var next = Body is null ? -1 : Rule.Bodies.IndexOf(Body) + 1;
        return next > 0 && next < Rule.Bodies.Length ? formatter.Row(Rule.Bodies[next].Span.Start) : -1;
    }

    /// <summary>Tells whether a body is just <c>true</c>.</summary>
    public static bool IsTrue(BodySyntax body) =>
        body.Literals is [{ IsNegated: false, Modifiers.IsEmpty: true, Expression: TermExpression { Term: BooleanTerm { Value: true } } }];
}
