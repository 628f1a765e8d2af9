using Bylaw.Accept.Iac.Rules;
using Bylaw.Rego.Values;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Infrastructure;

/// <summary>Judges every example of the AI-infrastructure pack.</summary>
public sealed class PackExampleTests
{
    private static readonly string _pack = Path.Combine(SharedData.RepositoryRoot, "packs", "ai-infra");

    [Fact]
    public void Every_control_has_a_test_and_examples_of_both_kinds()
    {
        var incomplete = Directory.EnumerateDirectories(Path.Combine(_pack, "controls")).Where(c =>
            !File.Exists(Path.Combine(c, "control_test.rego"))
            || Directory.GetFiles(Path.Combine(c, "examples"), "pass-*.json").Length == 0
            || Directory.GetFiles(Path.Combine(c, "examples"), "fail-*.json").Length == 0);

        Assert.Empty(incomplete);
    }

    [Fact]
    public void Every_example_comes_out_as_its_name_says()
    {
        var judge = new PackJudge(_pack);

        var wrong =
            from file in Directory.EnumerateFiles(Path.Combine(_pack, "controls"), "*.json", SearchOption.AllDirectories)
            let control = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)))!
            let wanted = Path.GetFileName(file).Split('-')[0]
            let result = PackJudge.Sum(judge.JudgeInput(RegoValue.FromJson(File.ReadAllBytes(file))).Where(v => v.Control == control))
            where result != wanted
            select $"{control}: {result}, wanted {wanted}";

        Assert.Empty(wrong);
    }
}
