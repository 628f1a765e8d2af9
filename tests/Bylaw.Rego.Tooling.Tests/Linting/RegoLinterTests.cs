using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Linting;

namespace Bylaw.Rego.Tooling.Tests.Linting;

public sealed class RegoLinterTests
{
    [Theory]
    [InlineData("REGO3001", "p if {\n\tinput.x\n\t1 == 1\n}", "p if {\n\tinput.x\n\tinput.y == 1\n}")]
    [InlineData("REGO3001", "p if {\n\tinput.x\n\tnot false\n}", "p if true")]
    [InlineData("REGO3003", "p if input.x\n\np if input.x", "p if input.x\n\np if input.y")]
    [InlineData("REGO3004", "p if {}", "p if input.x == {}")]
    [InlineData("REGO3005", "p if data.other._secret", "p if data.other.open")]
    [InlineData("REGO3006", "p if input.xs[_] != 1", "p if input.xs[0] != 1")]
    [InlineData("REGO3007", "count := 1", "number := 1")]
    [InlineData("REGO3008", "p := sprintf(\"%s %d\", [input.x])", "p := sprintf(\"%s 100%% %5.2f\", [input.x, input.y])")]
    [InlineData("REGO3009", "p := input.x == 1", "p := input.x + 1")]
    [InlineData("REGO3010", "p if regex.match(\"\\\\d\", input.x)", "p if regex.match(`\\d`, input.x)")]
    [InlineData("REGO3011", "p if \"a\" == input.xs[_]", "p if x == input.xs[_]\n\nx := 1")]
    [InlineData("REGO3012", "import data.a.b as b\n\np := b.x", "import data.a.b as c\n\np := c.x")]
    [InlineData("REGO3013", "import data.a.b\n\np := 1", "import data.a.b\n\np := b.c")]
    [InlineData("REGO3014", "#note\np := 1", "# note\n#\n#!x\n## head\np := 1")]
    [InlineData("REGO3015", "isOk := 1", "is_ok := 1")]
    [InlineData("REGO3016", "# TODO: more\np := 1", "# to do is said elsewhere\np := 1")]
    [InlineData("REGO3017", "p = 1", "p := 1")]
    [InlineData("REGO3018", "p if 1 < input.x", "p if input.x > 1")]
    [InlineData("REGO3019", "todo_test_p if input.x", "test_p if input.x")]
    public void A_rule_finds_what_is_bad_and_leaves_what_is_good(string code, string bad, string good)
    {
        Assert.Contains(code, Codes(bad));
        Assert.DoesNotContain(code, Codes(good));
    }

    [Fact]
    public void A_comment_silences_a_rule_on_its_line_or_below()
    {
        Assert.DoesNotContain("REGO3017", Codes("p = 1 # bylaw ignore: use-assignment-operator"));
        Assert.DoesNotContain("REGO3017", Codes("# bylaw ignore: style/use-assignment-operator\np = 1"));
        Assert.Contains("REGO3017", Codes("# bylaw ignore: todo-comment\np = 1"));
    }

    [Fact]
    public void A_category_can_be_switched_off()
    {
        var module = Parse("p = 1");

        Assert.Empty(RegoLinter.Lint(module, new LintOptions { Disabled = ["style"] }));
    }

    [Theory]
    [InlineData("p = 1", "p := 1")]
    [InlineData("f(x) = x if 1 == x", "f(x) := x if x == 1")]
    [InlineData("p if \"a\" == input.xs[_]", "p if \"a\" in input.xs")]
    [InlineData("import data.a.b as b\n\np := b", "import data.a.b\n\np := b")]
    [InlineData("#x\np if regex.match(\"\\\\d+\", input.x)", "# x\np if regex.match(`\\d+`, input.x)")]
    public void A_mend_keeps_the_text_around_it(string text, string wanted)
    {
        var module = Parse(text);

        var (mended, _) = RegoLinter.Fix(module.Source, RegoLinter.Lint(module));

        Assert.Equal("package t\n\n" + wanted, mended);
        Assert.True(RegoParser.ParseModule(new SourceText("t", mended)).Succeeded);
    }

    private static IEnumerable<string> Codes(string text) => RegoLinter.Lint(Parse(text)).Select(f => f.Kind.Code);

    private static ModuleSyntax Parse(string text)
    {
        var parse = RegoParser.ParseModule(new SourceText("t.rego", "package t\n\n" + text));
        Assert.Empty(parse.Diagnostics);
        return parse.Module;
    }
}
