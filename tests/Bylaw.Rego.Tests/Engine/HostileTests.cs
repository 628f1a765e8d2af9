using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>Hostile policies, inputs and bundles end in an error inside limits, never in a crash or a hang; on small stacks too.</summary>
public sealed class HostileTests
{
    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("(")]
    [InlineData("[x | ")]
    [InlineData("{\"a\": ")]
    [InlineData("count(")]
    [InlineData("x[")]
    [InlineData("-")]
    public void A_hundred_thousand_open_brackets_are_one_error(string opener)
    {
        var text = "package a\n\np := " + string.Concat(Enumerable.Repeat(opener, 100_000));

        var compilation = OnSmallStack(() => RegoCompiler.Compile([new SourceText("a.rego", text)]));

        Assert.False(compilation.Succeeded);
        Assert.InRange(compilation.Diagnostics.Length, 1, 202);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\": ", "}")]
    [InlineData("(", ")")]
    [InlineData("[x | x := ", "]")]
    [InlineData("abs(", ")")]
    public void What_the_parser_takes_the_compiler_and_the_machine_take_on_a_small_stack_too(string opener, string closer)
    {
        var text = $"package a\n\np := {string.Concat(Enumerable.Repeat(opener, 900))}1{string.Concat(Enumerable.Repeat(closer, 900))}\n";

        var answer = OnSmallStack(() =>
        {
            var compilation = RegoCompiler.Compile([new SourceText("a.rego", text)]);
            if (!compilation.Succeeded)
            {
                return compilation.Diagnostics[0].Kind.Code;
            }
            try
            {
                return compilation.Policies.Prepare("data.a.p").Query!.EvaluateValue(default).IsDefined ? "value" : "undefined";
            }
            catch (EvaluationException error)
            {
                return error.Code;
            }
        });

        Assert.Contains(answer, (string[])["value", "eval_internal_error", "eval_limit_error", "REGO1005"]);
    }

    [Fact]
    public void A_query_that_nests_deep_is_an_error_or_an_answer()
    {
        var policies = RegoCompiler.Compile([new SourceText("a.rego", "package a")]).Policies!;

        var prepared = OnSmallStack(() => policies.Prepare(new string('[', 900) + new string(']', 900)));
        var refused = OnSmallStack(() => policies.Prepare(new string('[', 100_000)));

        // Code that the runtime has not optimised yet takes more of a small stack: then it is one error.
        Assert.True(prepared.Succeeded || prepared.Diagnostics is [{ Kind.Code: "REGO1005" }], string.Join("\n", prepared.Diagnostics));
        Assert.False(refused.Succeeded);
    }

    [Fact]
    public void A_chain_of_rules_that_is_too_long_to_follow_ends_in_an_error()
    {
        var text = new StringBuilder("package a\n\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append($"p{i} := p{i + 1}\n");
        }
        text.Append("p20000 := 1\n");
        var policies = RegoCompiler.Compile([new SourceText("a.rego", text.ToString())]).Policies!;

        var answer = OnSmallStack(() =>
        {
            try
            {
                return policies.Prepare("data.a.p0").Query!.EvaluateValue(default).ToString();
            }
            catch (EvaluationException error)
            {
                return error.Code;
            }
        });

        Assert.Contains(answer, (string[])["1", "eval_internal_error", "eval_limit_error"]);
    }

    [Fact]
    public void A_ring_of_many_rules_is_one_short_error()
    {
        var text = new StringBuilder("package a\n\n");
        for (var i = 0; i < 5_000; i++)
        {
            text.Append($"p{i} := p{(i + 1) % 5_000}\n");
        }

        var error = Assert.Single(RegoCompiler.Compile([new SourceText("a.rego", text.ToString())]).Diagnostics);

        Assert.Equal("REGO2009", error.Kind.Code);
        Assert.InRange(error.Message.Length, 20, 1_000);
    }

    [Theory]
    [InlineData("1e1000000")]
    [InlineData("-1e-1000000")]
    [InlineData("1e99999999999")]
    public void Huge_numbers_are_read_or_refused(string number)
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", $"package a\n\np := {number}\n\nq := p * p + p\n")]);
        if (compilation.Succeeded)
        {
            try
            {
                compilation.Policies.Prepare("data.a.q").Query!.EvaluateValue(default);
            }
            catch (EvaluationException error)
            {
                Assert.StartsWith("eval_", error.Code, StringComparison.Ordinal);
            }
        }

        Assert.True(compilation.Succeeded || compilation.Diagnostics[0].Kind.Code is "REGO1004");
        try
        {
            RegoValue.FromJson(number);
        }
        catch (JsonException error)
        {
            Assert.NotEmpty(error.Message);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void Json_that_nests_too_deep_is_refused(string opener)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opener, 100_000)));

        Assert.ThrowsAny<JsonException>(() => OnSmallStack(() => RegoValue.FromJson(text)));
    }

    [Theory]
    [InlineData("\"\u00ff\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\": 1}")]
    public void Json_that_is_no_unicode_is_read_or_refused(string latin)
    {
        try
        {
            Assert.True(RegoValue.FromJson(Encoding.Latin1.GetBytes(latin)).IsDefined);
        }
        catch (JsonException error)
        {
            Assert.NotEmpty(error.Message);
        }
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("(.*a){20}b")]
    [InlineData("((a{100}){100}){100}")]
    public void Regular_expressions_take_linear_time_or_are_refused(string pattern)
    {
        var policies = RegoCompiler.Compile([new SourceText("a.rego", "package a\n\np := regex.match(input.p, input.v)\n")]).Policies!;
        var input = RegoObject.Create(("p", pattern), ("v", new string('a', 20_000) + "!"));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        policies.Prepare("data.a.p").Query!.EvaluateValue(input);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    [Fact]
    public void A_string_of_ten_million_signs_is_read()
    {
        var text = "package a\n\np := \"" + new string('x', 10_000_000) + "\"\n";

        var value = RegoCompiler.Compile([new SourceText("a.rego", text)]).Policies!.Prepare("count(data.a.p)").Query!.EvaluateValue(default);

        Assert.Equal((RegoValue)10_000_000, value);
    }

    [Fact]
    public void A_string_of_a_hundred_megabytes_is_read_from_input_data_and_policy_and_what_would_take_it_apart_is_refused()
    {
        const int Length = 100_000_000;
        var json = new byte[Length + 8];
        json.AsSpan().Fill((byte)'x');
        "{\"s\":\""u8.CopyTo(json);
        "\"}"u8.CopyTo(json.AsSpan(json.Length - 2));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var value = RegoValue.FromJson(json);
        var read = GC.GetAllocatedBytesForCurrentThread() - before;
        var policy = RegoCompiler.Compile([new SourceText("a.rego", string.Concat("package a\n\np := \"", value.Get("s").AsString(), "\"\n"))]).Policies!;
        var counts = policy.Prepare("[count(input.s), count(data.s), count(data.a.p)]").Query!.EvaluateValue(value, value);
        var apart = policy.Prepare("split(input.s, \"\")").Query!;

        Assert.Equal(RegoValue.From(RegoArray.Create(Length, Length, Length)), counts);
        Assert.InRange(read, 2L * Length, 4L * Length);
        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("MaxAllocatedBytes", Assert.Throws<EvaluationLimitException>(() => apart.EvaluateValue(value)).Limit);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_bundle_that_unpacks_to_more_than_the_limit_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, leaveOpen: true))
        {
            tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, "readme.txt") { DataStream = new MemoryStream(new byte[8 << 20]) });
        }

        var limits = BundleLimits.Default with { MaxTotalBytes = 1 << 20 };

        Assert.Throws<FormatException>(() => Bundle.ReadArchive("b", new MemoryStream(packed.ToArray()), limits: limits));
    }

    [Theory]
    [InlineData("../../data.json")]
    [InlineData("/a/../../data.json")]
    public void A_data_file_of_a_bundle_that_climbs_is_refused(string path)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, leaveOpen: true))
        {
            tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream("{}"u8.ToArray()) });
        }

        Assert.Throws<FormatException>(() => Bundle.ReadArchive("b", new MemoryStream(packed.ToArray())));
    }

    /// <summary>Runs on a thread with little stack, as pools of servers have.</summary>
    private static T OnSmallStack<T>(Func<T> work)
    {
        var result = default(T);
        Exception? fault = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception error)
                {
                    fault = error;
                }
            },
            512 << 10);
        thread.Start();
        thread.Join();
        return fault is null ? result! : throw fault;
    }
}
