using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Partial;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using CsCheck;

namespace Bylaw.Rego.Tests.Engine;

public sealed class PartialTests
{
    [Theory]
    [InlineData("p if input.x == 1", "input.x = 1|input.x == 1")]
    [InlineData("p if { 1 == 1; input.x > 2 }", "input.x > 2")]
    [InlineData("p if { y := input.x; y > 2; y < 5 }", "input.x > 2\ninput.x < 5")]
    [InlineData("default p := false\np if input.x == data.limit", "input.x == 7|input.x = 7")]
    [InlineData("p if { some r in data.roles; input.role == r }", "input.role == \"a\"|input.role = \"a\"", "input.role == \"b\"|input.role = \"b\"")]
    [InlineData("p if not input.x == 1", "not input.x == 1|not input.x = 1")]
    [InlineData("p if f(input.x)\nf(x) if x == 1\nf(x) if x == 2", "input.x == 1|input.x = 1", "input.x == 2|input.x = 2")]
    [InlineData("p if input.x in {1, 2}", "input.x in {1, 2}")]
    [InlineData("p if count(input.xs) > 3", "count(input.xs) > 3")]
    [InlineData("p if { some i; input.xs[i].a == 1; input.xs[i].b == 2 }", "input.xs[i_1].a == 1\ninput.xs[i_1].b == 2|")]
    [InlineData("p if data.grants[input.user] == \"all\"", "\"ann\" = input.user|input.user = \"ann\"")]
    [InlineData("p if { x := input.a; x }", "input.a")]
    public void What_is_known_is_gone_and_what_is_unknown_stays(string rules, params string[] wanted)
    {
        var data = RegoValue.FromJson("""{"limit": 7, "roles": ["a", "b"], "grants": {"ann": "all", "bob": "some"}}""");

        var result = Query("package a\n" + rules, "data.a.p").EvaluatePartially(data: data);

        Assert.Equal(wanted.Length, result.Queries.Length);
        for (var i = 0; i < wanted.Length; i++)
        {
            Assert.Contains(result.Queries[i], wanted[i].Split('|'));
        }
    }

    [Fact]
    public void A_query_that_needs_nothing_unknown_holds_always_or_never()
    {
        var query = Query("package a\np if data.x\nq if not data.x", "data.a.p");
        var other = Query("package a\np if data.x\nq if not data.x", "data.a.q");
        var data = RegoValue.FromJson("""{"x": true}""");

        Assert.True(query.EvaluatePartially(data: data).HoldsAlways);
        Assert.True(other.EvaluatePartially(data: data).HoldsNever);
    }

    [Fact]
    public void An_else_branch_asks_that_those_before_it_do_not_hold()
    {
        var result = Query("package a\np := 1 if input.x == 1 else := 2 if input.y == 2", "data.a.p == 2").EvaluatePartially();

        Assert.Equal("not input.x == 1\ninput.y == 2", Assert.Single(result.Queries).Replace(" = ", " == ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_asked_for_as_a_whole_becomes_a_support_module()
    {
        var result = Query("package a\ndeny contains \"no\" if input.x == 1\np if count(data.a.deny) == 0", "data.a.p").EvaluatePartially();

        Assert.Equal("count(data.partial.a.deny) == 0", Assert.Single(result.Queries));
        Assert.Contains("package partial.a", Assert.Single(result.SupportModules), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_named_paths_are_unknown()
    {
        var query = Query("package a\np if { input.known == 1; input.row.x == 2 }", "data.a.p");

        var result = query.EvaluatePartially(RegoValue.FromJson("""{"known": 1}"""), options: new PartialOptions { Unknowns = ["input.row"] });

        Assert.Equal("input.row.x == 2", Assert.Single(result.Queries));
        Assert.Throws<ArgumentException>(() => query.EvaluatePartially(options: new PartialOptions { Unknowns = ["row"] }));
    }

    [Fact]
    public void With_around_something_unknown_is_refused_by_place()
    {
        var query = Query("package a\nq if input.x\np if q with data.y as input.z", "data.a.p");

        var error = Assert.Throws<PartialException>(() => query.EvaluatePartially());

        Assert.StartsWith("a.rego:3: partial_error", error.ToLine(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_residual_evaluated_with_the_unknown_decides_as_full_evaluation_does()
    {
        var compiled = 0;
        Gen.Select(PolicyGen.Module, PolicyGen.Input, Gen.Int[0, 2], Gen.Int[0, 3]).Sample(
            (module, input, rule, kind) =>
            {
                var text = kind switch
                {
                    0 => $"data.a.r{rule}",
                    1 => $"data.a.s{rule}[_]",
                    2 => $"data.a.e{rule} == 2",
                    _ => $"data.a.f{rule}(input.x, 2)",
                };
                if (RegoCompiler.Compile([new SourceText("a.rego", module)]).Policies is not { } policies)
                {
                    // The types of made-up rules do not always fit.
                    return;
                }
                Interlocked.Increment(ref compiled);
                bool full;
                try
                {
                    full = policies.Prepare(text).Query!.Evaluate(input).Results.Any(r => r.Expressions.All(e => e.Value.Holds));
                }
                catch (EvaluationException)
                {
                    // Rules that contradict each other for this input: an error in full, which the residual does not know.
                    return;
                }
                PartialResult partial;
                try
                {
                    partial = policies.Prepare(text).Query!.EvaluatePartially(
                        options: new PartialOptions { MaxQueries = 500, MaxLiterals = 5_000, Limits = new EvaluationLimits { MaxSteps = 100_000 } });
                }
                catch (EvaluationLimitException)
                {
                    // Too many ways to be looked through here.
                    return;
                }
                var residual = RegoCompiler.Compile(partial.SupportModules.Select((m, i) => new SourceText($"support{i}.rego", m)));
                Assert.True(residual.Succeeded, string.Join("\n", partial.SupportModules) + string.Join("\n", residual.Diagnostics));
                var later = partial.HoldsAlways || partial.Queries.Any(q =>
                {
                    var preparation = residual.Policies.Prepare(q);
                    Assert.True(preparation.Succeeded, q + "\n" + string.Join("\n", preparation.Diagnostics));
                    return preparation.Query.Evaluate(input).Results.Any(r => r.Expressions.All(e => e.Value.Holds));
                });
                Assert.True(full == later, $"{module}\n{text}\ninput {input}\nfull {full}, residual {later}:\n{string.Join("\n--\n", partial.Queries)}\n{string.Join("\n", partial.SupportModules)}");
            },
            iter: 500);
        Assert.True(compiled > 100, $"only {compiled} of the made-up policies compile");
    }

    private static PreparedQuery Query(string module, string query) =>
        RegoCompiler.Compile([new SourceText("a.rego", module)]).Policies!.Prepare(query).Query!;
}
