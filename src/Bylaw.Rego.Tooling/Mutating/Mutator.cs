using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Mutating;

/// <summary>Finds the small changes that can be made to a module: operators, constants, negations, conditions, members, whole rules.</summary>
public sealed class Mutator : SyntaxWalker
{
    private readonly SourceText _source;
    private readonly ImmutableArray<Mutation>.Builder _found = ImmutableArray.CreateBuilder<Mutation>();

    private Mutator(SourceText source)
    {
        _source = source;
    }

    /// <summary>Lists the changes in order of the text.</summary>
    /// <param name="module">The module.</param>
    /// <returns>The changes; some of them may not compile.</returns>
    public static ImmutableArray<Mutation> Find(ModuleSyntax module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var mutator = new Mutator(module.Source);
        foreach (var rule in module.Rules)
        {
            mutator.VisitRule(rule);
        }
        return [.. mutator._found.OrderBy(m => m.Span.Start).ThenBy(m => m.Kind, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public override void VisitRule(RuleSyntax rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        // A default that falls away is seen where the rule is undefined; a fact or definition where it is one of several.
        Add("rule", rule.Span, "", "the rule falls away");
        base.VisitRule(rule);
    }

    /// <inheritdoc/>
    public override void VisitLiteral(LiteralSyntax literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        if (literal.IsNegated)
        {
            Add("negation", TextSpan.FromBounds(literal.Span.Start, literal.Expression.Span.Start), "", "`not` falls away");
        }
        if (literal.Expression is TermExpression or EveryExpression or NotBodyExpression or LogicalExpression || literal.IsNegated)
        {
            Add("condition", literal.Span, "true", $"the condition `{Shown(literal.Span)}` falls away");
        }
        base.VisitLiteral(literal);
    }

    /// <inheritdoc/>
    public override void VisitTerm(TermSyntax term)
    {
        switch (term)
        {
            case InfixTerm infix:
                foreach (var other in OthersOf(infix.Operator))
                {
                    Add(IsComparison(infix.Operator) ? "comparison" : "arithmetic", infix.OperatorSpan, other, $"`{Shown(infix.OperatorSpan)}` becomes `{other}`");
                }
                break;
            case NumberTerm number:
                Add("number", number.Span, Next(Shown(number.Span)), $"`{Shown(number.Span)}` becomes `{Next(Shown(number.Span))}`");
                break;
            case BooleanTerm flag:
                Add("boolean", flag.Span, flag.Value ? "false" : "true", flag.Value ? "`true` becomes `false`" : "`false` becomes `true`");
                break;
            case StringTerm text:
                Add("text", text.Span, text.Value.Length == 0 ? "\"mutated\"" : "\"\"", text.Value.Length == 0 ? "an empty text is filled" : $"{Shown(text.Span)} becomes empty");
                break;
            case SetTerm set when set.Items.Length > 1:
                Members(set.Items);
                break;
            case ArrayTerm list when list.Items.Length > 1:
                Members(list.Items);
                break;
            default:
                break;
        }
        base.VisitTerm(term);
    }

    /// <summary>Each member falls away with the comma that parts it from a neighbour.</summary>
    private void Members(ImmutableArray<TermSyntax> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var span = i + 1 < items.Length
                ? TextSpan.FromBounds(items[i].Span.Start, items[i + 1].Span.Start)
                : TextSpan.FromBounds(items[i - 1].Span.End, items[i].Span.End);
            Add("member", span, "", $"the member `{Shown(items[i].Span)}` falls away");
        }
    }

    private static bool IsComparison(InfixOperator op) =>
        op is InfixOperator.Equal or InfixOperator.NotEqual or InfixOperator.Less or InfixOperator.LessOrEqual or InfixOperator.Greater or InfixOperator.GreaterOrEqual;

    private static string[] OthersOf(InfixOperator op) => op switch
    {
        InfixOperator.Equal => ["!="],
        InfixOperator.NotEqual => ["=="],
        InfixOperator.Less => ["<=", ">="],
        InfixOperator.LessOrEqual => ["<", ">"],
        InfixOperator.Greater => [">=", "<="],
        InfixOperator.GreaterOrEqual => [">", "<"],
        InfixOperator.Plus => ["-"],
        InfixOperator.Minus => ["+"],
        InfixOperator.Multiply => ["/"],
        InfixOperator.Divide => ["*"],
        InfixOperator.Remainder => ["*"],
        InfixOperator.Union => ["&"],
        InfixOperator.Intersection => ["|"],
        _ => [],
    };

    private static string Next(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? (value + 1).ToString(CultureInfo.InvariantCulture)
            : "0";

    private void Add(string kind, TextSpan span, string replacement, string description)
    {
        var (line, column) = _source.LineAt(span.Start);
        _found.Add(new Mutation(kind, span, replacement, description, line + 1, column + 1));
    }

    private string Shown(TextSpan span)
    {
        var text = _source.Slice(span).ToString().ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal);
        return text.Length <= 60 ? text : text[..57] + "…";
    }
}
