using System.Text.Json.Nodes;
using Bylaw.Collectors.Tests.Code;
using Bylaw.Collectors.Tests.Models;
using LibGit2Sharp;

namespace Bylaw.Collectors.Tests.Approvals;

public sealed class RepositoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Who_wrote_which_lines_of_the_manifest_is_stated()
    {
        string head;
        Repository.Init(_folder.Path);
        using (var repository = new Repository(_folder.Path))
        {
            SecretAndPromptTests.Commit(repository, "governance.yaml", "a: 1\nb: 2\n", "a.kim");
            head = SecretAndPromptTests.Commit(repository, "governance.yaml", "a: 1\nb: 3\nc: 4\n", "b.lee").Sha;
        }

        var spec = Assert.Single((await Collecting.RunAsync(_folder, "repository")).Documents).Spec;

        Assert.Equal(head, spec["commit"]!.ToString());
        Assert.Equal([("b.lee@bank.example", 2), ("a.kim@bank.example", 1)], spec["x_policy_authors"]!["governance.yaml"]!.AsArray().Select(a => (a!["person"]!.ToString(), a["lines"]!.GetValue<int>())));
        Assert.Equal("none", spec["x_commit_signature"]!.ToString());
    }

    [Theory]
    [InlineData("* @team\n", true)]
    [InlineData("*.rego @team\n", false)]
    [InlineData("* @team\n/governance.yaml\n", false)]
    [InlineData("/governance.yaml @a\n*.rego @b\n", true)]
    [InlineData("[Policies] @team\ngovernance.yaml\npolicy/\n", true)]
    public async Task Code_owners_cover_policies_when_the_last_rule_that_matches_each_names_somebody(string owners, bool covered)
    {
        _folder.Write("governance.yaml", "a: 1\n");
        _folder.Write("policy/x.rego", "package x\n");
        _folder.Write("CODEOWNERS", owners);
        _folder.Write("protection.json", """{"required_pull_request_reviews":{"required_approving_review_count":2},"allow_force_pushes":{"enabled":false}}""");

        var spec = Assert.Single((await Collecting.RunAsync(_folder, "repository", new JsonObject { ["branch_protection"] = "protection.json" })).Documents).Spec;

        Assert.Equal(covered, spec["repo_protection"]!["codeowners_cover_policies"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("""{"required_pull_request_reviews":{"required_approving_review_count":2},"allow_force_pushes":{"enabled":false}}""", 2, true)]
    [InlineData("""{"url":"x","allow_force_pushes":{"enabled":true}}""", 0, false)]
    [InlineData("""[{"type":"non_fast_forward"},{"type":"pull_request","parameters":{"required_approving_review_count":1}}]""", 1, true)]
    [InlineData("""{"name":"main","rules":[{"type":"pull_request","parameters":{"required_approving_review_count":1}}],"enforcement":"active"}""", 1, false)]
    [InlineData("""{"name":"main","rules":[{"type":"non_fast_forward"}],"enforcement":"disabled"}""", 0, false)]
    [InlineData("""{"name":"main","push_access_levels":[],"allow_force_push":false,"approvals_before_merge":2}""", 2, true)]
    public async Task The_protection_of_a_branch_is_read_from_each_forge(string json, int reviews, bool blocked)
    {
        _folder.Write("protection.json", json);

        var protection = Assert.Single((await Collecting.RunAsync(_folder, "repository", new JsonObject { ["branch_protection"] = "protection.json" })).Documents).Spec["repo_protection"]!;

        Assert.Equal((reviews, blocked), (protection["required_reviews"]!.GetValue<int>(), protection["force_push_blocked"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Without_an_export_the_protection_is_a_gap()
    {
        var answer = await Collecting.RunAsync(_folder, "repository");

        Assert.Contains(answer.Gaps, g => g.Field == "pipeline.repo_protection");
    }
}
