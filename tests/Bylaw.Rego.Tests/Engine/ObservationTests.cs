using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using CsCheck;

namespace Bylaw.Rego.Tests.Engine;

public sealed class ObservationTests
{
    private const string Policy = """
        package a

        p if {
        	trace("looked at p")
        	input.x == 1
        }

        q if p
        q if input.y == 2

        unused if input.z
        """;

    [Fact]
    public void Notes_are_shown_with_the_rules_that_lead_to_them()
    {
        var trace = Evaluate("data.a.q", new EvaluationOptions { Trace = TraceLevel.Notes }).Trace;

        Assert.Equal([TraceOperation.Enter, TraceOperation.Enter, TraceOperation.Enter, TraceOperation.Note], trace.Select(e => e.Operation));
        Assert.Equal("looked at p", trace[^1].Text);
        Assert.Equal(4, trace[^1].Place.Line);
    }

    [Fact]
    public void Fails_show_the_literals_that_failed()
    {
        var trace = Evaluate("data.a.q", new EvaluationOptions { Trace = TraceLevel.Fails }).Trace;

        Assert.Contains(trace, e => e.Operation == TraceOperation.Fail && e.Text == "input.x == 1");
        Assert.DoesNotContain(trace, e => e.Operation == TraceOperation.Eval);
    }

    [Fact]
    public void The_full_trace_enters_evaluates_and_exits_in_order()
    {
        var output = new StringWriter { NewLine = "\n" };
        TraceText.Write(Evaluate("data.a.q", new EvaluationOptions { Trace = TraceLevel.Full }).Trace, output);

        Assert.Contains("a.rego:9    | | Eval input.y == 2\na.rego:9    | | Exit data.a.q\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_adds_up_over_evaluations_and_names_the_lines_that_nothing_reached()
    {
        var policies = Compile();
        var coverage = new CoverageRecorder();
        foreach (var query in new[] { "data.a.p", "data.a.q" })
        {
            policies.Prepare(query).Query!.Evaluate(RegoObject.Create(("y", 2)), options: new EvaluationOptions { Coverage = coverage });
        }

        var file = Assert.Single(coverage.Report(policies).Files);

        Assert.Equal([3, 11], file.Lines.Where(l => l.Hits == 0).Select(l => l.Line));
        Assert.Contains(file.Lines, l => l is { Line: 5, Hits: > 0 });
        Assert.Equal([(3, 3), (11, 11)], file.Runs(covered: false));
    }

    [Fact]
    public void The_profile_counts_each_line()
    {
        var profile = new ProfileRecorder();

        Evaluate("data.a.q", new EvaluationOptions { Profile = profile });

        Assert.Contains(profile.Report(), l => l is { File: "a.rego", Line: 5, Evals: 1, Literals: 1 });
    }

    [Fact]
    public void Observed_indexed_and_plain_evaluations_agree_on_made_up_policies()
    {
        Gen.Select(PolicyGen.Module, PolicyGen.Input).Sample(
            (module, input) =>
            {
                var plain = Outcome(module, input, new CompilerOptions { IndexRules = false }, EvaluationOptions.Default);
                var indexed = Outcome(module, input, CompilerOptions.Default, EvaluationOptions.Default);
                var observed = Outcome(module, input, CompilerOptions.Default, new EvaluationOptions { Explain = true, Trace = TraceLevel.Debug });
                return plain == indexed && indexed == observed;
            },
            iter: 400);
    }

    private static string Outcome(string module, RegoValue input, CompilerOptions compile, EvaluationOptions options)
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", module)], compile);
        if (!compilation.Succeeded)
        {
            return "does not compile: " + compilation.Diagnostics[0];
        }
        try
        {
            return compilation.Policies.Prepare("data.a").Query!.Evaluate(input, options: options).Value.ToString();
        }
        catch (EvaluationException error)
        {
            return error.ToLine();
        }
    }

    private static Policies Compile() => RegoCompiler.Compile([new SourceText("a.rego", Policy)]).Policies!;

    private static Decision Evaluate(string query, EvaluationOptions options) =>
        Compile().Prepare(query).Query!.Evaluate(RegoObject.Create(("y", 2)), options: options);
}
