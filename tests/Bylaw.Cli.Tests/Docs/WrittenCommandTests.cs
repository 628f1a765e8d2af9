using System.Text.RegularExpressions;
using Bylaw.Cli.Commands;
using Bylaw.Testing;
using YamlDotNet.RepresentationModel;

namespace Bylaw.Cli.Tests.Docs;

/// <summary>Every command that a guide or a pipeline template writes is one that the program understands.</summary>
public sealed partial class WrittenCommandTests
{
    public static TheoryData<string> Files()
    {
        var root = SharedData.RepositoryRoot;
        var data = new TheoryData<string>();
        foreach (var file in new[] { "README.md", "action.yml", ".pre-commit-hooks.yaml" }
            .Concat(Below("ci")).Concat(Below("docs").Where(f => f.EndsWith(".md", StringComparison.Ordinal) && !f.StartsWith("docs/decisions/", StringComparison.Ordinal) && !f.StartsWith("docs/controls/", StringComparison.Ordinal)))
            .Where(f => CommandLine().IsMatch(File.ReadAllText(Path.Combine(root, f)))).Order(StringComparer.Ordinal))
        {
            data.Add(file);
        }
        return data;

        IEnumerable<string> Below(string folder) =>
            Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_written_command_parses(string file)
    {
        var text = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, file)).Replace("\\\n", " ", StringComparison.Ordinal);

        // pre-commit appends the names of the files that are committed.
        var wrong = CommandLine().Matches(text).Select(m => m.Groups["command"].Value.Trim())
            .Select(line => (line, errors: CommandTable.ErrorsIn(file.StartsWith(".pre-commit", StringComparison.Ordinal) ? [.. Words(line), "file"] : Words(line))))
            .Where(r => r.errors.Count > 0)
            .Select(r => $"{r.line}: {string.Join("; ", r.errors)}");

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("action.yml")]
    [InlineData(".pre-commit-hooks.yaml")]
    [InlineData("ci/gitlab/bylaw.gitlab-ci.yml")]
    [InlineData("ci/azure/bylaw.yml")]
    public void Pipeline_templates_are_yaml(string file)
    {
        var stream = new YamlStream();

        stream.Load(new StringReader(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, file))));

        Assert.Single(stream.Documents);
    }

    [Fact]
    public void The_check_itself_finds_a_wrong_option() => Assert.NotEmpty(CommandTable.ErrorsIn(["check", "--no-such-option"]));

    /// <summary>Splits a line as a shell does, as far as documents need it: quotes, comments, and variables as words.</summary>
    private static string[] Words(string line) =>
        [.. Word().Matches(Comment().Replace(line, "")).Select(m => m.Value.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal)).Skip(1)];

    [GeneratedRegex("""^(?:\s*(?:-|entry:|sh '|\$)\s*)?\s*(?<command>(?:\./)?bylaw (?!COMMAND)[a-z][^\n`|<>;]*?)(?:'|)\s*$""", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex("""(?:"[^"]*"|'[^']*'|[^\s"'])+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s#.*$")]
    private static partial Regex Comment();
}
