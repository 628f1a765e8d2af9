using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tests.Syntax;

public sealed class ParserTests
{
    [Theory]
    [InlineData("p := {a | b, c}", typeof(SetTerm))]
    [InlineData("p := {a | b; c}", typeof(SetComprehensionTerm))]
    [InlineData("p := [a | b, c]", typeof(ArrayTerm))]
    [InlineData("p := {a + 1 | b}", typeof(SetTerm))]
    [InlineData("p := {a: b | c}", typeof(ObjectComprehensionTerm))]
    [InlineData("p := {a: b | c, d: e}", typeof(ObjectTerm))]
    [InlineData("p := {}", typeof(ObjectTerm))]
    [InlineData("p := set()", typeof(SetTerm))]
    [InlineData("p := 1 in [1]", typeof(MembershipTerm))]
    [InlineData("p := (0, 1 in [1])", typeof(ParenthesizedTerm))]
    [InlineData("p := -1", typeof(NumberTerm))]
    [InlineData("p := f(x).y[0]", typeof(RefTerm))]
    [InlineData("p := a.b(c)", typeof(CallTerm))]
    [InlineData("p := $`x{y}`", typeof(TemplateStringTerm))]
    public void A_value_is_read_as_the_term_that_OPA_reads(string rule, Type type)
    {
        var parse = RegoParser.ParseModule(new SourceText("t.rego", "package t\n" + rule));

        Assert.Empty(parse.Diagnostics);
        Assert.IsType(type, Assert.Single(parse.Module.Rules).Head.Value);
    }

    [Theory]
    [InlineData("p if {x}", true)]
    [InlineData("p if {x; y}", true)]
    [InlineData("p if {\"a\": 1}", false)]
    [InlineData("p if {x | y}", false)]
    [InlineData("p if {x} == y", false)]
    [InlineData("p if {}", false)]
    [InlineData("p if x", false)]
    public void Braces_after_if_open_a_body_unless_they_are_an_object_or_a_comprehension(string rule, bool isBody)
    {
        var parse = RegoParser.ParseModule(new SourceText("t.rego", "package t\n" + rule));

        Assert.Empty(parse.Diagnostics);
        Assert.Equal(isBody, Assert.Single(Assert.Single(parse.Module.Rules).Bodies).IsBraced);
    }

    [Theory]
    [InlineData("a + b * c", "(a + (b * c))")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a == b | c & d", "(a == (b | (c & d)))")]
    [InlineData("a < b == c", "((a < b) == c)")]
    public void Operators_bind_as_in_OPA(string query, string wanted)
    {
        var parse = RegoParser.ParseQuery(new SourceText("q", query));

        Assert.Empty(parse.Diagnostics);
        Assert.Equal(wanted, Show(Assert.IsType<TermExpression>(Assert.Single(parse.Body.Literals).Expression).Term, query));
    }

    [Fact]
    public void The_not_import_turns_a_negation_into_a_body_of_its_own()
    {
        var parse = RegoParser.ParseModule(new SourceText("t.rego", "package t\nimport future.keywords.not\np if not q with input as 1"));

        Assert.Empty(parse.Diagnostics);
        var literal = Assert.Single(Assert.Single(parse.Module.Rules).Bodies[0].Literals);
        Assert.False(literal.IsNegated);
        Assert.Single(literal.Modifiers);
        Assert.False(Assert.IsType<NotBodyExpression>(literal.Expression).Body.IsBraced);
    }

    [Fact]
    public void And_binds_tighter_than_or()
    {
        var options = new ParserOptions { FutureKeywords = ["and", "or"] };

        var parse = RegoParser.ParseQuery(new SourceText("q", "not a or b and {c; d} or (e and f)"), options);

        Assert.Empty(parse.Diagnostics);
        var outer = Assert.IsType<LogicalExpression>(Assert.Single(parse.Body.Literals).Expression);
        Assert.False(outer.IsAnd);
        Assert.True(Assert.IsType<LogicalExpression>(outer.Right.Literals[0].Expression).IsParenthesized);
        var inner = Assert.IsType<LogicalExpression>(outer.Left.Literals[0].Expression);
        Assert.True(inner.Left.Literals[0].IsNegated);
        Assert.True(Assert.IsType<LogicalExpression>(inner.Right.Literals[0].Expression).Right.IsBraced);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("(")]
    [InlineData("{a:")]
    [InlineData("[x |")]
    [InlineData("f(")]
    [InlineData("a[")]
    [InlineData("not {")]
    [InlineData("every x in y {")]
    [InlineData("$\"{")]
    [InlineData("x +")]
    [InlineData("x and")]
    [InlineData("(x or")]
    [InlineData("{x} and {")]
    [InlineData("-")]
    [InlineData("a, ")]
    [InlineData("[a | b, ")]
    public void A_hundred_thousand_openers_end_in_an_error_and_not_in_a_crash(string opener)
    {
        var text = string.Concat(Enumerable.Repeat(opener + " ", 100_000));
        var options = new ParserOptions { FutureKeywords = ["and", "or", "not"] };

        var query = RegoParser.ParseQuery(new SourceText("q", text), options);
        var module = RegoParser.ParseModule(new SourceText("m", "package t\np if { " + text), options);

        Assert.False(query.Succeeded);
        Assert.False(module.Succeeded);
    }

    private static string Show(TermSyntax term, string text) => term is InfixTerm infix
        ? $"({Show(infix.Left, text)} {text.AsSpan(infix.OperatorSpan.Start, infix.OperatorSpan.Length)} {Show(infix.Right, text)})"
        : text.Substring(term.Span.Start, term.Span.Length);
}
