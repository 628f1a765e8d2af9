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
    public async Task A_signed_bundle_is_verified_by_its_key_and_never_read_in_silence_without()
    {
        Write("p.rego", "package p\nx := 1");
        var secret = string.Concat(Enumerable.Repeat("k7", 20));
        var signed = await RegoTextCommandTests.Run("rego", "sign", "--signing-key", secret, "--signing-alg", "HS256", "-o", _folder.FullName, _folder.FullName);

        var good = await RegoTextCommandTests.Run("rego", "eval", "-b", _folder.FullName, "--verification-key", secret, "--signing-alg", "HS256", "-f", "raw", "data.p.x");
        var silent = await RegoTextCommandTests.Run("rego", "eval", "-b", _folder.FullName, "-f", "raw", "data.p.x");
        Write("p.rego", "package p\nx := 2");
        var changed = await RegoTextCommandTests.Run("rego", "eval", "-b", _folder.FullName, "--verification-key", secret, "--signing-alg", "HS256", "data.p.x");

        Assert.Equal((0, ""), (signed.Code, signed.Error));
        Assert.Equal((0, "1\n", ""), good);
        Assert.Equal(0, silent.Code);
        Assert.Contains("is signed, but its signature was not verified", silent.Error, StringComparison.Ordinal);
        Assert.Equal(2, changed.Code);
        Assert.Contains("p.rego: digest mismatch", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_signs_the_bundle()
    {
        Write("p.rego", "package p\nx := 1");
        var secret = string.Concat(Enumerable.Repeat("k8", 20));
        using var other = new TemporaryFolder();
        var file = Path.Join(other.Path, "b.tar.gz");

        var built = await RegoTextCommandTests.Run("rego", "build", "-b", _folder.FullName, "-o", file, "--signing-key", secret, "--signing-alg", "HS256", "--scope", "write");
        var inspected = await RegoTextCommandTests.Run("rego", "inspect", file, "--verification-key", secret, "--signing-alg", "HS256", "--scope", "write");
        var wrong = await RegoTextCommandTests.Run("rego", "inspect", file, "--verification-key", secret, "--signing-alg", "HS256", "--scope", "read");

        Assert.Equal((0, ""), (built.Code, built.Error));
        Assert.Contains("SIGNATURE: verified", inspected.Output, StringComparison.Ordinal);
        Assert.Equal(2, wrong.Code);
        Assert.Contains("scope mismatch", wrong.Error, StringComparison.Ordinal);
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

    [Fact]
    public async Task Build_packs_the_same_bytes_twice_and_the_bundle_answers_as_the_folder_did()
    {
        Write(".manifest", """{"metadata": {"team": "x"}}""");
        Write("a/p.rego", "# METADATA\n# title: A title\npackage a\n\nq contains x if some x in data.a.list");
        Write("a/data.yaml", "list: [1, 2]");
        using var other = new TemporaryFolder();
        var (first, second) = (Path.Join(other.Path, "1.tar.gz"), Path.Join(other.Path, "2.tar.gz"));

        var built = await RegoTextCommandTests.Run("rego", "build", "-b", _folder.FullName, "-o", first, "--revision", "r7");
        await RegoTextCommandTests.Run("rego", "build", "-b", first, "-o", second);
        var answer = await RegoTextCommandTests.Run("rego", "eval", "-b", first, "-f", "raw", "data.a.q");
        var inspected = await RegoTextCommandTests.Run("rego", "inspect", "-a", "-f", "json", first);

        Assert.Equal((0, ""), (built.Code, built.Error));
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal("[1,2]\n", answer.Output);
        Assert.Contains("\"revision\": \"r7\"", inspected.Output, StringComparison.Ordinal);
        Assert.Contains("\"data.a\": [", inspected.Output, StringComparison.Ordinal);
        Assert.Contains("\"title\": \"A title\"", inspected.Output, StringComparison.Ordinal);
        Assert.Contains("\"path\": \"data.a\"", inspected.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_writes_nothing_when_a_policy_is_wrong()
    {
        Write("p.rego", "package p\nx := y");
        var target = Path.Join(_folder.FullName, "out.tar.gz");

        var (code, _, error) = await RegoTextCommandTests.Run("rego", "build", "-b", _folder.FullName, "-o", target);

        Assert.Equal((2, false), (code, File.Exists(target)));
        Assert.Contains("p.rego:2:6", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_packs_files_and_folders_and_optimises_for_an_entry_point()
    {
        Write("p.rego", "package p\n\nallow if input.user == data.owner\n\nother := 1\n");
        var data = Write("extra.json", "{\"owner\": \"ann\"}");
        var target = Path.Join(_folder.FullName, "out.tar.gz");

        var built = await RegoTextCommandTests.Run("rego", "build", Path.Join(_folder.FullName, "p.rego"), data, "-O", "1", "-e", "p/allow", "-o", target);
        var answer = await RegoTextCommandTests.Run("rego", "eval", "-b", target, "-f", "raw", "data.p");

        Assert.Equal((0, ""), (built.Code, built.Error));
        Assert.Equal("{}\n", answer.Output);
    }

    [Theory]
    [InlineData("--optimize needs an entry point", "-O", "1")]
    [InlineData("--optimize 7: one of 0, 1, 2", "-O", "7")]
    [InlineData("names no rule", "-O", "1", "-e", "p/nothing")]
    public async Task Build_tells_what_keeps_it_from_optimising(string message, params string[] options)
    {
        Write("p.rego", "package p\nx := 1");

        var (code, _, error) = await RegoTextCommandTests.Run(["rego", "build", _folder.FullName, "-o", Path.Join(_folder.FullName, "out.tar.gz"), .. options]);

        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("bylaw-bundle-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    private string Write(string name, string text)
    {
        var file = Path.Join(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
