using Bylaw.Testing;

namespace House.Tests;

/// <summary>Holds what the compiler does not: sizes of files, and which folder may import which.</summary>
public sealed class FolderArrowTests
{
    [Fact]
    public void No_source_file_uses_global_using_of_our_own_namespaces()
    {
        var offenders = SourceFiles().Where(f => File.ReadLines(f).Any(l => l.StartsWith("global using Bylaw", StringComparison.Ordinal)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void No_source_file_is_longer_than_500_lines_without_a_written_reason()
    {
        var reasons = File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "tests/House.Tests/large-files.txt"))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(' ', 2)[0])
            .ToHashSet(StringComparer.Ordinal);

        var offenders = SourceFiles()
            .Where(f => File.ReadLines(f).Count() > 500)
            .Select(f => Path.GetRelativePath(SharedData.RepositoryRoot, f).Replace('\\', '/'))
            .Where(f => !reasons.Contains(f));

        Assert.Empty(offenders);
    }

    [Theory]
    [InlineData("Bylaw.Rego/Syntax", "Bylaw.Rego.Checking|Bylaw.Rego.Planning|Bylaw.Rego.Evaluation|Bylaw.Rego.Builtins")]
    [InlineData("Bylaw.Rego/Values", "Bylaw.Rego.Syntax|Bylaw.Rego.Checking|Bylaw.Rego.Planning|Bylaw.Rego.Evaluation|Bylaw.Rego.Builtins")]
    [InlineData("Bylaw.Rego/Evaluation", "Bylaw.Rego.Syntax|Bylaw.Rego.Checking")]
    [InlineData("Bylaw.Rego/Builtins", "Bylaw.Rego.Syntax|Bylaw.Rego.Checking|Bylaw.Rego.Planning")]
    [InlineData("Bylaw.Rego", "Microsoft.Extensions|Microsoft.AspNetCore|Bylaw.Evidence|Bylaw.Ledger|Bylaw.Collectors|Bylaw.Detection|Bylaw.Metrics")]
    public void A_folder_imports_only_lower_rooms(string folder, string forbidden)
    {
        var names = forbidden.Split('|');
        var path = Path.Combine(SharedData.RepositoryRoot, "src", folder);

        var offenders =
            from file in Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories) : []
            from line in File.ReadLines(file)
            where line.StartsWith("using ", StringComparison.Ordinal)
            where names.Any(n => line[6..].TrimEnd(';').StartsWith(n, StringComparison.Ordinal))
            select $"{Path.GetFileName(file)}: {line}";

        Assert.Empty(offenders);
    }

    private static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories);
}
