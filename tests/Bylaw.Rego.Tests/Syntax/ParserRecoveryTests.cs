using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tests.Syntax;

public sealed class ParserRecoveryTests
{
    [Fact]
    public void One_pass_reports_every_broken_literal_once_and_keeps_the_rest()
    {
        const string text = """
            package t

            p if {
            	x := foo(1, [2, }
            	y := 1
            	z := "abc
            	y == 1
            }

            q := 1 +

            r if input.x == = 2

            default s = input.x

            t := 01

            ok := true
            """;

        var parse = RegoParser.ParseModule(new SourceText("t.rego", text));

        Assert.Equal(
            ["4:18 REGO1010", "6:7 REGO1002", "12:17 REGO1010", "14:13 REGO1041", "16:6 REGO1011"],
            Places(parse));
        Assert.Contains(parse.Module.Rules, r => r.Head.Reference is VarTerm { Name: "ok" });
    }

    [Theory]
    [InlineData("pakage t\np := 1", "did you mean `package`?")]
    [InlineData("package t\nimport dat.x", "did you mean `data`?")]
    [InlineData("package t\nimport future.keywords.evry", "did you mean `every`?")]
    [InlineData("package t\np == 1", "did you mean `:=`?")]
    [InlineData("package t\np if { a && b }", "conditions of a body are joined by line breaks or `;`, not by `&&`")]
    public void Help_names_what_was_likely_meant(string text, string help)
    {
        var parse = RegoParser.ParseModule(new SourceText("t.rego", text));

        Assert.Contains(help, parse.Diagnostics.Select(d => d.Help));
    }

    [Theory]
    [InlineData("package foo.", "unexpected eof token: expected ident")]
    [InlineData("", "empty module")]
    [InlineData("package t\np { true }", "`if` keyword is required before rule body")]
    [InlineData("package t\np[x] { x := 1 }", "`contains` keyword is required for partial set rules")]
    [InlineData("package t\nimport data.foo.if", "unexpected import path, must not end with a keyword, got: if")]
    [InlineData("package t\nimport foo.bar", "unexpected import path, must begin with one of: {data, future, input, rego}, got: foo")]
    [InlineData("package t\np if { }", null)]
    [InlineData("package t\np if { x := 1e999999999 }", "illegal number `1e999999999`: number too big")]
    [InlineData("package t\nf(x) contains 1", "unexpected contains keyword: the contains keyword can only be used with multi-value rule definitions (e.g., p contains <VALUE> { ... })")]
    public void Messages_are_those_that_OPA_users_know(string text, string? message)
    {
        var parse = RegoParser.ParseModule(new SourceText("t.rego", text));

        if (message is null)
        {
            Assert.Empty(parse.Diagnostics);
        }
        else
        {
            Assert.Contains(message, parse.Diagnostics.Select(d => d.Message));
            Assert.All(parse.Diagnostics, d => Assert.Equal("rego_parse_error", d.Kind.WireCode));
        }
    }

    private static IEnumerable<string> Places(ModuleParse parse) => parse.Diagnostics.Select(d =>
    {
        var (line, column) = parse.Module.Source.LineAt(d.Span.Start);
        return $"{line + 1}:{column + 1} {d.Kind.Code}";
    });
}
