using System.Buffers;
using System.Text;
using System.Text.Json;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using CsCheck;

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
    public void A_way_through_thousands_of_functions_ends()
    {
        const int count = 3_000;
        var functions = Enumerable.Range(0, count).Select(i => $"f{i}(o) := f{i + 1}(o.n)\n\n").Reverse();

        var query = Prepare($"x := f0(input) \n {string.Concat(functions)}f{count}(o) := 1", "data.p.x");

        JsonProjection? parts = JsonProjection.Whole(0);
        var thread = new Thread(() => parts = query.InputParts, 512 << 10);
        thread.Start();
        thread.Join();

        // There is no room on such a thread to follow all of them: then all of the input is read.
        Assert.Null(parts);
    }

    [Fact]
    public void What_is_left_out_is_still_checked()
    {
        var query = Prepare("x if input.a == 1", "data.p.x");
        var output = new ArrayBufferWriter<byte>();

        Assert.True(query.EvaluateJson("""{"b": [{"c": "d"}, 1.5e3, true, null], "a": 1}"""u8, default, output));
        Assert.ThrowsAny<JsonException>(() => query.EvaluateJson("""{"b": [{"c": "d"}, 01], "a": 1}"""u8, default, output));
        Assert.ThrowsAny<JsonException>(() => query.EvaluateJson("{\"b\": \"\xff\", \"a\": 1}"u8.ToArray().Select(b => b == 0xc3 ? (byte)0xff : b).ToArray(), default, output));
        Assert.ThrowsAny<JsonException>(() => query.EvaluateJson("""{"b": "\x", "a": 1}"""u8, default, output));
        Assert.ThrowsAny<JsonException>(() => query.EvaluateJson(Encoding.UTF8.GetBytes($$"""{"b": {{new string('[', 2000)}}{{new string(']', 2000)}}, "a": 1}"""), default, output));
    }

    /// <summary>Variables stand for parts of the input, for parts of parts, are compared, called with and replaced: whatever comes of it, both ways of reading agree.</summary>
    [Fact]
    public void Made_up_rules_yield_from_JSON_what_they_yield_from_the_whole_input()
    {
        var compiled = 0;
        Gen.Select(_body.Array[1, 3], _body, _term, _document.Array[1, 3]).Sample(
            (bodies, helper, result, inputs) =>
            {
                var text = new StringBuilder("package p\n\n");
                foreach (var body in bodies)
                {
                    text.Append($"x contains r if {{\n\t{string.Join("\n\t", body)}\n\tr := {result}\n}}\n\n");
                }
                text.Append($"h if {{\n\t{string.Join("\n\t", helper)}\n}}\n\nf(o) := o.k if o.list\n\nelse := o.v\n\ng(o, k) if o[k].k\n\nal := input.a\n");
                var compilation = RegoCompiler.Compile([new SourceText("p.rego", text.ToString())]);
                if (!compilation.Succeeded)
                {
                    return;
                }
                Interlocked.Increment(ref compiled);
                foreach (var query in (string[])["data.p.x", "data.p.h"])
                {
                    var prepared = compilation.Policies.Prepare(query).Query!;
                    foreach (var input in inputs)
                    {
                        var json = Encoding.UTF8.GetBytes(input.ToJson());
                        var (wanted, got) = (FromValue(prepared, RegoValue.FromJson(json)), FromJson(prepared, json));
                        Assert.True(wanted == got, $"{got}, wanted {wanted}; {query} reads {prepared.InputParts}; {input}\n{text}");
                    }
                }
            },
            iter: 4_000);
        Assert.True(compiled > 400, $"only {compiled} compiled");
    }

    private static readonly Gen<string> _term = Pick("u", "v", "w", "input.a", "input.b.k", "u.k", "v.list", "al", "al.v", "input.list[0]", "count(u)", "f(v)", "[w]", "{\"k\": u}", "true");

    private static readonly Gen<string[]> _body = Gen.Select(
        Pick("u := input.a", "some u in input.list", "u := al", "some _, u in input.a", "u = input.b"),
        Pick("v := u.k", "some v in u.list", "v := u", "v = input.b", "v := f(u)", "[v, 1] := [u, 1]", "some _, v in u", "v := input[u.k]", "v := input.list[u.v]", "v := [e | some e in u.list]"),
        Pick("w := v", "w := v.k", "some w, 1 in u", "w := input[_]", "w := {e.k | some e in v}", "w = u.v", "w := v with input as u"),
        Gen.OneOf(
            Pick("u = input.b", "v = u", "w", "not w", "print(v)"),
            Gen.Select(_term, _term, (a, b) => $"{a} == {b}"),
            Gen.Select(Pick("u", "v", "w", "al"), t => $"not {t}.v"),
            Gen.Select(Pick("u", "v", "w", "al"), t => $"{t}.k"),
            Gen.Select(_term, t => $"every e in {t} {{ e.k }}"),
            Gen.Select(_term, t => $"g({t}, \"a\")"),
            Gen.Select(_term, t => $"al.k == 1 with input.a as {t}"),
            Gen.Select(_term, t => $"count({t}) > 1"),
            Gen.Select(_term, t => $"f({t}) == 1 with f as count"),
            Gen.Select(Pick("u", "v", "w", "al"), _term, (a, b) => $"{a}[_].k == {b}")).Array[0, 3],
        (u, v, w, rest) => (string[])[u, v, w, .. rest]);

    private static readonly Gen<RegoValue> _document = Gen.Recursive<RegoValue>((depth, below) => depth > 3
        ? Pick<RegoValue>(0, 1, "a", "k", true, RegoValue.False, RegoValue.Null)
        : Gen.OneOf(
            Pick<RegoValue>(0, 1, "a", "k", RegoValue.False),
            below.Array[0, 3].Select(i => (RegoValue)RegoArray.Create(i)),
            Gen.Select(Pick("a", "b", "k", "v", "list", "other").Array[1, 5], below.Array[5], ToObject)))
        .Array[4].Select(parts => ToObject(["a", "b", "list", "other"], parts));

    private static RegoValue ToObject(string[] keys, RegoValue[] values)
    {
        var builder = new ObjectBuilder();
        for (var i = 0; i < keys.Length; i++)
        {
            builder.Set(keys[i], values[i]);
        }
        return builder.Build();
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string FromValue(PreparedQuery query, RegoValue input) => Outcome(() => query.EvaluateValue(input) is { IsDefined: true } value ? value.ToJson() : "undefined");

    private static string FromJson(PreparedQuery query, byte[] json)
    {
        var output = new ArrayBufferWriter<byte>();
        return Outcome(() => query.EvaluateJson(json, default, output) ? Encoding.UTF8.GetString(output.WrittenSpan) : "undefined");
    }

    private static string Outcome(Func<string> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (EvaluationException error)
        {
            return error.Code;
        }
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
