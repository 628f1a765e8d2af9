using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.Infrastructure.Terraform.Functions;
using Bylaw.Collectors.StructuredFiles;
using CsCheck;

namespace Bylaw.Collectors.Tests.Infrastructure;

public sealed class HclExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3 == 9 && !false", "true")]
    [InlineData("[for s in [\"a\", \"b\"] : upper(s) if s != \"a\"]", "[\"B\"]")]
    [InlineData("{for k, v in {a = 1, b = 2} : v => k}", "{\"1\":\"a\",\"2\":\"b\"}")]
    [InlineData("[{x = [{y = 1}]}, {x = [{y = 2}]}][*].x[*].y", "[[1],[2]]")]
    [InlineData("[{x = 1}, {x = 2}].*.x", "[1,2]")]
    [InlineData("\"%{ for s in [\"a\", \"b\"] ~} ${s} %{ endfor ~}\"", "\"a b \"")]
    [InlineData("\"$${x} ${1 + 1}\"", "\"${x} 2\"")]
    [InlineData("try([][1], \"none\")", "\"none\"")]
    [InlineData("can(tonumber(\"x\"))", "false")]
    [InlineData("merge({a = 1}, {b = 2}, {a = 3})", "{\"a\":3,\"b\":2}")]
    [InlineData("cidrsubnet(\"10.0.0.0/16\", 8, 2)", "\"10.0.2.0/24\"")]
    [InlineData("cidrhost(\"10.12.127.0/20\", 268)", "\"10.12.113.12\"")]
    [InlineData("format(\"%s-%03d-%v\", \"a\", 7, [1])", "\"a-007-[1]\"")]
    [InlineData("regex(\"([a-z]+)(\\\\d+)\", \"ab12\")", "[\"ab\",\"12\"]")]
    [InlineData("jsondecode(\"{\\\"a\\\": [1, true]}\").a[0]", "1")]
    [InlineData("coalesce(null, \"\", \"x\")", "\"x\"")]
    [InlineData("flatten([[1, [2]], 3])", "[1,2,3]")]
    [InlineData("setproduct([1, 2], [\"a\"])", "[[1,\"a\"],[2,\"a\"]]")]
    [InlineData("substr(\"hello\", -3, 2)", "\"ll\"")]
    public void An_expression_has_the_value_that_the_language_gives_it(string text, string wanted)
    {
        var (expression, file) = HclParser.ParseExpression("x", text);

        Assert.Empty(file.Diagnostics);
        Assert.Equal(wanted, ConfigJson.Write(new HclEvaluator(file, new Names(), new HclBudget()).Evaluate(expression!)));
    }

    [Fact]
    public void Parsing_any_text_ends_without_an_exception() =>
        Gen.String[Gen.Char["ab{}[]()\"$%~<->EOT=,.:?\n \\#/*0"], 0, 60].Sample(text =>
        {
            HclParser.Parse("x", text);
            HclParser.ParseTemplate("x", text);
        });

    [Fact]
    public void Reading_any_json_text_ends_without_an_exception_and_keeps_valid_text() =>
        Gen.String[Gen.Char["{}[]\",:0-1e.truefalsn \\u"], 0, 40].Sample(text => _ = new JsonReader().Read("x", text, ReadLimits.Default));

    private sealed class Names : IHclScope
    {
        public bool TryResolve(IReadOnlyList<string> path, SourcePosition position, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ConfigValue? value, out int taken)
        {
            (value, taken) = (null, 0);
            return false;
        }

        public ConfigValue? Call(string name, IReadOnlyList<ConfigValue> arguments, SourcePosition position) => FunctionTable.Call(name, arguments);
    }
}
