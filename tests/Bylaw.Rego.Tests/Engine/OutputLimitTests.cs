using System.Buffers;
using System.Text;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>A value whose parts are shared is endless as text: what is written has a bound.</summary>
public sealed class OutputLimitTests
{
    private const int Most = 100_000;

    /// <summary>What is written beyond the bound before it is seen: brackets of the levels, and the last piece of a text.</summary>
    private const int Slack = 20_000;

    [Fact]
    public void EvaluateJson_ends_at_the_limit_for_output()
    {
        var query = Query("x0 := [1, 2]\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"x{i} := [x{i - 1}, x{i - 1}]\n")) + "p := x60");
        var options = new EvaluationOptions { Limits = new EvaluationLimits { MaxOutputBytes = Most } };
        var output = new ArrayBufferWriter<byte>();

        var error = Assert.Throws<EvaluationLimitException>(() => query.EvaluateJson([], default, output, options));

        Assert.Equal(nameof(EvaluationLimits.MaxOutputBytes), error.Limit);
        Assert.InRange(output.WrittenCount, Most, Most + Slack);
    }

    [Theory]
    [InlineData("array")]
    [InlineData("object")]
    [InlineData("set")]
    [InlineData("key")]
    [InlineData("long text")]
    [InlineData("many items")]
    public void What_is_longer_than_the_bound_is_refused(string shape)
    {
        var value = Endless(shape);
        var output = new ArrayBufferWriter<byte>();

        Assert.Equal(Most, Assert.Throws<ValueTooLongException>(() => value.WriteJson(output, Most)).MostBytes);
        Assert.InRange(output.WrittenCount, 0, Most + Slack);
        Assert.Throws<ValueTooLongException>(() => value.ToJson(null, Most));
        Assert.Throws<ValueTooLongException>(() => value.ToJson("  ", Most));
        Assert.Equal(100, value.ToShortString(100).Length);
        Assert.EndsWith("...", value.ToShortString(100), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a": [1, 2.50, "ü\n\u2028", null, true], "b": {"c": []}}""")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("12345678901234567890.5")]
    public void A_value_that_is_as_long_as_the_bound_is_written(string json)
    {
        var value = RegoValue.FromJson(json);
        foreach (var indent in (string?[])[null, "  "])
        {
            var text = value.ToJson(indent);
            var length = Encoding.UTF8.GetByteCount(text);

            Assert.Equal(text, value.ToJson(indent, length));
            Assert.Throws<ValueTooLongException>(() => value.ToJson(indent, length - 1));
        }
        Assert.Equal(value.ToString(), value.ToShortString(value.ToString().Length));
    }

    [Fact]
    public void A_long_text_is_the_one_that_its_bytes_say()
    {
        RegoValue value = RegoArray.Create([.. Enumerable.Range(0, 200_000).Select(i => (RegoValue)RegoObject.Create(("é", i), (RegoArray.Create(i), "\"")))]);
        var output = new ArrayBufferWriter<byte>();

        value.WriteJson(output);

        Assert.True(output.WrittenCount > 4 << 20);
        Assert.Equal(Encoding.UTF8.GetString(output.WrittenSpan), value.ToJson());
        Assert.Equal(200_000, RegoValue.FromJson(value.ToJson()).AsArray().Count);
        Assert.Equal(output.WrittenCount, Encoding.UTF8.GetByteCount(value.ToJson(null, output.WrittenCount)));
    }

    [Fact]
    public void Template_strings_that_double_what_they_hold_end_in_the_memory_limit()
    {
        var rules = "t0 := \"ab\"\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"t{i} := $\"{{t{i - 1}}}{{t{i - 1}}}\"\n")) + "p := t60";
        var options = new EvaluationOptions { Limits = new EvaluationLimits { MaxAllocatedBytes = 16 << 20 } };

        Assert.Equal("MaxAllocatedBytes", Assert.Throws<EvaluationLimitException>(() => Query(rules).EvaluateValue(default, options: options)).Limit);
    }

    [Theory]
    [InlineData(TraceLevel.Debug, false)]
    [InlineData(TraceLevel.Off, true)]
    public void What_is_said_of_endless_values_is_short(TraceLevel trace, bool explain)
    {
        var query = Query("p if { x := input.x; count(x) == 2; x[0][0] == input.y; q[x] == 1 }\n\nq[1] := 1\n\nq[\"a\"] := 2");
        var input = RegoObject.Create(("x", Endless("array")), ("y", Endless("array").AsArray()[0].AsArray()[0]));
        using var text = new StringWriter();

        var decision = query.Evaluate(input, options: new EvaluationOptions { Trace = trace, Explain = explain });
        TraceText.Write(decision.Trace, text);
        decision.Explanation?.Write(text);

        Assert.InRange(text.ToString().Length, 20, 10_000);
    }

    private static RegoValue Endless(string shape)
    {
        RegoValue value = RegoArray.Create(1, 2);
        for (var i = 0; i < 60; i++)
        {
            value = shape switch
            {
                "array" => RegoArray.Create(value, value),
                "object" => RegoObject.Create(("a", value), ("b", value)),
                "key" => RegoObject.Create((RegoArray.Create(value, value), 1)),
                "set" => RegoSet.Create(value, RegoArray.Create(value)),
                "long text" => new string('a', Most + 1),
                _ => RegoArray.Create([.. Enumerable.Range(0, Most).Select(n => (RegoValue)n)]),
            };
        }
        return value;
    }

    private static PreparedQuery Query(string rules)
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", $"package a\n\n{rules}\n")]);
        Assert.True(compilation.Succeeded, string.Join("\n", compilation.Diagnostics));
        return compilation.Policies.Prepare("data.a.p").Query!;
    }
}
