using Bylaw.Manifest;

namespace Bylaw.Tests.Manifest;

public sealed class ManifestFaultTests
{
    private const string Head = "governance: 1\nsystem:\n  id: s\n";

    [Theory]
    [InlineData("  purpos: x\n", 4, 3, "did you mean `purpose`?")]
    [InlineData("  risk: {clas: high}\n", 4, 10, "did you mean `class`?")]
    [InlineData("  oversight:\n    peopel: []\n", 5, 5, "did you mean `people`?")]
    [InlineData("datasets:\n  - {id: d, retention: {delete_bye: 2029-06-30}}\n", 5, 25, "did you mean `delete_by`?")]
    [InlineData("agents:\n  - id: a\n    tools: [{nam: x}]\n", 6, 14, "did you mean `name`?")]
    [InlineData("  risk: {class: hihg}\n", 4, 10, "did you mean `high`?")]
    [InlineData("  profiling: maybe\n", 4, 3, "must be true or false, not the text `maybe`")]
    [InlineData("  foreseeable_misuse: pricing\n", 4, 3, "must be a list, not the text `pricing`")]
    [InlineData("  incident_plan: {tested_at: yesterday}\n", 4, 19, "write a day, such as 2026-11-25")]
    [InlineData("  prohibited_screen: fine\n", 4, 3, "write `none`, or one answer for each of a, b")]
    [InlineData("datasets:\n  - {id: d, declared_digest: abc}\n", 5, 13, "64 lower-case hexadecimal digits")]
    [InlineData("datasets:\n  - {id: d}\n  - {id: d}\n", 6, 6, "declared twice")]
    public void A_fault_is_told_where_it_stands_with_its_mend(string text, int line, int column, string message)
    {
        GovernanceManifest.TryRead("governance.yaml", Head + text, out var problems);

        var problem = Assert.Single(problems);
        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Contains(message, problem.Message);
    }

    [Fact]
    public void A_node_that_contains_itself_is_refused_and_not_followed()
    {
        Assert.Null(GovernanceManifest.TryRead("governance.yaml", Head + "x_a: &a\n  b: *a\n", out var problems));

        Assert.Contains("contains itself", Assert.Single(problems).Message);
    }

    [Fact]
    public void What_is_at_fault_states_nothing_and_the_rest_is_read()
    {
        var manifest = GovernanceManifest.Read("governance.yaml", Head + "  purpose: x\n  profiling: maybe\n", null, out var problems);

        Assert.Single(problems);
        Assert.Equal("""{"id":"s","purpose":"x"}""", manifest!.Subjects[0].Declared.ToJsonString());
    }

    [Fact]
    public void None_is_ten_answers_no()
    {
        var manifest = GovernanceManifest.TryRead("governance.yaml", Head + "  prohibited_screen: none\n", out _);

        Assert.Equal(10, manifest!.Subjects[0].Declared["prohibited_screen"]!.AsObject().Count);
        Assert.Equal("no", manifest.Subjects[0].Declared["prohibited_screen"]!["bb"]!["answer"]!.ToString());
    }

    [Fact]
    public void A_proposed_value_is_found_by_its_comment()
    {
        var manifest = GovernanceManifest.TryRead("governance.yaml", Head + "  decision_domain: credit # proposed\n  # proposed: look at this\n  profiling: true\n", out _);

        Assert.Equal([(4, "/system/decision_domain"), (6, "/system/profiling")], manifest!.Proposed.Select(p => (p.Line, p.Pointer)));
    }

    [Fact]
    public void A_comment_sign_inside_a_text_is_no_mark()
    {
        var manifest = GovernanceManifest.TryRead("governance.yaml", Head + "  purpose: \"one # proposed thing\"\n", out _);

        Assert.Empty(manifest!.Proposed);
    }
}
