using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using CsCheck;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>Rules that are built into the one place that refers to them.</summary>
public sealed class InliningTests
{
    private const string Tops = """

        t0 if { some m in s2; m == input.x }
        t1 := count([m | some m in s1; m != input.x])
        t2 := [m | some m in u]
        u contains v if some v in input.list
        u contains v if { some v in input.list; v != "a" }
        t3 if lonely
        lonely if input.x == input.y
        lonely if { some v in input.list; v == "b" }
        t4 if not odd
        default odd := false
        odd if { some v in input.list; v == 1 }
        l := [v | some v in input.list; v != "a"]
        t5 := count(l)
        t6 := {"n": count(l2), "m": m}
        l2 := [v | some v in input.list; v != "b"]
        m := [v, w] if { some v in input.list; v == "a"; w := input.y }
        t7 := {m | some m in w; m != "b"}
        w contains v if some v in input.list
        t8 := [top, ms] if ms := [m | some m in w] with input.list as ["c", "a", "c"]
        default top := 0
        top := 1 if { some m in w2; m == "a" }
        w2 contains v if some v in input.list
        t9 if below with data.a.w4 as {"z"}
        below if { some m in w4; m == "z" }
        w4 contains v if some v in input.list
        t10 if t3 with data.a.lonely as false
        t11 if t0 with input.x as "a" with input.y as 1
        t12 := n if n := count([m | some m in w]) with count as g
        g(xs) := xs
        """;

    [Fact]
    public void Rules_built_into_their_place_decide_as_rules_apart_do()
    {
        Gen.Select(PolicyGen.Module, PolicyGen.Input).Sample(
            (module, input) =>
            {
                var policies = Compile(module + Tops, isIndexed: true);
                var plain = Compile(module + Tops, isIndexed: false);
                for (var i = 0; i <= 12; i++)
                {
                    var text = $"data.a.t{i}";
                    var wanted = Outcome(plain, text, input, EvaluationOptions.Default);
                    Assert.Equal(wanted, Outcome(policies, text, input, EvaluationOptions.Default));
                    Assert.Equal(wanted, Outcome(policies, text, input, new EvaluationOptions { Explain = true }));
                }
            },
            iter: 60);
    }

    [Fact]
    public void A_set_that_is_looked_through_once_is_not_made()
    {
        var query = Query("""
            package a

            allow if { some g in grants; g == input.x }
            grants contains g if { some r in input.roles; some g in data.grants[r] }
            """, "data.a.allow");
        var data = RegoValue.FromJson("""{"grants":{"r":["a","b","c"],"s":["d"]}}""");
        var input = RegoValue.FromJson("""{"x":"d","roles":["r","s"]}""");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(RegoValue.True, query.EvaluateValue(input, data));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            query.EvaluateValue(input, data);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void A_member_that_comes_very_often_goes_on_a_few_times_only()
    {
        var query = Query("""
            package a

            p if { some m in s; every v in input.list { v != m }; m == "none" }
            s contains m if { some v in input.list; some w in input.list; m := "x"; v == w }
            """, "data.a.p");
        var input = RegoObject.Create(("list", RegoArray.Create([.. Enumerable.Range(2, 600).Select(i => RegoValue.From(i))])));

        Assert.InRange(query.Evaluate(input).Steps, 0, 100_000);
    }

    [Fact]
    public void A_rule_that_contradicts_itself_is_an_error_also_in_its_place()
    {
        var query = Query("package a\n\np if q\n\nq := v if some v in input", "data.a.p");

        Assert.Throws<EvaluationException>(() => query.EvaluateValue(RegoArray.Create(1, 2)));
    }

    [Fact]
    public void A_body_of_fifty_thousand_literals_ends_in_a_value_or_a_limit_and_not_in_a_crash()
    {
        var text = "package a\n\np if {\n" + string.Concat(Enumerable.Repeat("  input.x == 1\n", 50_000)) + "}\n";
        var query = Query(text, "data.a.p");

        var error = Record.Exception(() => query.Evaluate(RegoObject.Create(("x", 1))));

        Assert.True(error is null or EvaluationLimitException, error?.ToString());
    }

    private static string Outcome(Policies policies, string query, RegoValue input, EvaluationOptions options)
    {
        try
        {
            return policies.Prepare(query).Query!.Evaluate(input, options: options).Value.ToString();
        }
        catch (EvaluationException error)
        {
            return error.Code;
        }
    }

    private static Policies Compile(string module, bool isIndexed)
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", module)], new CompilerOptions { IndexRules = isIndexed });
        Assert.True(compilation.Succeeded, string.Join('\n', compilation.Diagnostics));
        return compilation.Policies;
    }

    private static PreparedQuery Query(string module, string query) => Compile(module, isIndexed: true).Prepare(query).Query!;
}
