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

    [Theory]
    [InlineData("q if input.x == 1\np if q with input.x as 1", "")]
    [InlineData("q if { input.x == 1; input.y == 2 }\np if q with input.x as 1", "input.y == 2")]
    [InlineData("q if input.x == input.y\np if q with input.x as input.z", "input.z == input.y")]
    [InlineData("q if input.user.name == \"a\"\np if q with input as {\"user\": input.owner}", "_ = {\"user\": input.owner}\ninput.owner.name == \"a\"")]
    [InlineData("q if { input.a.b == 1; input.a.c == 2 }\np if q with input.a.b as 1", "input.a.c == 2")]
    [InlineData("q if data.role == input.role\np if q with data.role as \"admin\"", "\"admin\" == input.role")]
    [InlineData("r := input.level\nq if r > 3\np if q with data.a.r as input.other", "input.other > 3")]
    [InlineData("r := input.level\nq if { r > 3; input.z }\np if q with data.a.r as 5", "input.z")]
    [InlineData("q if { some v in input.list; v == input.x }\np if q with input.list as [1, 2]", "1 == input.x|2 == input.x")]
    [InlineData("q if count([v | some v in input.list; v == input.x]) == 1\np if q with input.list as [1, 2]", "count([v | v = [1, 2][v]; v == input.x]) == 1")]
    [InlineData("q if input.x == 1\nr if q with input.x as input.y\np if r with input.y as input.z", "input.z == 1")]
    [InlineData("q if input.x == 1\np if { q with input.x as input.y; input.x == 2 }", "input.y == 1\ninput.x == 2")]
    [InlineData("q if input.x == 1\np if not q with input.x as input.y", "_ = input.y\nnot input.y == 1")]
    public void With_around_something_unknown_puts_in_what_takes_its_place(string rules, string residual)
    {
        var result = Query($"package a\n{rules}\n", "data.a.p").EvaluatePartially();

        Assert.Equal(residual, string.Join('|', result.Queries.Select(Unnumbered)));
    }

    [Theory]
    [InlineData("q if f(input.x) == 1\nf(x) := x\np if q with data.a.f as g\ng(x) := 1")]
    [InlineData("q if input == input.y\np if q with input.x as 1")]
    [InlineData("q if input[input.k] == 2\np if q with input.x as 1")]
    [InlineData("r contains x if some x in input.l\nq if count(r) == 1\np if q with input.l as input.m")]
    public void With_whose_parts_cannot_be_told_apart_is_refused_by_place(string rules)
    {
        var error = Assert.Throws<PartialException>(() => Query($"package a\n{rules}\n", "data.a.p").EvaluatePartially());

        Assert.Matches("^a.rego:[2-4]: partial_error: .*(with|cannot be evaluated in part)", error.ToLine());
    }

    [Theory]
    [InlineData("p if every n in input.xs { n < 0 or n > 9 }", """{"xs": [-1, 10]}""", """{"xs": [-1, 5]}""")]
    [InlineData("p if every n in input.xs { not (n < 0 or n > 9) }", """{"xs": [5]}""", """{"xs": [-1, 5]}""")]
    [InlineData("p if { [a, b] := split(input.x, \",\"); a == b }", """{"x": "1,1"}""", """{"x": "1,1,1"}""")]
    [InlineData("p if { {\"a\": a, \"b\": b} := object.union(input, {\"b\": 1}); a == b }", """{"a": 1}""", """{"a": 1, "c": 1}""")]
    [InlineData("p if not input.x + input.y == 3", """{"x": 1}""", """{"x": 1, "y": 2}""")]
    public void What_is_left_of_a_body_decides_as_the_body_does(string rules, string holds, string fails)
    {
        var query = Query($"package a\n\nimport future.keywords.or\n\nimport future.keywords.not\n\n{rules}\n", "data.a.p");

        var partial = query.EvaluatePartially();

        var residual = RegoCompiler.Compile(partial.SupportModules.Select((m, i) => new SourceText($"support{i}.rego", m)));
        Assert.True(residual.Succeeded, string.Join("\n", residual.Diagnostics));
        foreach (var (json, wanted) in new[] { (holds, true), (fails, false) })
        {
            var input = RegoValue.FromJson(json);
            Assert.Equal(wanted, query.EvaluateValue(input).Holds);
            Assert.Equal(wanted, partial.Queries.Any(q => residual.Policies.Prepare(q).Query!.Evaluate(input).Results.Any(r => r.Expressions.All(e => e.Value.Holds))));
        }
    }

    [Theory]
    [InlineData("p if \"1 2\" == $\"1 {q with input.x as 2}\"\nq := input.x if input.y")]
    [InlineData("p if count({v | v := data.b[input.x][_]}) == 1")]
    [InlineData("p if count([1 | not input.x + input.y == 3]) == 1")]
    public void What_has_no_text_that_means_the_same_is_refused(string rules)
    {
        SourceText[] sources = [new("a.rego", $"package a\n\nimport future.keywords.not\n\n{rules}\n"), new("b.rego", "package b\n\nq := [1]\n")];
        var query = RegoCompiler.Compile(sources).Policies!.Prepare("data.a.p").Query!;

        Assert.Throws<PartialException>(() => query.EvaluatePartially());
    }

    [Fact]
    public void A_computed_step_that_seems_to_lead_back_is_followed_once()
    {
        var query = Query("package a\np := data[first].b.c if first := \"other\"\nq if { data.a.p; data.rows.x }", "data.a.q");

        var partial = Record.Exception(() => query.EvaluatePartially(data: RegoValue.FromJson("""{"other": {"b": {"c": 1}}}"""), options: new PartialOptions { Unknowns = ["data.rows"] }));

        Assert.True(partial is null or PartialException, partial?.ToString());
    }

    [Fact]
    public void The_residual_of_rules_under_with_decides_as_full_evaluation_does()
    {
        var values = OneOf("1", "2", "input.y", "input.x", "{\"x\": input.y}", "{\"x\": 1, \"y\": {\"x\": 2}}");
        var targets = OneOf("input.x", "input.y", "input", "input.y.x", "data.d", "data.a.r0", "data.a.s");
        var conditions = OneOf(
            "input.x == 1", "input.y.x == 2", "input.x == input.y", "data.d == input.x", "data.a.s == 1", "not input.y.x == 2", "some v in [input.x, input.y]; v == 1",
            "every v in [input.x] { v != 2 }", "count([1 | input.x == 1]) == 1");
        var modified = Gen.Select(Gen.Int[0, 1], targets, values, targets, values).Select(
            (rule, t1, v1, t2, v2) => $"data.a.r{rule} with {t1} as {v1} with {t2} as {v2}");
        var (decided, seen) = (0, 0);
        Gen.Select(conditions, conditions, modified, modified, OneOf("{}", "{\"x\": 1}", "{\"x\": 2, \"y\": 1}", "{\"x\": 1, \"y\": {\"x\": 2}}", "{\"y\": {\"x\": 1}, \"x\": {\"x\": 2}}"))
            .Sample(
                (c0, c1, m0, m1, json) =>
                {
                    var module = $"package a\ns := input.x\nr0 if {{ {c0} }}\nr1 if {{ {c1} }}\nr1 if {{ data.a.r0 with input.x as input.y; input.y }}\np if {{ {m0} }}\np if {{ {m1}; input.x == 1 }}\n";
                    if (RegoCompiler.Compile([new SourceText("a.rego", module)]).Policies is not { } policies)
                    {
                        return;
                    }
                    Interlocked.Increment(ref seen);
                    var query = policies.Prepare("data.a.p").Query!;
                    var input = RegoValue.FromJson(json);
                    var full = query.EvaluateValue(input, RegoValue.FromJson("""{"d": 1}""")).Holds;
                    PartialResult partial;
                    try
                    {
                        partial = query.EvaluatePartially(data: RegoValue.FromJson("""{"d": 1}"""));
                    }
                    catch (PartialException)
                    {
                        return;
                    }
                    Interlocked.Increment(ref decided);
                    var residual = RegoCompiler.Compile(partial.SupportModules.Select((m, i) => new SourceText($"support{i}.rego", m)));
                    var later = partial.HoldsAlways || partial.Queries.Any(q => residual.Policies!.Prepare(q).Query!.Evaluate(input).Results.Any(r => r.Expressions.All(e => e.Value.Holds)));

                    Assert.DoesNotContain(partial.Queries, q => q.Contains(" with ", StringComparison.Ordinal));
                    Assert.True(full == later, $"{module}\ninput {input}\nfull {full}, residual {later}:\n{string.Join("\n--\n", partial.Queries)}\n{string.Join("\n", partial.SupportModules)}");
                },
                iter: 2_000);

        Assert.True(decided > seen / 3, $"{decided} of {seen} were decided");
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

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    /// <summary>Takes away the numbers that keep variables apart.</summary>
    private static string Unnumbered(string residual) => System.Text.RegularExpressions.Regex.Replace(residual, "_[0-9]+", "");

    private static PreparedQuery Query(string module, string query) =>
        RegoCompiler.Compile([new SourceText("a.rego", module)]).Policies!.Prepare(query).Query!;
}
