using System.Buffers;
using System.Text;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Engine;

public sealed class EngineTests
{
    [Fact]
    public void The_short_way_from_text_to_decision()
    {
        var compilation = RegoCompiler.Compile([new SourceText("authz.rego", "package authz\n\nallow if input.user == \"ann\"\n")]);
        var query = compilation.Policies!.Prepare("data.authz.allow").Query!;

        var decision = query.Evaluate(RegoValue.FromJson("""{"user": "ann"}"""));

        Assert.True(decision.Value.IsTrue);
        Assert.False(query.Evaluate(RegoValue.FromJson("""{"user": "bob"}""")).IsDefined);
    }

    [Fact]
    public void Json_goes_in_and_out_without_values_in_between()
    {
        var query = Query("package a\n\nout := {\"sum\": sum(input.xs)}", "data.a.out");
        var output = new ArrayBufferWriter<byte>();

        Assert.True(query.EvaluateJson("""{"xs": [1, 2, 3]}"""u8, default, output));

        Assert.Equal("""{"sum":6}""", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("p if x > 1", "REGO2014")]
    [InlineData("p if foo(1)", "REGO2004")]
    [InlineData("p if count(1, 2, 3)", "REGO2005")]
    [InlineData("p := q\nq := p", "REGO2009")]
    [InlineData("p if { x := 1; x := 2 }", "REGO2001")]
    [InlineData("default p := 1\ndefault p := 2", "REGO2008")]
    [InlineData("p := 1\np contains 2", "REGO2006")]
    [InlineData("f(x) := x\nf(x, y) := y", "REGO2015")]
    public void A_fault_of_the_policy_is_a_diagnostic_with_its_code(string rules, string code)
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", "package a\n\n" + rules)]);

        Assert.False(compilation.Succeeded);
        Assert.Contains(compilation.Diagnostics, d => d.Kind.Code == code);
    }

    [Fact]
    public void One_unsafe_variable_is_reported_once_and_drags_no_others_along()
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", "package a\n\np if {\n\tx := y + 1\n\tz := x\n\tz > y\n}")]);

