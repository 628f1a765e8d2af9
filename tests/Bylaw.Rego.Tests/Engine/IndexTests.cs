using System.Text;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>An index finds the rules that trying each would find, and no others.</summary>
public sealed class IndexTests
{
    private static readonly RegoValue[] _values =
    [
        default, RegoValue.Null, RegoValue.False, RegoValue.True, -1, 0, 5, 10, RegoValue.FromNumberText("10.5"), 99, "", "a", "a.jpg", "b.jpg", "zz",
        RegoArray.Empty, RegoArray.Create(1), RegoObject.Empty, RegoSet.Empty,
    ];

    [Theory]
    [InlineData("input.x == {0}", "input.x >= {0}", "not input.x == {0}", "input.x != {0}")]
    [InlineData("input.x < {0}", "input.x > {0}", "input.x <= {0}", "{0} < input.x")]
    [InlineData("is_string(input.x)", "is_number(input.x)", "not is_string(input.x)", "is_set(input.x)")]
    [InlineData("endswith(input.x, \".jpg\")", "endswith(input.x, \"g\")", "startswith(input.x, \"a\")", "input.x == {0}")]
    [InlineData("input.x", "not input.x", "input.x > {0}", "not input.x > {0}")]
    [InlineData("is_null(input.x)", "is_boolean(input.x)", "is_array(input.x)", "is_object(input.x)")]
    public void Each_kind_of_question_leaves_out_only_rules_that_cannot_hold(params string[] questions)
    {
        var rules = new StringBuilder("package a\n");
        string[] constants = ["5", "10", "\"a\"", "null", "true", "10.5"];
        for (var i = 0; i < 24; i++)
        {
            var question = questions[i % questions.Length].Replace("{0}", constants[i % constants.Length], StringComparison.Ordinal);
            rules.Append($"p contains {i} if {question}\n");
        }
        var (indexed, plain) = (Policies(rules.ToString(), true), Policies(rules.ToString(), false));

        foreach (var value in _values)
        {
            var input = value.IsDefined ? RegoObject.Create(("x", value)) : RegoObject.Empty;

            Assert.Equal(plain.Prepare("data.a.p").Query!.EvaluateValue(input), indexed.Prepare("data.a.p").Query!.EvaluateValue(input));
        }
    }

    [Fact]
    public void An_index_stays_in_place_under_with()
    {
        var rules = new StringBuilder("package a\n");
        for (var i = 0; i < 2_000; i++)
        {
            rules.Append($"p := {i} if input.role == \"r{i}\"\n");
        }
        rules.Append("q := [x | some n in numbers.range(0, 1999); x := p with input.role as sprintf(\"r%d\", [n]) with time.now_ns as 1]\n");
        var query = Policies(rules.ToString(), true).Prepare("count(data.a.q)").Query!;

        var decision = query.Evaluate(RegoObject.Empty);

        Assert.Equal(2_000, decision.Value);
        Assert.InRange(decision.Steps, 2_000, 20_000);
    }

    [Fact]
    public void A_function_is_worked_out_once_for_the_same_arguments()
    {
        var query = Policies(
            "package a\nslow(x) := count([1 | some a in numbers.range(1, 1000); a > x])\np := [y | some i in numbers.range(1, 2000); y := slow(i % 2)]",
            true).Prepare("data.a.p[1999]").Query!;

        var decision = query.Evaluate(default);

        Assert.Equal(1_000, decision.Value);
        Assert.InRange(decision.Steps, 1, 30_000);
    }

    private static Policies Policies(string text, bool indexed)
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", text)], new CompilerOptions { IndexRules = indexed });
        Assert.True(compilation.Succeeded, string.Join("\n", compilation.Diagnostics));
        return compilation.Policies;
    }
}
