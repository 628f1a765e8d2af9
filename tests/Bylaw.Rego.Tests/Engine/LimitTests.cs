using System.Text;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>Hostile policies end in a limit or in a refused operand, never in a crash or a full memory.</summary>
public sealed class LimitTests
{
    private static readonly EvaluationOptions _small = new()
    {
        Limits = new EvaluationLimits { MaxSteps = 200_000, MaxAllocatedBytes = 64 << 20, MaxResults = 1_000, MaxDuration = TimeSpan.FromSeconds(20) },
    };

    [Theory]
    [InlineData("p := [1 | some a in numbers.range(1, 1000); some b in numbers.range(1, 1000); some c in numbers.range(1, 1000); a + b + c > 0]")]
    [InlineData("p := {[a, b]: b | some a in numbers.range(1, 100000); some b in numbers.range(1, 100000)}")]
    [InlineData("p if { every a in numbers.range(1, 1000) { every b in numbers.range(1, 1000) { a + b > 0 } } }")]
    [InlineData("p := count([x | walk(input.tree, [_, x]); some y in input.tree; some z in input.tree; x != [y, z]])")]
    [InlineData("f(x) := [y | some y in numbers.range(1, x); y > 0]\np := [f(n) | some n in numbers.range(1, 100000)]")]
    public void Too_many_steps_or_bytes_end_in_a_limit(string rules) =>
        Assert.Throws<EvaluationLimitException>(() => Evaluate(rules));

    [Fact]
    public void Calls_that_double_their_operand_end_in_the_memory_limit()
    {
        var arrays = new StringBuilder("a0 := [1, 2]\n");
        var texts = new StringBuilder("s0 := \"ab\"\n");
        for (var i = 1; i < 60; i++)
        {
            arrays.Append($"a{i} := array.concat(a{i - 1}, a{i - 1})\n");
            texts.Append($"s{i} := concat(\"\", [s{i - 1}, s{i - 1}])\n");
        }

        Assert.Equal("MaxAllocatedBytes", Assert.Throws<EvaluationLimitException>(() => Evaluate(arrays + "p := count(a59)")).Limit);
        Assert.Equal("MaxAllocatedBytes", Assert.Throws<EvaluationLimitException>(() => Evaluate(texts + "p := count(s59)")).Limit);
    }

    [Theory]
    [InlineData("p := numbers.range(1, 1000000000000)")]
    [InlineData("p := sprintf(\"%1000000000d\", [1])")]
    [InlineData("p := bits.lsh(1, 1000000000)")]
    public void A_single_call_that_asks_for_too_much_is_refused(string rules)
    {
        var error = Record.Exception(() => Assert.True(Evaluate(rules).Value is { } value && value.ToString().Length < 1_000_000));

        Assert.True(error is null or EvaluationLimitException, error?.ToString());
    }

    [Theory]
    [InlineData("p if regex.match(`^(a+)+b$`, input.long)")]
    [InlineData("p if regex.match(`(x+x+)+y`, input.long)")]
    [InlineData("p if regex.match(`(.*)*(.*)*(.*)*b$`, input.long)")]
    [InlineData("p if glob.match(\"*a*a*a*a*a*a*a*a*a*b\", [], input.long)")]
    public void Patterns_that_other_engines_choke_on_take_linear_time(string rules) => Assert.False(Evaluate(rules).Value.Holds);

    [Fact]
    public void Functions_that_call_each_other_a_hundred_thousand_deep_end_in_a_limit()
    {
        var rules = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            rules.Append($"f{i}(x) := f{i + 1}(x + 1)\n");
        }

        Assert.Throws<EvaluationLimitException>(() => Evaluate(rules + "f20000(x) := x\np := f0(1)"));
    }

    [Fact]
    public void The_time_limit_and_cancellation_stop_a_long_evaluation()
    {
        var query = Query("p := count([1 | some a in numbers.range(1, 100000); some b in numbers.range(1, 100000); a == b + 200000])");
        using var source = new CancellationTokenSource();
        var options = new EvaluationOptions { Limits = new EvaluationLimits { MaxDuration = TimeSpan.FromMilliseconds(1) } };

        Assert.Equal("MaxDuration", Assert.Throws<EvaluationLimitException>(() => query.Evaluate(default, options: options)).Limit);
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => query.Evaluate(default, cancellationToken: source.Token));
    }

    [Fact]
    public void Results_are_limited()
    {
        var query = RegoCompiler.Compile(Array.Empty<SourceText>()).Policies!.Prepare("x := numbers.range(1, 5000)[_]").Query!;

        Assert.Equal("MaxResults", Assert.Throws<EvaluationLimitException>(() => query.Evaluate(default, options: _small)).Limit);
    }

    [Fact]
    public void An_evaluation_after_one_that_was_stopped_starts_afresh()
    {
        var query = Query("p := count([1 | some a in numbers.range(1, input.n); some b in numbers.range(1, input.n); a == b])");

        Assert.Throws<EvaluationLimitException>(() => query.EvaluateValue(RegoObject.Create(("n", 100_000)), options: _small));

        Assert.Equal(3, query.EvaluateValue(RegoObject.Create(("n", 3)), options: _small));
    }

    private static Decision Evaluate(string rules)
    {
        var tree = RegoArray.Create([.. Enumerable.Range(0, 200).Select(i => (RegoValue)i)]);
        return Query(rules).Evaluate(RegoObject.Create(("tree", tree), ("long", new string('a', 50_000))), options: _small);
    }

    private static PreparedQuery Query(string rules)
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", "package a\n" + rules)]);
        Assert.True(compilation.Succeeded, string.Join("\n", compilation.Diagnostics));
        return compilation.Policies.Prepare("data.a.p").Query!;
    }
}
