using System.Text;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Tests.Infrastructure;

/// <summary>One bad file beside a good one: the bad one is a gap with its place, and nothing of the good one is lost.</summary>
public sealed class HostileProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public HostileProjectTests() => _folder.Write("good/main.tf", "resource \"aws_s3_bucket\" \"kept\" {\n  bucket = \"b\"\n}\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_yaml_bomb_is_a_gap()
    {
        var bomb = new StringBuilder("apiVersion: v1\nkind: Pod\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
        {
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }
        _folder.Write("bomb.yaml", bomb.ToString());

        Assert.Contains((await KeptAsync()).Gaps, g => g.Source?.StartsWith("bomb.yaml", StringComparison.Ordinal) == true || g.Message.Contains("bomb.yaml", StringComparison.Ordinal) || g.Message.Contains("values", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Modules_that_call_each_other_in_a_circle_are_a_gap()
    {
        _folder.Write("a/main.tf", "module \"b\" {\n  source = \"../b\"\n}\n");
        _folder.Write("b/main.tf", "module \"a\" {\n  source = \"../a\"\n}\nresource \"aws_s3_bucket\" \"in_circle\" {}\n");

        Assert.NotEmpty((await KeptAsync()).Gaps);
    }

    [Fact]
    public async Task A_module_that_is_not_there_is_a_gap()
    {
        _folder.Write("c/main.tf", "module \"gone\" {\n  source = \"./gone\"\n}\n");

        Assert.Contains((await KeptAsync()).Gaps, g => g.Message.Contains("gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_intrinsic_is_a_gap_and_its_resource_is_kept()
    {
        _folder.Write("t.yaml", "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName:\n        Fn::Invent: [1]\n");

        var answer = await KeptAsync();

        Assert.NotEmpty(answer.Gaps);
        Assert.Contains(answer.Documents.Single().Spec["resources"]!.AsArray(), r => r!["address"]!.ToString() == "B");
    }

    [Fact]
    public async Task A_plan_beyond_the_limit_is_a_gap()
    {
        using (var file = File.Create(Path.Combine(_folder.Path, "huge.json")))
        {
            file.SetLength((64L << 20) + 1);
        }

        Assert.Contains((await KeptAsync()).Gaps, g => g.Message.Contains("larger than", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_of_another_encoding_are_a_gap()
    {
        _folder.Write("latin.yaml", [0x61, 0x3A, 0x20, 0xC3, 0x28, 0x0A]);

        Assert.NotEmpty((await KeptAsync()).Gaps);
    }

    [Fact]
    public async Task Links_that_go_round_or_out_are_not_followed()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "good", "loop"), _folder.Path);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "out.yaml"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "self.yaml"), Path.Combine(_folder.Path, "self.yaml"));

        Assert.Single((await KeptAsync()).Documents.Single().Spec["resources"]!.AsArray());
    }

    [Fact]
    public async Task A_plan_cut_off_in_the_middle_is_a_gap()
    {
        _folder.Write("plan.json", """{"format_version":"1.2","planned_values":{"root_module":{"resources":[{"address":""");

        Assert.NotEmpty((await KeptAsync()).Gaps);
    }

    private async Task<Collection> KeptAsync()
    {
        var answer = await Collecting.RunAsync(_folder, "infrastructure");
        Assert.Contains(Assert.Single(answer.Documents).Spec["resources"]!.AsArray(), r => r!["address"]!.ToString() == "aws_s3_bucket.kept");
        return answer;
    }
}
