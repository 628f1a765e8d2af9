using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>Which parts of the input a query is found to look at.</summary>
public sealed class InputUseTests
{
    [Theory]
    [InlineData("x if input.a.b == 1", "{a: {b: *}}")]
    [InlineData("x if input.a", "{a: {}}")]
    [InlineData("x := input.a", "{a: *}")]
    [InlineData("x if input[\"a\"].b > input.c", "{a: {b: *}, c: *}")]
    [InlineData("x contains i.id if some i in input.items", "{items: {*: {id: *}}}")]
    [InlineData("x contains id if { some i in input.items; some id, role in i.roles; role.name == \"a\" }", "{items: {*: {roles: {*: {name: *}}}}}")]
    [InlineData("x if every m in input.members { m.age > 17 }", "{members: {*: {age: *}}}")]
    [InlineData("x if every k, m in input.members { k != m }", "{members: {*: *}}")]
    [InlineData("x if not input.models[0].evidence.a", "{models: {*: {evidence: {a: {}}}}}")]
    [InlineData("x if count(input.items) > 1", "{items: {*: {}}}")]
    [InlineData("x := count(input.items) if input.items[0].id == 1", "{items: {*: {id: *}}}")]
    [InlineData("x := [v.n | some v in input.a[input.i]]", "{a: {*: {*: {n: *}}}, i: *}")]
    [InlineData("x if { some i; input.a[i].n == input.b[i] }", "{a: {*: {n: *}}, b: {*: *}}")]
    [InlineData("x := f(input.user) \n f(u) := u.name", "{user: {name: *}}")]
    [InlineData("x := f(input.user) \n f({\"name\": n, \"age\": _}) := n", "{user: *}")]
    [InlineData("x := g(input.user) \n f(u) := u.name \n g(u) := f(u.boss) if u.role", "{user: {boss: {name: *}, role: {}}}")]
    [InlineData("x if y.n == 1 \n y := input.a", "{a: *}")]
    [InlineData("x if { u := input.a; v := u.b; v.c == 1; u.d }", "{a: {b: {c: *}, d: {}}}")]
    [InlineData("x if { u = input.a; u = input.b; u.c }", "{a: *, b: *}")]
    [InlineData("x if { [u, 1] = input.a; u.c }", "{a: *}")]
    [InlineData("x := data.other[input.key].y", "{key: *}")]
    [InlineData("x := {\"a\": input.a}.a.b", "{a: *}")]
    [InlineData("x := walk(input.a, _)", "{a: *}")]
    [InlineData("x if y.b with input.a as input.c \n y := {\"b\": input.a.d}", "{a: {d: *}, c: *}")]
    [InlineData("x if f(input.a) with f as g \n f(u) := u.b \n g(u) := u", "{a: *}")]
    [InlineData("x if count(input.a) == 1 with count as f \n f(u) := u", "{a: *}")]
    [InlineData("x if { input.a.b == 1; print(input.c) }", "{a: {b: *}, c: *}")]
    [InlineData("x := $\"{input.a} and {input.b.c}\"", "{a: *, b: {c: *}}")]
    [InlineData("x := 1 if input.a.b == 1 else := 2 if input.c", "{a: {b: *}, c: {}}")]
    [InlineData("x[k] := v.n if some k, v in input.m", "{m: {*: {n: *}}}")]
    [InlineData("x if input.n[1].a", "{n: {*: {a: {}}}}")]
    public void A_rule_looks_at(string rules, string wanted) => Assert.Equal(wanted, PartsOf(rules, "data.p.x"));

    [Theory]
    [InlineData("x := input", "data.p.x")]
    [InlineData("x if input == 1", "data.p.x")]
    [InlineData("x if y with input as input \n y := input.a", "data.p.x")]
    [InlineData("x := 1", "input")]
    [InlineData("x := f(input) \n f(u) := object.get(u, \"a\", 1)", "data.p.x")]
    public void A_query_that_looks_at_all_reads_all(string rules, string query) => Assert.Equal("all", PartsOf(rules, query));

    [Fact]
    public void Whole_packages_and_computed_steps_count_with_all_their_rules()
    {
        const string rules = "x := input.a \n y if input.b.c == 1 \n f(u) := u.unused";

        Assert.Equal("{a: *, b: {c: *}}", PartsOf(rules, "data.p"));
        Assert.Equal("{a: *, b: {c: *}}", PartsOf(rules, "data.p[_]"));
        Assert.Equal("{b: {c: *}}", PartsOf(rules, "data.p.y"));
    }

    [Fact]
    public void What_is_left_out_is_still_checked()
    {
        var query = Prepare("x if input.a == 1", "data.p.x");
        var output = new System.Buffers.ArrayBufferWriter<byte>();

        Assert.True(query.EvaluateJson("""{"b": [{"c": "d"}, 1.5e3, true, null], "a": 1}"""u8, default, output));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => query.EvaluateJson("""{"b": [{"c": "d"}, 01], "a": 1}"""u8, default, output));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => query.EvaluateJson("{\"b\": \"\xff\", \"a\": 1}"u8.ToArray().Select(b => b == 0xc3 ? (byte)0xff : b).ToArray(), default, output));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => query.EvaluateJson("""{"b": "\x", "a": 1}"""u8, default, output));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => query.EvaluateJson(System.Text.Encoding.UTF8.GetBytes($$"""{"b": {{new string('[', 2000)}}{{new string(']', 2000)}}, "a": 1}"""), default, output));
    }

    private static string PartsOf(string rules, string query) => Prepare(rules, query).InputParts?.ToString() ?? "all";

    private static PreparedQuery Prepare(string rules, string query)
    {
        var compilation = RegoCompiler.Compile([new SourceText("p.rego", $"package p\n\n{rules.Replace(" \n ", "\n\n", StringComparison.Ordinal)}\n")]);
        Assert.True(compilation.Succeeded, string.Join(" | ", compilation.Diagnostics));
        var preparation = compilation.Policies.Prepare(query);
        Assert.True(preparation.Succeeded, string.Join(" | ", preparation.Diagnostics));
        return preparation.Query;
    }
}
