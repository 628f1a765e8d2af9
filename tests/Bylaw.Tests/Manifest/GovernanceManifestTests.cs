using Bylaw.Manifest;

namespace Bylaw.Tests.Manifest;

public sealed class GovernanceManifestTests
{
    private const string Smallest = "governance: 1\nsystem:\n  id: s\n";

    [Fact]
    public void A_flow_mapping_that_is_cut_short_is_told_with_its_line()
    {
        Assert.Null(GovernanceManifest.TryRead("governance.yaml", "governance: 1\nsystem: {id: s, owner: {contact: \nmodels:\n  - {id: m}\n", out var problems));

        Assert.Contains("not closed", Assert.Single(problems).Message);
        Assert.InRange(problems[0].Line, 2, 4);
    }

    [Fact]
    public void The_smallest_manifest_declares_one_system_held_to_the_baseline()
    {
        var manifest = Read(Smallest, out var problems);

        Assert.Empty(problems);
        Assert.Equal(["baseline"], manifest!.Packs);
        Assert.Equal("s", Assert.Single(manifest.Subjects).Id);
    }

    [Fact]
    public void An_unknown_key_is_refused_at_its_line_with_the_word_that_was_meant()
    {
        Read(Smallest + "dataset:\n  - id: d\n", out var problems);

        var problem = Assert.Single(problems);
        Assert.Equal((4, 1), (problem.Line, problem.Column));
        Assert.Contains("did you mean `datasets`?", problem.Message);
    }

    [Fact]
    public void All_faults_are_told_in_one_run()
    {
        Read("governance: 2\ndatasets: 7\nmodels:\n  - {path: x}\n  - {id: a}\n  - {id: a}\n", out var problems);

        Assert.Equal(5, problems.Count);
    }

    [Theory]
    [InlineData("a: [1, 2", 1)]
    [InlineData("governance: 1\nsystem: {id: a\n  b: c", 3)]
    [InlineData("governance: 1\ngovernance: 1\n", 2)]
    public void Text_that_is_no_yaml_is_told_with_its_line(string text, int line)
    {
        Read(text, out var problems);

        Assert.InRange(Assert.Single(problems).Line, line - 1, line + 1);
    }

    [Fact]
    public void On_stays_a_word_and_numbers_keep_their_kind()
    {
        var tree = YamlTree.Read("a: on\nb: 1\nc: 1.5\nd: 'yes'\ne: ~\n");

        Assert.Equal("""{"a":"on","b":1,"c":1.5,"d":"yes","e":null}""", tree.Root.ToJsonString());
    }

    private static GovernanceManifest? Read(string text, out IReadOnlyList<ManifestProblem> problems) =>
        GovernanceManifest.TryRead("governance.yaml", text, out problems);
}
