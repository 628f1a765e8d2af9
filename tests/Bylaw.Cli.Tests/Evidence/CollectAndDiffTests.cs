using System.Text.Json.Nodes;
using Bylaw.Cli.Tests.Rego;

namespace Bylaw.Cli.Tests.Evidence;

/// <summary><c>bylaw collect</c>, <c>bylaw diff</c> and <c>bylaw lock</c>.</summary>
[Collection("console")]
public sealed class CollectAndDiffTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-collect-");

    public CollectAndDiffTests()
    {
        Write("governance.yaml", """
            governance: 1
            system: {id: s, purpose: test, owner: {contact: a@b.example}}
            infrastructure: [{id: infra, paths: [main.tf]}]
            agents: [{id: support, purpose: help}]
            scripts:
              - {id: rows, program: sh, args: [rows.sh], kind: dataset, subject: d, timeout_seconds: 20}
            """);
        Write("main.tf", "resource \"aws_efs_file_system\" \"e\" {\n  encrypted = true\n}\n");
        Write("rows.sh", "echo '{\"spec\": {\"rows\": 3}}'\n");
        Write("agent/config.json", """{"model": "m-1", "prompt": "prompts/system.md"}""");
        Write("prompts/system.md", "You help.\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Collect_writes_one_kind_and_diff_names_what_changed()
    {
        var before = await RunAsync("collect", _folder.FullName, "--kind", "infra", "--out", P("before"));
        Write("main.tf", "resource \"aws_efs_file_system\" \"e\" {\n  encrypted = false\n}\n");
        await RunAsync("collect", _folder.FullName, "--kind", "infra", "--out", P("after"));

        var (code, output, _) = await RunAsync("diff", P("before"), P("after"), "--exit-code");
        var json = await RunAsync("diff", P("before"), P("after"), "--format", "json");

        Assert.Equal(0, before.Code);
        Assert.Equal(1, code);
        Assert.Contains("~ /resources/[aws_efs_file_system.e]/encrypted: true -> false", output, StringComparison.Ordinal);
        Assert.Contains(JsonNode.Parse(json.Output)!.AsArray(), c => c!["path"]!.ToString() == "/resources/[aws_efs_file_system.e]/encrypted" && c["after"]!.GetValue<bool>() is false);
    }

    [Fact]
    public async Task The_same_evidence_has_no_difference()
    {
        File.AppendAllText(P("governance.yaml"), "\ndatasets: [{id: t, path: t.csv}]\n");
        Write("t.csv", "id,mail\n1,ann.smith@bank.example\n2,bo.lee@bank.example\n");
        foreach (var (set, time) in new[] { ("a", "2026-01-01"), ("b", "2026-02-01") })
        {
            await RunAsync("collect", _folder.FullName, "--no-cache", "--out", P(set), "--effective-time", time);
        }
        Assert.Contains("\"at\": \"2026-01-01", File.ReadAllText(P("a/dataset.t.dataset-profile.evidence.json")), StringComparison.Ordinal); // of the scan

        var (code, output, _) = await RunAsync("diff", P("a"), P("b"), "--exit-code");

        Assert.Equal((0, "no difference\n"), (code, output));
    }

    [Fact]
    public async Task Collect_runs_the_scripts_of_the_manifest()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the script is for a POSIX shell");
        var (code, output, _) = await RunAsync("collect", _folder.FullName, "--kind", "dataset", "--format", "json");

        Assert.Equal(0, code);
        var document = Assert.Single(JsonNode.Parse(output)!["documents"]!.AsArray())!;
        Assert.Equal(("script:rows", "d", 3), (document["collector"]!["name"]!.ToString(), document["subject"]!["name"]!.ToString(), document["spec"]!["rows"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_lock_approves_what_is_there_and_tells_when_it_changed()
    {
        var written = await RunAsync("lock", _folder.FullName);
        var same = await RunAsync("lock", _folder.FullName, "--check");
        Write("prompts/system.md", "You obey.\n");
        var changed = await RunAsync("lock", _folder.FullName, "--check");

        Assert.Equal((0, 0, 1), (written.Code, same.Code, changed.Code));
        Assert.Contains("prompts/prompts-lock.json: not what it would be", changed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("collect", "cannot read", "/no/such/folder")]
    [InlineData("diff", "there is no evidence at", "/no/such/folder", "/no/such/folder")]
    public async Task What_is_not_there_is_told(string command, string message, params string[] args)
    {
        var (code, _, error) = await RunAsync([command, .. args]);

        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => RegoTextCommandTests.Run(args);

    private string P(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(P(name))!);
        File.WriteAllText(P(name), text);
    }
}
