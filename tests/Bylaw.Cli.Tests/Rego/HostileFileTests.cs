using System.Text;

namespace Bylaw.Cli.Tests.Rego;

/// <summary>Files that are large, deep or no text at all end <c>rego eval</c> in a clear error and an exit code, never in a crash.</summary>
[Collection("console")]
public sealed class HostileFileTests : IDisposable
{
    private const int Deep = 100_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-hostile-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("p.rego", "package p\n\nx := ", "[")]
    [InlineData("p.rego", "package p\n\nx := ", "{\"a\": ")]
    [InlineData("p.rego", "package p\n\nx := ", "f(")]
    [InlineData("p.rego", "package p\n\nx if ", "not ")]
    [InlineData("data.json", "", "[")]
    [InlineData("data.json", "", "{\"a\":")]
    [InlineData("data.yaml", "a: ", "[")]
    [InlineData("data.yaml", "a: ", "{a: ")]
    [InlineData("data.yaml", "", "- ")]
    public async Task What_nests_a_hundred_thousand_deep_is_an_error(string name, string head, string opener)
    {
        var file = Write(name, head + string.Concat(Enumerable.Repeat(opener, Deep)));

        Refused(await RegoTextCommandTests.Run("rego", "eval", "-d", file, "data"));
        Refused(await RegoTextCommandTests.Run("rego", "eval", "-i", file, "input"));
    }

    [Theory]
    [InlineData("p.rego", "package p\n\nx := \"\u00ff\u00fe\"\n")]
    [InlineData("data.json", "{\"a\": \"\u00ff\u00fe\"}")]
    [InlineData("data.json", "\u0000\u0001\u0002")]
    [InlineData("data.yaml", "a: \u00ff\u0000\n")]
    public async Task Bytes_that_are_no_text_are_read_or_refused(string name, string latin)
    {
        var file = Path.Join(_folder.FullName, name);
        await File.WriteAllBytesAsync(file, Encoding.Latin1.GetBytes(latin));

        Settled(await RegoTextCommandTests.Run("rego", "eval", "-d", file, "data"));
    }

    [Theory]
    [InlineData("1e1000000 * 1e1000000")]
    [InlineData("input.n * input.n + 1")]
    [InlineData("sum([input.n, 1])")]
    [InlineData("format_int(input.n, 10)")]
    [InlineData("numbers.range(0, input.n)")]
    [InlineData("bits.lsh(input.n, input.n)")]
    [InlineData("sprintf(\"%d\", [input.n])")]
    [InlineData("input.n == input.m")]
    public async Task Numbers_beyond_all_measure_are_answered_or_refused(string query)
    {
        foreach (var number in (string[])["1e1000000", "-1e-1000000", "1e99999999999", new string('9', 100_000)])
        {
            var input = Write("input.json", $$"""{"n": {{number}}, "m": {{number}}1}""");

            Settled(await RegoTextCommandTests.Run("rego", "eval", "-i", input, query));
        }
    }

    [Fact]
    public async Task A_number_of_a_million_digits_is_refused()
    {
        var input = Write("input.json", $$"""{"n": {{new string('9', 1_000_000)}}}""");

        var (code, _, error) = await RegoTextCommandTests.Run("rego", "eval", "-i", input, "input.n");

        Assert.NotEqual(0, code);
        Assert.Contains("digits", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eval", "data.p.x60")]
    [InlineData("eval", "-f", "raw", "data.p")]
    [InlineData("eval", "-f", "bindings", "x := data.p.x60")]
    [InlineData("exec", "--decision", "p/x60", "INPUT")]
    [InlineData("build", "-O", "1", "-e", "p/x60", "-o", "BUNDLE")]
    public async Task A_result_that_is_endless_as_text_is_refused(string command, params string[] more)
    {
        var rules = new StringBuilder("package p\n\nx0 := [1, 2]\n");
        for (var i = 1; i <= 60; i++)
        {
            rules.Append($"\nx{i} := [x{i - 1}, x{i - 1}]\n");
        }
        var file = Write("p.rego", rules.ToString());

        var input = Write("input.json", "{}");
        string[] words = [.. more.Select(w => w switch { "INPUT" => input, "BUNDLE" => file + ".tgz", _ => w })];

        var (code, _, error) = await RegoTextCommandTests.Run(command == "build" ? ["rego", "build", .. words, file] : ["rego", command, "-d", file, .. words]);

        Assert.NotEqual(0, code);
        Assert.Contains("longer than", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("package p\n\nx := y\n\ny := x\n", "recursive")]
    [InlineData("package p\n\nf(a) := g(a)\n\ng(a) := f(a)\n", "recursive")]
    [InlineData("package p\n\nx := data.p\n", "recursive")]
    public async Task Rules_that_refer_to_themselves_are_refused(string policy, string message)
    {
        var (code, _, error) = await RegoTextCommandTests.Run("rego", "eval", "-d", Write("p.rego", policy), "data.p");

        Assert.NotEqual(0, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static void Refused((int Code, string Output, string Error) run)
    {
        Assert.NotEqual(0, run.Code);
        Assert.NotEmpty(run.Error);
        Settled(run);
    }

    private static void Settled((int Code, string Output, string Error) run)
    {
        Assert.InRange(run.Code, 0, 2);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Error.Length, 0, 100_000);
    }

    private string Write(string name, string text)
    {
        var file = Path.Join(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}
