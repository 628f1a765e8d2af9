using Bylaw.Cli.Commands;

namespace Bylaw.Cli.Tests.Rego;

/// <summary>The commands that work on the text of policies: fmt, parse, lint. They write to the console, so they run one by one.</summary>
[Collection("console")]
public sealed class RegoTextCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-rego-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Fmt_writes_files_and_says_nothing_more_the_second_time()
    {
        var file = Write("a.rego", "package a\np  if  {input.x}\n");

        var first = await Run("rego", "fmt", "--list", "--write", _folder.FullName);
        var second = await Run("rego", "fmt", "--list", "--fail", _folder.FullName);

        Assert.Equal((0, file + "\n"), (first.Code, first.Output));
        Assert.Equal((0, ""), (second.Code, second.Output));
        Assert.Equal("package a\n\np if input.x\n", File.ReadAllText(file));
    }

    [Fact]
    public async Task Fmt_shows_a_difference_and_fails_when_asked_to()
    {
        var file = Write("a.rego", "package a\n\np:=1\n");

        var (code, output, _) = await Run("rego", "fmt", "--diff", "--fail", file);

        Assert.Equal(2, code);
        Assert.Equal($"--- {file}\n+++ {file}\n@@ -1,3 +1,3 @@\n package a\n \n-p:=1\n+p := 1\n", output);
        Assert.Equal("package a\n\np:=1\n", File.ReadAllText(file));
    }

    [Fact]
    public async Task Fmt_refuses_a_wrong_text_with_its_place()
    {
        var (code, output, error) = await Run("rego", "fmt", Write("a.rego", "package a\np := \n"));

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("a.rego:3:1: error REGO1010", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_prints_an_outline_and_JSON()
    {
        var file = Write("a.rego", "package a\np := 1\n");

        var outline = await Run("rego", "parse", file);
        var json = await Run("rego", "parse", "--format", "json", "--json-include", "locations", file);

        Assert.StartsWith("module\n package\n  ref\n   data\n   \"a\"\n rule\n", outline.Output, StringComparison.Ordinal);
        Assert.Contains("\"row\": 2", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_finds_mends_and_falls_silent()
    {
        var file = Write("a.rego", "package a\n\np = 1\n");

        var found = await Run("rego", "lint", file);
        var mended = await Run("rego", "lint", "--fix", file);
        var unknown = await Run("rego", "lint", "--disable", "nonsense", file);

        Assert.Equal(1, found.Code);
        Assert.Contains("REGO3017", found.Output, StringComparison.Ordinal);
        Assert.Equal((0, "package a\n\np := 1\n"), (mended.Code, File.ReadAllText(file)));
        Assert.Contains("no lint rule or category `nonsense`", unknown.Error, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    internal static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var newOutput = new StringWriter { NewLine = "\n" };
        using var newError = new StringWriter { NewLine = "\n" };
        Console.SetOut(newOutput);
        Console.SetError(newError);
        try
        {
            var code = await CommandTable.RunAsync(args);
            return (code, newOutput.ToString(), newError.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}

/// <summary>Tests that redirect the console run one by one.</summary>
[CollectionDefinition("console", DisableParallelization = true)]
public sealed class ConsoleTests;
