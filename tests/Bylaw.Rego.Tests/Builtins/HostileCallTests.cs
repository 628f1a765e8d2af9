using System.Text;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Builtins;

/// <summary>Every built-in, called with operands that make it work, ends in a value or a clear error, within the limits of the evaluation.</summary>
public sealed class HostileCallTests
{
    /// <summary>How many calls of each built-in are tried, spread over all combinations of operands.</summary>
    private const int CallsEach = 8;

    private const int RepeatedCallsEach = 3;

    private const long Limit = 64 << 20;

    /// <summary>What is allotted beyond the limit: operands are copied before the first look.</summary>
    private const long Slack = 192 << 20;

    /// <summary>.NET's expressions make their states in one search, which nothing but a time stops.</summary>
    private const long SlackOfExpressions = 1500L << 20;

    private static readonly string[] _expressions = ["regex.", "re_match", "glob.", "json.match_schema"];

    private static readonly EvaluationOptions _small = new()
    {
        Limits = new EvaluationLimits { MaxAllocatedBytes = Limit, MaxDuration = TimeSpan.FromSeconds(30) },
    };

    /// <summary>Gets the built-ins by family: what stands before the first dot.</summary>
    public static TheoryData<string> Families =>
        [.. BuiltinTable.Default.Names.Select(FamilyOf).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_call_with_hostile_operands_ends_in_a_value_or_an_error_within_the_limits(string family)
    {
        foreach (var name in BuiltinTable.Default.Names.Where(n => FamilyOf(n) == family))
        {
            if (Prepare(name) is not { } query)
            {
                continue;
            }
            foreach (var operands in Choose([.. BuiltinTable.Default.Find(name)!.Type.Operands.Select(o => HostileOperands.For(o.Type))]))
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var outcome = Run(query, operands);
                var allotted = GC.GetAllocatedBytesForCurrentThread() - before;

                Assert.True(outcome is null or EvaluationException { Message.Length: > 10 and < 2_000 }, $"{name}({Show(operands)}): {outcome}");
                var slack = _expressions.Any(e => name.StartsWith(e, StringComparison.Ordinal)) ? SlackOfExpressions : Slack;
                Assert.True(allotted <= Limit + slack, $"{name}({Show(operands)}) allotted {allotted >> 20} MiB");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Calls_over_and_over_with_large_operands_end_soon_after_they_are_cancelled(string family)
    {
        foreach (var name in BuiltinTable.Default.Names.Where(n => FamilyOf(n) == family))
        {
            if (Prepare(name, "some _ in numbers.range(1, 100000); ") is not { } query)
            {
                continue;
            }
            foreach (var operands in Choose([.. BuiltinTable.Default.Find(name)!.Type.Operands.Select(o => HostileOperands.For(o.Type))], RepeatedCallsEach))
            {
                using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
                var started = System.Diagnostics.Stopwatch.GetTimestamp();

                var error = Record.Exception(() => query.EvaluateValue(RegoArray.Create(operands), options: _small, cancellationToken: stop.Token));

                var took = System.Diagnostics.Stopwatch.GetElapsedTime(started);
                Assert.True(took < TimeSpan.FromSeconds(20), $"{name}({Show(operands)}) went on for {took} after it was cancelled");
                Assert.True(error is null or OperationCanceledException or EvaluationException, error?.ToString());
            }
        }
    }

    [Theory]
    [InlineData("split(input.long, \"\")")]
    [InlineData("strings.split_n(input.long, \"\", 3)")]
    [InlineData("regex.split(\"\", input.long)")]
    [InlineData("regex.find_n(\"[a-z]\", input.long, -1)")]
    [InlineData("regex.replace(input.long, \"a\", input.long)")]
    [InlineData("replace(input.long, \"a\", input.long)")]
    [InlineData("replace(input.long, \"\", input.long)")]
    [InlineData("strings.replace_n({\"a\": input.long}, input.long)")]
    [InlineData("indexof_n(input.long, \"a\")")]
    [InlineData("concat(input.long, array.slice(numbers_as_text, 0, 9))")]
    [InlineData("sprintf(\"%s%s%s%s%s%s%s%s\", [input.long, input.long, input.long, input.long, input.long, input.long, input.long, input.long])")]
    [InlineData("sprintf(\"%*d%*d%*d%*d%*d%*d%*d%*d%*d%*d%*d%*d%*d%*d%*d%*d%*d%*d\", [n | some i in numbers.range(1, 36); n := 1000000])")]
    [InlineData("hex.encode(input.long)")]
    [InlineData("base64.encode(input.long)")]
    [InlineData("urlquery.encode(input.long)")]
    [InlineData("numbers.range(1, 9000000)")]
    [InlineData("numbers.range_step(1, 90000000, 10)")]
    [InlineData("net.cidr_expand(\"10.0.0.0/12\")")]
    [InlineData("net.cidr_expand(\"::/108\")")]
    [InlineData("graph.reachable_paths({n: numbers.range(0, 9) | some n in numbers.range(0, 9)}, [0])")]
    [InlineData("[x | walk({\"a\": numbers.range(1, 1000000)}, x)]")]
    [InlineData("json.patch(numbers.range(1, 100000), [{\"op\": \"add\", \"path\": \"/0\", \"value\": n} | some n in numbers.range(1, 200)])")]
    [InlineData("object.union_n([{n: n} | some n in numbers.range(1, 10000)])")]
    [InlineData("strings.render_template(\"{{range .a}}{{range $.a}}{{range $.a}}{{range $.a}}{{.}}{{end}}{{end}}{{end}}{{end}}\", {\"a\": numbers.range(1, 100)})")]
    [InlineData("yaml.unmarshal(concat(\"\", [\"- \", concat(\"\\n- \", numbers_as_text)]))")]
    [InlineData("json.marshal(shared)")]
    [InlineData("yaml.marshal(shared)")]
    [InlineData("sprintf(\"%v\", [shared])")]
    public void What_would_fill_the_memory_is_refused_before_it_does(string call)
    {
        // Sixty levels that each hold the one below twice: small in memory, endless as text.
        var rules = new StringBuilder($"package a\n\np := {call}\n\nnumbers_as_text := [format_int(n, 10) | some n in numbers.range(1, 100000)]\n\nshared0 := [1, 2]\n\n");
        for (var i = 1; i <= 60; i++)
        {
            rules.Append($"shared{i} := [shared{i - 1}, shared{i - 1}]\n\n");
        }
        rules.Append("shared := shared60\n");
        var query = Compile(rules.ToString());
        var input = RegoObject.Create(("long", new string('a', 20_000_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<EvaluationLimitException>(() => query.EvaluateValue(input, options: _small));

        Assert.Equal(nameof(EvaluationLimits.MaxAllocatedBytes), error.Limit);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Limit + Slack);
    }

    [Theory]
    [InlineData("regex.globs_match(concat(\"\", [input.stars, \"b\"]), concat(\"\", [input.stars, \"c\"]))")]
    [InlineData("object.subset(input.same, array.concat(array.slice(input.same, 0, 20000), [2]))")]
    [InlineData("net.cidr_contains_matches(input.nets, input.nets)")]
    [InlineData("strings.any_prefix_match(input.nets, input.same_texts)")]
    [InlineData("product(input.big)")]
    [InlineData("json.match_schema(input.nested, {\"properties\": {\"a\": {\"anyOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#\"}, {\"$ref\": \"#\"}]}}, \"required\": [\"b\"]})[0]")]
    [InlineData("regex.find_n(\"(.*a){20}.\", input.wide, -1)")]
    public void A_call_that_works_long_looks_at_deadline_and_cancellation_meanwhile(string call)
    {
        var query = Compile($"package a\n\np := {call}\n");
        var nested = (RegoValue)1;
        for (var i = 0; i < 20; i++)
        {
            nested = RegoObject.Create(("a", nested));
        }
        var input = RegoObject.Create(
            ("stars", string.Concat(Enumerable.Repeat("a*", 2_000))),
            ("same", RegoArray.Create([.. Enumerable.Repeat((RegoValue)1, 40_000)])),
            ("nets", RegoArray.Create([.. Enumerable.Range(0, 2_000).Select(i => (RegoValue)$"10.{i / 256}.{i % 256}.0/24")])),
            ("same_texts", RegoArray.Create([.. Enumerable.Range(0, 2_000).Select(i => (RegoValue)$"10.{i / 256}.{i % 256}.1/24")])),
            ("big", RegoArray.Create([.. Enumerable.Repeat(RegoValue.FromNumberText(new string('7', 2_000)), 100)])),
            ("nested", nested),
            ("wide", new string('a', 20_000) + "\U0001F600"));
        var hasty = _small with { Limits = _small.Limits with { MaxDuration = TimeSpan.FromTicks(1), MaxAllocatedBytes = 4L << 30 } };
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Equal(nameof(EvaluationLimits.MaxDuration), Assert.Throws<EvaluationLimitException>(() => query.EvaluateValue(input, options: hasty)).Limit);
        Assert.Throws<OperationCanceledException>(() => query.EvaluateValue(input, cancellationToken: stop.Token));
    }

    private static string FamilyOf(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[..dot] : "plain";

    private static IEnumerable<RegoValue[]> Choose(RegoValue[][] choices, int calls = CallsEach)
    {
        var all = choices.Aggregate(1L, (n, c) => n * c.Length);
        // A stride without a common factor with the counts meets each operand in turn.
        var stride = Math.Max(1, all / calls) | 1;
        for (long n = 0; n < all; n += stride)
        {
            var rest = n;
            yield return
            [
                .. choices.Select(c =>
                {
                    var chosen = c[rest % c.Length];
                    rest /= c.Length;
                    return chosen;
                }),
            ];
        }
    }

    private static Exception? Run(PreparedQuery query, RegoValue[] operands)
    {
        try
        {
            query.EvaluateValue(RegoArray.Create(operands), options: _small);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    /// <summary>Prepares a call; null for the few that are no functions of their own in a policy.</summary>
    private static PreparedQuery? Prepare(string name, string before = "")
    {
        var function = BuiltinTable.Default.Find(name)!;
        var arguments = string.Join(", ", Enumerable.Range(0, function.Type.Operands.Length).Select(i => $"input[{i}]"));
        var rule = function.IsRelation ? $"p := [x | {before}{name}({arguments}, x)]"
            : before.Length > 0 ? $"p := count([1 | {before}{(function.Type.Result is null ? "" : "x := ")}{name}({arguments})])"
            : function.Type.Result is null ? $"p if {name}({arguments})" : $"p := {name}({arguments})";
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", $"package a\n\n{rule}\n")]);
        return compilation.Succeeded ? compilation.Policies.Prepare("data.a.p").Query : null;
    }

    private static PreparedQuery Compile(string text)
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", text)]);
        Assert.True(compilation.Succeeded, string.Join("\n", compilation.Diagnostics));
        return compilation.Policies.Prepare("data.a.p").Query!;
    }

    private static string Show(RegoValue[] operands) => string.Join(", ", operands.Select(o => o.Reference switch
    {
        string text => $"{text[..Math.Min(12, text.Length)]}… of {text.Length}",
        RegoArray array => $"array of {array.Count}",
        RegoObject obj => $"object of {obj.Count}",
        RegoSet set => $"set of {set.Count}",
        _ => o.ToString() is { Length: < 40 } text ? text : "number",
    }));
}