        var only = Assert.Single(compilation.Diagnostics, d => d.Kind.Severity == Severity.Error);
        Assert.Equal("var y is unsafe", only.Message);
    }

    [Fact]
    public void Two_values_of_a_complete_rule_are_a_conflict_with_its_place()
    {
        var query = Query("package a\n\np := 1 if input.x\n\np := 2 if input.x", "data.a.p");

        var error = Assert.Throws<EvaluationException>(() => query.Evaluate(RegoValue.FromJson("""{"x": true}""")));

        Assert.Equal("eval_conflict_error", error.Code);
        Assert.StartsWith("a.rego:5: eval_conflict_error", error.ToLine());
    }

    [Fact]
    public void A_failing_builtin_is_undefined_and_in_strict_mode_an_error()
    {
        var query = Query("package a\n\np := to_number(input.x)", "data.a.p");
        var input = RegoValue.FromJson("""{"x": "seven"}""");

        var decision = query.Evaluate(input);

        Assert.False(decision.IsDefined);
        Assert.Single(decision.BuiltinErrors);
        Assert.Throws<EvaluationException>(() => query.Evaluate(input, options: new EvaluationOptions { StrictBuiltinErrors = true }));
    }

    [Fact]
    public void Steps_are_limited()
    {
        var query = Query("package a\n\np if { some a in input; some b in input; some c in input; some d in input; a + b + c + d == -1 }", "data.a.p");
        var input = RegoArray.Create([.. Enumerable.Range(0, 200).Select(i => RegoValue.From(i))]);
        var options = new EvaluationOptions { Limits = new EvaluationLimits { MaxSteps = 100_000 } };

        var error = Assert.Throws<EvaluationLimitException>(() => query.Evaluate(input, options: options));

        Assert.Equal(nameof(EvaluationLimits.MaxSteps), error.Limit);
    }

    [Fact]
    public void A_cancelled_evaluation_stops()
    {
        var query = Query("package a\n\np if { some a in input; some b in input; some c in input; a + b + c == -1 }", "data.a.p");
        var input = RegoArray.Create([.. Enumerable.Range(0, 300).Select(i => RegoValue.From(i))]);

        Assert.Throws<OperationCanceledException>(() => query.Evaluate(input, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_chain_of_twenty_thousand_rules_ends_in_a_value_or_a_limit_and_not_in_a_crash()
    {
        var rules = new StringBuilder("package a\n");
        for (var i = 0; i < 20_000; i++)
        {
            rules.Append("p").Append(i).Append(" := [p").Append(i + 1).Append("]\n");
        }
        var query = Query(rules.Append("p20000 := 1").ToString(), "data.a.p0");

        var error = Record.Exception(() => query.Evaluate(default));

        Assert.True(error is null or EvaluationLimitException, error?.ToString());
    }

    [Fact]
    public void Indexed_rules_decide_as_rules_without_an_index_do()
    {
        var indexed = new StringBuilder("package a\n");
        var plain = new StringBuilder("package a\n");
        for (var i = 0; i < 12; i++)
        {
            indexed.Append($"p contains {i} if {{ input.role == \"r{i % 4}\"; startswith(input.path, \"/x{i % 3}\") }}\n");
            plain.Append($"p contains {i} if {{ lower(input.role) == \"r{i % 4}\"; indexof(input.path, \"/x{i % 3}\") == 0 }}\n");
        }
        var (left, right) = (Query(indexed.ToString(), "data.a.p"), Query(plain.ToString(), "data.a.p"));
        foreach (var role in new[] { "r0", "r1", "r3", "zz" })
        {
            foreach (var path in new[] { "/x0/y", "/x1", "/x2z", "/", "" })
            {
                var input = RegoObject.Create(("role", role), ("path", path));

                Assert.Equal(right.EvaluateValue(input), left.EvaluateValue(input));
            }
        }
    }

    [Fact]
    public void A_join_by_look_up_finds_what_a_join_by_scan_finds_in_the_same_order()
    {
        var query = Query(
            """
            package a

            by_key := [[s.id, p.port] | some s in input.servers; some p in input.ports; s.id == p.server]

            by_scan := [[s.id, p.port] | some s in input.servers; some p in input.ports; sprintf("%v", [s.id]) == sprintf("%v", [p.server])]
            """,
            "data.a");
        var servers = RegoArray.Create([.. Enumerable.Range(0, 40).Select(i => (RegoValue)RegoObject.Create(("id", $"s{i}")))]);
        var ports = RegoArray.Create([.. Enumerable.Range(0, 90).Select(i => (RegoValue)RegoObject.Create(("server", $"s{i * 7 % 40}"), ("port", i)))]);

        var value = query.EvaluateValue(RegoObject.Create(("servers", servers), ("ports", ports)));

        Assert.Equal(value.Get("by_scan"), value.Get("by_key"));
        Assert.Equal(90, value.Get("by_key").AsArray().Count);
    }

    [Fact]
    public void With_covers_input_data_and_functions_and_nothing_beyond_its_expression()
    {
        var query = Query(
            """
            package a

            f(x) := x + 1

            g(_) := 100

            p := [input.x, y, data.b, f(1)] if {
            	y := [input.x, data.b, f(1)] with input.x as 7 with data.b as 8 with f as g
            }
            """,
            "data.a.p");

        var value = query.EvaluateValue(RegoValue.FromJson("""{"x": 1}"""), RegoValue.FromJson("""{"b": 2}"""));

        Assert.Equal("[1, [7, 8, 100], 2, 2]", value.ToString());
    }

    [Fact]
    public void Many_threads_share_one_query()
    {
        var query = Query("package a\n\np := {x | some x in input.xs; x > 2}", "data.a.p");
        var input = RegoValue.FromJson("""{"xs": [1, 2, 3, 4]}""");

        Parallel.For(0, 2_000, _ => Assert.Equal("{3, 4}", query.EvaluateValue(input).ToString()));
    }

    [Fact]
    public void Print_shows_undefined_and_stops_nothing()
    {
        var lines = new List<string>();
        var query = Query("package a\n\np if { print(\"x is\", input.x, input.nothing); input.x == 1 }", "data.a.p");

        var decision = query.Evaluate(RegoValue.FromJson("""{"x": 1}"""), options: new EvaluationOptions { Print = lines.Add });

        Assert.True(decision.Value.IsTrue);
        Assert.Equal(["x is 1 <undefined>"], lines);
    }

    [Fact]
    public void A_query_yields_false_as_a_value_and_binds_its_variables()
    {
        var policies = RegoCompiler.Compile(Array.Empty<SourceText>()).Policies!;

        Assert.True(policies.Prepare("1 == 2").Query!.Evaluate(default).Value.IsFalse);
        var results = policies.Prepare("x := [1, 2, 3][i]; x > 1").Query!.Evaluate(default).Results;
        Assert.Equal([1L, 2L], results.Select(r => r.Bindings["i"].TryGetInt64(out var n) ? n : -1));
    }

    private static PreparedQuery Query(string module, string query)
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", module)]);
        Assert.True(compilation.Succeeded, string.Join('\n', compilation.Diagnostics));
        var preparation = compilation.Policies.Prepare(query);
        Assert.True(preparation.Succeeded, string.Join('\n', preparation.Diagnostics));
        return preparation.Query;
    }
}
