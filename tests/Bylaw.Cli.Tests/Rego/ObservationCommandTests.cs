namespace Bylaw.Cli.Tests.Rego;

/// <summary>What eval and test tell about evaluations: why, trace, coverage, profile, and what is left in part.</summary>
[Collection("console")]
public sealed class ObservationCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-observe-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Explain_names_literal_value_and_place_whether_it_stands_before_or_behind_the_query()
    {
        var (policy, input) = (Policy(), Write("in.yaml", "user:\n  age: 17\n"));

        var behind = await RegoTextCommandTests.Run("rego", "eval", "-d", policy, "-i", input, "data.p.allow", "--explain");
        var before = await RegoTextCommandTests.Run("rego", "eval", "-d", policy, "-i", input, "--explain", "data.p.allow");

        Assert.Equal(0, behind.Code);
        Assert.Contains($"input.user.age = 17   at {input}:2:8", behind.Output, StringComparison.Ordinal);
        Assert.Equal(behind.Output, before.Output);
    }

    [Fact]
    public async Task Findings_have_their_places_in_a_file_of_any_format()
    {
        var policy = Write("deny.rego", "package main\n\ndeny contains msg if {\n  some n, b in input.resource.bucket\n  not b.encrypted\n  msg := sprintf(\"%s is open\", [n])\n}\n");
        var input = Write("main.tf", "resource \"bucket\" \"a\" {\n  encrypted = true\n}\nresource \"bucket\" \"b\" {\n  name = 1\n}\n");

        var read = await RegoTextCommandTests.Run("rego", "eval", "-d", policy, "-i", input, "--explain", "data.main.deny");
        var json = await RegoTextCommandTests.Run("rego", "eval", "-d", policy, "-i", input, "--explain", "-f", "json", "data.main.deny");

        Assert.StartsWith($"{input}:4:1: b is open", read.Output, StringComparison.Ordinal);
        using var document = System.Text.Json.JsonDocument.Parse(json.Output);
        Assert.Equal(4, document.RootElement.GetProperty("findings")[0].GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData(1, "--fail-defined", "true")]
    [InlineData(1, "true", "--fail-defined")]
    [InlineData(0, "--fail-defined=false", "true")]
    [InlineData(0, "--fail-defined:false", "true")]
    [InlineData(0, "--fail", "false")]
    public async Task A_flag_takes_no_word_behind_it_and_a_value_by_equals_sign(int code, params string[] words)
    {
        var result = await RegoTextCommandTests.Run(["rego", "eval", .. words]);

        Assert.Equal(code, result.Code);
        Assert.Contains("\"value\": ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_of_explain_that_is_not_known_is_answered_with_the_choices()
    {
        var result = await RegoTextCommandTests.Run("rego", "eval", "--explain=loud", "1 + 1");

        Assert.Equal(2, result.Code);
        Assert.Contains("--explain loud: one of why, off, notes, fails, full, debug", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_output_holds_explanation_coverage_and_profile()
    {
        var result = await RegoTextCommandTests.Run(
            "rego", "eval", "-d", Policy(), "--explain=full", "--coverage", "--profile", "--format", "json", "data.p.allow");

        using var json = System.Text.Json.JsonDocument.Parse(result.Output);
        Assert.Equal("Enter", json.RootElement.GetProperty("explanation")[0].GetProperty("op").GetString());
        Assert.True(json.RootElement.GetProperty("coverage").GetProperty("coverage").GetDouble() > 0);
        Assert.True(json.RootElement.GetProperty("profile")[0].GetProperty("num_eval").GetInt32() > 0);
    }

    [Fact]
    public async Task Partial_prints_what_is_left_as_rego_and_as_sql()
    {
        var policy = Policy();

        var source = await RegoTextCommandTests.Run("rego", "eval", "-d", policy, "--partial", "-u", "input.user", "-f", "source", "data.p.allow");
        var sql = await RegoTextCommandTests.Run(
            "rego", "eval", "-d", policy, "--partial", "-u", "input.user", "--sql", "sqlite", "--columns", "age:number?", "-f", "pretty", "data.p.allow");
        var refused = await RegoTextCommandTests.Run("rego", "eval", "-d", policy, "--partial", "-u", "user", "data.p.allow");

        Assert.Equal("# Query 1\ninput.user.age >= 18\n\n", source.Output.ReplaceLineEndings("\n"));
        Assert.Contains("WHERE (\"age\" IS NOT NULL AND \"age\" >= @p0)", sql.Output, StringComparison.Ordinal);
        Assert.Equal(2, refused.Code);
        Assert.Contains("`user` is no path below input or data", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_reports_cases_reasons_and_coverage_with_a_threshold()
    {
        var policy = Policy();
        Write("policy/p_test.rego", "package p_test\n\nimport data.p\n\ntest_ages[name] if {\n\tsome name, age in {\"old\": 40, \"young\": 3}\n\tp.allow with input.user.age as age\n}\n\ntest_no if not p.allow with input.user.age as 40\n");
        var folder = Path.GetDirectoryName(policy)!;

        var plain = await RegoTextCommandTests.Run("rego", "test", folder);
        var lcov = await RegoTextCommandTests.Run("rego", "test", folder, "--coverage", "--format", "lcov", "--run", "test_ages");
        var below = await RegoTextCommandTests.Run("rego", "test", folder, "--run", "test_ages", "--threshold", "100");

        Assert.Equal(2, plain.Code);
        Assert.Contains("old: PASS", (await RegoTextCommandTests.Run("rego", "test", folder, "-v")).Output, StringComparison.Ordinal);
        Assert.Contains("test_ages: FAIL", plain.Output, StringComparison.Ordinal);
        Assert.Contains("young: FAIL", plain.Output, StringComparison.Ordinal);
        Assert.Contains("test_no: FAIL", plain.Output, StringComparison.Ordinal);
        Assert.Contains("p_test.rego:10:12: not p.allow with input.user.age as 40", plain.Output, StringComparison.Ordinal);
        Assert.Contains($"SF:{policy}", lcov.Output, StringComparison.Ordinal);
        Assert.Contains("end_of_record", lcov.Output, StringComparison.Ordinal);
        Assert.Equal(2, below.Code);
        Assert.Contains("wanted 100 %", below.Error, StringComparison.Ordinal);
    }

    private string Policy() => Write("policy/p.rego", "package p\n\ndefault allow := false\n\nallow if input.user.age >= 18\n\nother if input.x\n");

    private string Write(string name, string text)
    {
        var file = Path.Join(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
