using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using CsCheck;

namespace Bylaw.Rego.Tests.Engine;

public sealed class WorkspaceTests
{
    private const string Callers = """
        package b

        import data.a

        x := a.r2
        y contains m if some m in a.s1
        z := a.f0(input.x, 1)
        w := a.f1(input.x, "b") with a.f0 as 3
        """;

    [Fact]
    public void What_is_compiled_after_changes_decides_as_what_is_compiled_at_once()
    {
        Gen.Select(PolicyGen.Module, PolicyGen.Module.Array[1, 4], PolicyGen.Input, Gen.Bool).Sample(
            (first, changes, input, addsRule) =>
            {
                var workspace = new RegoWorkspace();
                workspace.Set(new SourceText("a.rego", first));
                workspace.Set(new SourceText("b.rego", Callers));
                workspace.Set(new SourceText("c.rego", "package c\n\nv := data.a.r1\n"));
                Compare(workspace, first, input);
                foreach (var change in changes)
                {
                    var text = addsRule ? change + "\nr2 := 1 if input.x == \"a\"\n" : change;
                    workspace.Set(new SourceText("a.rego", text));
                    Compare(workspace, text, input);
                }
            },
            iter: 60);
    }

    [Fact]
    public void After_a_change_of_one_body_the_rules_of_other_modules_are_taken_as_they_were()
    {
        var workspace = Workspace("package a\n\np := 1\n");

        workspace.Set(new SourceText("a.rego", "package a\n\np := 2\n"));

        Assert.Equal((RegoValue)2, Value(workspace, "data.b.q"));
        Assert.Equal(2, workspace.TakenRuleCount);
    }

    [Fact]
    public void After_a_change_of_what_there_is_nothing_is_taken()
    {
        var workspace = Workspace("package a\n\np := 1\n");

        workspace.Set(new SourceText("a.rego", "package a\n\np := 2\n\ncount := 7\n"));

        Assert.Equal((RegoValue)2, Value(workspace, "data.b.q"));
        Assert.Equal(0, workspace.TakenRuleCount);
    }

    [Fact]
    public void A_type_that_changes_is_seen_by_rules_that_were_taken()
    {
        var workspace = Workspace("package a\n\np := 1\n");

        workspace.Set(new SourceText("a.rego", "package a\n\np := \"one\"\n"));

        Assert.Contains(workspace.Compile().Diagnostics, d => d.Source?.Name == "b.rego" && d.Kind.WireCode == "rego_type_error");
    }

    private static RegoWorkspace Workspace(string a)
    {
        var workspace = new RegoWorkspace();
        workspace.Set(new SourceText("a.rego", a));
        workspace.Set(new SourceText("b.rego", "package b\n\nq := data.a.p\n\nr := data.a.p + 1\n"));
        Assert.True(workspace.Compile().Succeeded);
        return workspace;
    }

    private static RegoValue Value(RegoWorkspace workspace, string query) => workspace.Compile().Policies!.Prepare(query).Query!.EvaluateValue(default);

    private static void Compare(RegoWorkspace workspace, string text, RegoValue input)
    {
        var kept = workspace.Compile();
        var fresh = RegoCompiler.Compile(
            [new SourceText("a.rego", text), new SourceText("b.rego", Callers), new SourceText("c.rego", "package c\n\nv := data.a.r1\n")]);
        Assert.Equal(fresh.Diagnostics.Select(d => d.ToString()), kept.Diagnostics.Select(d => d.ToString()));
        foreach (var query in fresh.Succeeded ? new[] { "data", "data.a", "data.b", "data.b.w", "data.c.v" } : [])
        {
            Assert.Equal(Outcome(fresh, query, input), Outcome(kept, query, input));
        }
    }

    private static string Outcome(Compilation compilation, string query, RegoValue input)
    {
        try
        {
            return compilation.Policies!.Prepare(query).Query!.Evaluate(input).Value.ToString();
        }
        catch (EvaluationException error)
        {
            return error.ToLine();
        }
    }
}
