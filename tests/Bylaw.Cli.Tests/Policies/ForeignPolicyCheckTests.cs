using System.Text.Json.Nodes;
using Bylaw.Cli.Tests.Rego;

namespace Bylaw.Cli.Tests.Policies;

/// <summary><c>bylaw check</c> with policies that were written for conftest.</summary>
[Collection("console")]
public sealed class ForeignPolicyCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-foreign-");

    public ForeignPolicyCheckTests()
    {
        Write("governance.yaml", """
            governance: 1
            system: {id: s, purpose: test, owner: {contact: a@b.example}}
            policies:
              - {id: k8s, path: policy, inputs: ["deploy/*.yaml"]}
            """);
        Write("policy/main.rego", "package main\n\ndeny[msg] {\n  input.replicas < 2\n  msg := \"too few\"\n}\n\nwarn[msg] {\n  input.nothing\n  msg := \"never\"\n}\n");
        Write("deploy/a.yaml", "name: a\nreplicas: 1\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_rule_is_a_result_with_file_and_line()
    {
        var results = await ResultsAsync();

        var failed = results.Single(r => r!["control"]!.ToString() == "k8s/main.deny")!;
        Assert.Equal(("fail", true, "deploy/a.yaml"), (failed["result"]!.ToString(), failed["blocks"]!.GetValue<bool>(), failed["subject"]!.ToString()));
        Assert.Contains("\"deploy/a.yaml\"", failed["findings"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"line\":2", failed["findings"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("pass", results.Single(r => r!["control"]!.ToString() == "k8s/main.warn")!["result"]!.ToString());
    }

    [Theory]
    [InlineData("deploy/a.yaml", "a: [")]
    [InlineData("policy/main.rego", "package main\ndeny[")]
    [InlineData("policy/main.rego", "package other\ndeny[m] { m := \"x\" }")]
    public async Task What_cannot_be_used_is_an_error_and_no_pass(string file, string text)
    {
        Write(file, text);

        var results = await ResultsAsync();

        Assert.Equal("error", results.Single(r => r!["control"]!.ToString() == "k8s")!["result"]!.ToString());
    }

    private async Task<JsonArray> ResultsAsync()
    {
        var (_, output, _) = await RegoTextCommandTests.Run("check", _folder.FullName, "--output", "json=-");
        return JsonNode.Parse(output)!["results"]!.AsArray();
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
