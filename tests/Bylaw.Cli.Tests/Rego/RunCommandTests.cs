namespace Bylaw.Cli.Tests.Rego;

/// <summary>The commands that evaluate many times: exec and bench.</summary>
[Collection("console")]
public sealed class RunCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-run-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("data.p.level")]
    [InlineData("/p/level")]
    public async Task Exec_answers_each_file_and_tells_faults_apart(string decision)
    {
        var policy = Write("policy/p.rego", "package p\nlevel := input.n + 1");
        var (good, undefined, broken) = (Write("in/1.json", """{"n": 1}"""), Write("in/2.yaml", "m: 1"), Write("in/3.json", "{"));

        var (code, output, _) = await RegoTextCommandTests.Run(
            "rego", "exec", "--decision", decision, "-d", policy, "--fail", Path.Join(_folder.FullName, "in"));

        using var json = System.Text.Json.JsonDocument.Parse(output);
        var results = json.RootElement.GetProperty("result").EnumerateArray().ToArray();
        Assert.Equal(1, code);
        Assert.Equal([good, undefined, broken], results.Select(r => r.GetProperty("path").GetString()!));
        Assert.Equal(2, results[0].GetProperty("result").GetInt32());
        Assert.Equal("opa_undefined_error", results[1].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("invalid_input", results[2].GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Bench_measures_as_often_as_asked_and_refuses_an_undefined_query()
    {
        var policy = Write("p.rego", "package p\nx := [y | some y in numbers.range(1, 20)]\nz if false");

        var measured = await RegoTextCommandTests.Run("rego", "bench", "-d", policy, "--count", "2", "--seconds", "0.02", "data.p.x");
        var undefined = await RegoTextCommandTests.Run("rego", "bench", "-d", policy, "data.p.z");

        Assert.Equal(0, measured.Code);
        Assert.Equal(2, measured.Output.Split("ns/op").Length - 1);
        Assert.Equal(2, undefined.Code);
        Assert.Contains("the query is undefined", undefined.Error, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var file = Path.Join(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
