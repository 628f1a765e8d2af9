using Bylaw.Cli.Commands.Init;
using Bylaw.Manifest;

namespace Bylaw.Cli.Tests.Init;

public sealed class InitTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bylaw-init-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_repository_without_ai_is_told_so()
    {
        File.WriteAllText(Path.Combine(_root, "main.py"), "print('hello')\n");
        File.WriteAllText(Path.Combine(_root, "prices.csv"), "a,b\n1,2\n");

        Assert.False((await RepositoryScan.LookAsync(_root, CancellationToken.None)).HasAi);
    }

    [Fact]
    public async Task What_is_found_stands_plain_and_what_is_guessed_is_marked()
    {
        Write("requirements.txt", "openai==1.2\n");
        Write("data/loans.csv", "a,b\n1,2\n");
        Write("model/score.onnx", "x");
        Write("CODEOWNERS", "* team@bank.example\n");

        var found = await RepositoryScan.LookAsync(_root, CancellationToken.None);
        var text = ManifestDraft.Write(InitAnswers.Propose("loan-score", found), found);
        var manifest = GovernanceManifest.TryRead("governance.yaml", text, out var problems);

        Assert.Empty(problems);
        Assert.Equal(["dataset:loans", "model:score"], manifest!.Subjects.Where(s => s.Kind is "dataset" || s.Options["path"] is not null).Select(s => $"{s.Kind}:{s.Id}"));
        Assert.Contains("owner: {contact: \"team@bank.example\"}\n", text);
        Assert.Contains(manifest.Proposed, p => p.Pointer == "/system/risk");
        Assert.DoesNotContain(manifest.Proposed, p => p.Pointer == "/system/id");
    }

    [Theory]
    [InlineData("credit", "materially_influences", "EU", false, "high", "5(b)")]
    [InlineData("none", "informs", "EU", true, "limited", null)]
    [InlineData("none", "informs", "EU", false, "minimal", null)]
    [InlineData("credit", "none", "EU", false, "minimal", null)]
    [InlineData("housing", "solely_automated", "US-CO", false, "high", null)]
    public void The_class_follows_from_domain_effect_and_place(string domain, string effect, string place, bool facing, string wanted, string? point)
    {
        var proposal = RiskProposal.For(domain, effect, [place], facing);

        Assert.Equal((wanted, point), (proposal.Class, proposal.Point));
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
