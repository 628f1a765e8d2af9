using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Mutating;

namespace Bylaw.Rego.Tooling.Tests.Mutating;

public sealed class MutationRunTests
{
    private const string Policy = "package p\n\nallow if {\n\tinput.age >= 18\n\tnot input.banned\n}\n";

    [Fact]
    public void A_test_of_the_limit_and_of_each_condition_notices_every_change()
    {
        var report = Run("""
            package p_test
            import data.p
            test_grown_up if p.allow with input as {"age": 18}
            test_child if not p.allow with input as {"age": 17}
            test_banned if not p.allow with input as {"age": 30, "banned": true}
            """);

        Assert.Empty(report.Survivors);
        Assert.Equal(1, report.Score);
        Assert.True(report.Killed >= 6);
    }

    [Fact]
    public void A_limit_that_nobody_tests_survives_with_its_place()
    {
        var report = Run("""
            package p_test
            import data.p
            test_grown_up if p.allow with input as {"age": 30}
            test_child if not p.allow with input as {"age": 3}
            test_banned if not p.allow with input as {"age": 30, "banned": true}
            """);

        var survivor = Assert.Single(report.Survivors, m => m.Kind == "comparison");
        Assert.Equal((4, "`>=` becomes `>`"), (survivor.Line, survivor.Description));
        Assert.True(report.Score < 1);
    }

    [Fact]
    public void Members_of_lists_and_sets_fall_away_one_by_one()
    {
        var module = RegoParser.ParseModule(new SourceText("p.rego", "package p\n\nroles := {\"a\", \"b\"}\n")).Module;

        var members = Mutator.Find(module).Where(m => m.Kind == "member").Select(m => m.Apply(module.Source));

        Assert.Equal(["package p\n\nroles := {\"b\"}\n", "package p\n\nroles := {\"a\"}\n"], members);
    }

    [Fact]
    public void A_change_that_does_not_compile_counts_for_nothing()
    {
        var report = Run("package p_test\nimport data.p\ntest_x if p.allow with input as {\"age\": 18}\n");

        Assert.Equal(Mutator.Find(Parse("p.rego", Policy)).Length, report.Killed + report.Survivors.Length + report.Invalid);
    }

    private static MutationReport Run(string tests) =>
        MutationRun.Run(Parse("p.rego", Policy), [Parse("p_test.rego", tests)], [], default, cancellationToken: TestContext.Current.CancellationToken);

    private static ModuleSyntax Parse(string name, string text) => RegoParser.ParseModule(new SourceText(name, text)).Module;
}
