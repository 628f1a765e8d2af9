namespace Bylaw.Cli.Tests.Rego;

/// <summary>The commands that read and make bundles.</summary>
[Collection("console")]
public sealed class BundleCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-bundle-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Eval_honours_the_language_version_and_the_roots_of_a_bundle()
    {
        Write(".manifest", """{"roots": ["a"], "rego_version": 0}""");
        Write("a/p.rego", "package a\nq[x] { x := data.a.list[_] }");
        Write("a/data.json", """{"list": [1, 2]}""");

        var good = await RegoTextCommandTests.Run("rego", "eval", "-b", _folder.FullName, "-f", "values", "data.a.q");
        Write("b/data.json", """{"x": 1}""");
        var bad = await RegoTextCommandTests.Run("rego", "eval", "-b", _folder.FullName, "data.a.q");

        Assert.Equal((0, "[[1,2]]"), (good.Code, string.Concat(good.Output.Where(c => !char.IsWhiteSpace(c)))));
        Assert.Equal(2, bad.Code);
        Assert.Contains("do not cover the data at `/b`", bad.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_reads_bundles_with_their_tests()
    {
        Write("p.rego", "package p\nx := 1");
        Write("p_test.rego", "package p_test\ntest_x if data.p.x == 1");

        var (code, output, _) = await RegoTextCommandTests.Run("rego", "test", "-b", _folder.FullName);

        Assert.Equal(0, code);
        Assert.Contains("PASS: 1/1", output, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var file = Path.Join(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
