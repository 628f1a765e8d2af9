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
        whole := count(data.a)
        any_of contains v if v := data.a[_]
        """;

    [Fact]
    public void What_is_compiled_after_changes_decides_as_what_is_compiled_at_once()
    {
        Gen.Select(PolicyGen.Module, Gen.Select(PolicyGen.Module, Gen.Enum<Change>()).Array[1, 6], PolicyGen.Input).Sample(
            (first, changes, input) =>
            {
                var workspace = new RegoWorkspace();
                var texts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["a.rego"] = first, ["b.rego"] = Callers, ["c.rego"] = "package c\n\nv := data.a.r1\n" };
                Compare(workspace, texts, input);
                foreach (var (module, change) in changes)
                {
                    texts["a.rego"] = change switch
                    {
                        Change.AddsRule => module + "\nr2 := 1 if input.x == \"a\"\n",
                        Change.Unsafe => module + "\nr7 := unknown_name\n",
                        Change.AddsKeys => module + "\nextra[k] := 1 if some k in [\"x\", \"y\"]\n",
                        _ => module,
                    };
                    texts["d.rego"] = "package a.extra\n\nz := data.c.v\n\nnow := 3\n";
                    if (change == Change.Recursive)
                    {
                        texts["d.rego"] = "package a\n\ncircle := data.b.round\n";
                        texts["c.rego"] = "package b\n\nround := data.a.circle\n";
                    }
                    else
                    {
                        texts["c.rego"] = "package c\n\nv := data.a.r1\n";
                    }
                    Compare(workspace, texts, input);
                }
            },
            iter: 150);
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
    public void After_a_rule_is_added_only_modules_that_name_it_are_lowered_again()
    {
        var workspace = Workspace("package a\n\np := 1\n");
        workspace.Set(new SourceText("c.rego", "package c\n\nn := data.a.size([1])\n"));
        Assert.False(workspace.Compile().Succeeded);

        workspace.Set(new SourceText("a.rego", "package a\n\np := 2\n\nsize(xs) := count(xs)\n"));

        var named = workspace.Compile();
        Assert.Equal(2, workspace.TakenRuleCount);
        Assert.Equal((RegoValue)1, named.Policies!.Prepare("data.c.n").Query!.EvaluateValue(default));

        workspace.Set(new SourceText("a.rego", "package a\n\np := 2\n\nlength := 1\n\nsize(xs) := count(xs)\n"));
        Assert.True(workspace.Compile().Succeeded);
        Assert.Equal(3, workspace.TakenRuleCount);
    }

    [Fact]
    public void A_rule_of_the_package_hides_a_builtin_for_the_other_modules_of_the_package()
    {
        var workspace = Workspace("package a\n\np := 1\n");
        workspace.Set(new SourceText("a2.rego", "package a\n\nn := count([1, 2])\n"));
        Assert.Equal((RegoValue)2, Value(workspace, "data.a.n"));

        workspace.Set(new SourceText("a.rego", "package a\n\np := 2\n\ncount(xs) := 7\n"));

        Assert.Equal((RegoValue)7, Value(workspace, "data.a.n"));
    }

    [Fact]
    public void A_function_of_another_body_is_called_by_rules_that_were_taken_as_they_were()
    {
        var workspace = Workspace("package a\n\np := 1\n\nf(x) := x + 1\n");
        workspace.Set(new SourceText("c.rego", "package c\n\nn := data.a.f(1)\n"));
        var old = workspace.Compile();

        workspace.Set(new SourceText("a.rego", "package a\n\np := 1\n\nf(x) := x + 10\n"));

        Assert.Equal((RegoValue)11, Value(workspace, "data.c.n"));
        Assert.Equal(3, workspace.TakenRuleCount);
        Assert.Equal((RegoValue)2, old.Policies!.Prepare("data.c.n").Query!.EvaluateValue(default));
    }

    [Theory]
    [InlineData("package a\n\np := 1\n", "REGO2004")]
    [InlineData("package a\n\np := 1\n\nf(x, y, z) := 2\n", "REGO2005")]
    [InlineData("package a\n\np := 1\n\nf := 2\n", "REGO2004")]
    public void A_call_is_refused_once_its_function_is_gone(string text, string code)
    {
        var workspace = Workspace("package a\n\np := 1\n\nf(x) := x + 1\n");
        workspace.Set(new SourceText("c.rego", "package c\n\nn := data.a.f(1)\n"));
        Assert.True(workspace.Compile().Succeeded);

        workspace.Set(new SourceText("a.rego", text));

        Assert.Equal((code, "c.rego"), workspace.Compile().Diagnostics.Select(d => (d.Kind.Code, d.Source!.Name)).Single());
    }

    [Fact]
    public void A_base_document_becomes_one_of_a_rule_and_is_none_again()
    {
        var workspace = Workspace("package a\n\np := 1\n");
        workspace.Set(new SourceText("c.rego", "package c\n\nn := data.a.later.x\n"));
        Assert.True(workspace.Compile().Succeeded);

        workspace.Set(new SourceText("a.rego", "package a\n\np := 1\n\nlater := {\"y\": 1}\n"));
        Assert.Contains(workspace.Compile().Diagnostics, d => d.Source?.Name == "c.rego" && d.Kind.WireCode == "rego_type_error");

        workspace.Set(new SourceText("a.rego", "package a\n\np := 1\n\nlater := {\"x\": 5}\n"));
        Assert.Equal((RegoValue)5, Value(workspace, "data.c.n"));

        workspace.Set(new SourceText("a.rego", "package a\n\np := 1\n"));
        Assert.False(Value(workspace, "data.c.n").IsDefined);
    }

    [Fact]
    public void A_document_with_computed_keys_takes_in_rules_of_modules_that_stay_as_they_are()
    {
        var workspace = Workspace("package a\n\np := 1\n");
        workspace.Set(new SourceText("d.rego", "package a.all\n\nnow := 3\n"));
        Assert.Equal("{\"now\": 3}", Value(workspace, "data.a.all").ToString());

        workspace.Set(new SourceText("a.rego", "package a\n\np := 1\n\nall[k] := 1 if some k in [\"x\", \"y\"]\n"));
        Assert.Equal("{\"now\": 3, \"x\": 1, \"y\": 1}", Value(workspace, "data.a.all").ToString());

        workspace.Set(new SourceText("a.rego", "package a\n\np := 1\n"));
        Assert.Equal("{\"now\": 3}", Value(workspace, "data.a.all").ToString());
    }

    [Fact]
    public void Types_are_worked_out_again_only_where_one_that_is_relied_on_has_changed()
    {
        var workspace = Workspace("package a\n\np := 1\n");
        workspace.Set(new SourceText("c.rego", "package c\n\nn := data.b.q\n\nm := input.x\n"));
        var old = workspace.Compile();

        workspace.Set(new SourceText("a.rego", "package a\n\np := 2\n"));
        Assert.True(workspace.Compile().Succeeded);
        Assert.Equal(1, workspace.CheckedGroupCount);

        workspace.Set(new SourceText("a.rego", "package a\n\np := 2 if input.x\n\np := \"two\" if not input.x\n"));
        var changed = workspace.Compile();

        Assert.Equal(4, workspace.CheckedGroupCount);
        Assert.Equal("any<number, string>", changed.Policies!.TypeOf("data.c.n")!.Type.ToString());
        Assert.Equal("number", old.Policies!.TypeOf("data.c.n")!.Type.ToString());
    }

    [Fact]
    public void What_is_in_error_for_a_while_is_checked_against_the_types_of_afterwards()
    {
        var workspace = Workspace("package a\n\np := 1\n");
        workspace.Set(new SourceText("a.rego", "package a\n\np := x\n"));
        Assert.False(workspace.Compile().Succeeded);

        workspace.Set(new SourceText("a.rego", "package a\n\np := \"one\"\n"));

        Assert.Contains(workspace.Compile().Diagnostics, d => d.Source?.Name == "b.rego" && d.Kind.WireCode == "rego_type_error");
        workspace.Set(new SourceText("a.rego", "package a\n\np := 3\n"));
        Assert.Equal((RegoValue)4, Value(workspace, "data.b.r"));
    }

    [Fact]
    public void Metadata_of_another_module_is_seen_anew()
    {
        const string Told = "# METADATA\n# scope: package\n# title: TITLE\npackage a\n";
        var workspace = new RegoWorkspace();
        workspace.Set(new SourceText("a.rego", Told));
        workspace.Set(new SourceText("a2.rego", "package a\n\ntitles := [t.annotations.title | some t in rego.metadata.chain(); t.annotations]\n"));
        Assert.Equal("[\"TITLE\"]", Value(workspace, "data.a.titles").ToString());

        workspace.Set(new SourceText("a.rego", Told.Replace("TITLE", "Other", StringComparison.Ordinal)));

        Assert.Equal("[\"Other\"]", Value(workspace, "data.a.titles").ToString());
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

    private static void Compare(RegoWorkspace workspace, SortedDictionary<string, string> texts, RegoValue input)
    {
        foreach (var gone in workspace.Names.Where(n => !texts.ContainsKey(n)).ToList())
        {
            workspace.Remove(gone);
        }
        foreach (var (name, text) in texts)
        {
            workspace.Set(new SourceText(name, text));
        }
        var kept = workspace.Compile();
        var fresh = RegoCompiler.Compile([.. workspace.Names.Select(n => new SourceText(n, texts[n]))]);
        Assert.Equal(fresh.Diagnostics.Select(d => d.ToString()), kept.Diagnostics.Select(d => d.ToString()));
        if (!fresh.Succeeded)
        {
            return;
        }
        Assert.Equal(fresh.Policies!.RulePaths, kept.Policies!.RulePaths);
        Assert.All(fresh.Policies.RulePaths, p => Assert.Equal(fresh.Policies.TypeOf(p)?.Type, kept.Policies.TypeOf(p)?.Type));
        foreach (var query in new[] { "data", "data.a", "data.b", "data.b.w", "data.c.v" })
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

    private enum Change
    {
        None,
        AddsRule,
        Unsafe,
        AddsKeys,
        Recursive,
    }
}
