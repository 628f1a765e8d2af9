using System.Text.RegularExpressions;
using Bylaw.Testing;

namespace Bylaw.Rego.Tests.Examples;

/// <summary>The program that shows how to embed the engine runs, and the guide cites it.</summary>
public sealed partial class EmbedEngineTests
{
    [Fact]
    public void The_example_runs_and_says_what_it_should()
    {
        var output = new StringWriter { NewLine = "\n" };

        EmbedEngine.Program.Run(output);

        var text = output.ToString();
        Assert.Contains("value: true\ndecision: true, 1 result\njson: True true\n", text, StringComparison.Ordinal);
        Assert.Contains("store: false then true\n", text, StringComparison.Ordinal);
        Assert.Contains("input.user = \"bob\"   at input.json:1:28", text, StringComparison.Ordinal);
        Assert.Contains("residual: input.row.owner == \"ann\"", text, StringComparison.Ordinal);
        Assert.Contains("sql: (\"Owner\" = @p0 OR (\"Level\" < @p1 AND NOT (\"Name\" = @p2))) with p0=ann, p1=3, p2=secret\n", text, StringComparison.Ordinal);
        Assert.Contains("limit: MaxSteps\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_line_of_code_in_the_guide_stands_in_the_example()
    {
        var root = SharedData.RepositoryRoot;
        var sources = Directory.EnumerateFiles(Path.Combine(root, "examples/embed-engine"), "*.cs", SearchOption.TopDirectoryOnly)
            .SelectMany(File.ReadLines).Select(Plain).ToHashSet(StringComparer.Ordinal);
        var guide = File.ReadAllText(Path.Combine(root, "docs/rego.md"));

        var lines = CSharpBlock().Matches(guide).SelectMany(m => m.Groups[1].Value.Split('\n')).Select(Plain).Where(l => l.Length > 1).ToArray();

        Assert.True(lines.Length > 20, "the guide has lost its examples");
        Assert.DoesNotContain(lines, l => !sources.Contains(l));
    }

    /// <summary>Compares code without its comments and spaces.</summary>
    private static string Plain(string line)
    {
        var comment = line.IndexOf("//", StringComparison.Ordinal);
        return Spaces().Replace(comment < 0 ? line : line[..comment], " ").Trim();
    }

    [GeneratedRegex("```csharp\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
