namespace Bylaw.Cli.Tests.Rego;

/// <summary>Schemas and capabilities on the command line.</summary>
[Collection("console")]
public sealed class SchemaCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-schema-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Check_finds_a_misspelt_field_by_the_schema_of_the_input()
    {
        var policy = Write("p.rego", "package p\n\nallow if input.usr == \"ann\"\n");
        var schema = Write("input.json", """{"type": "object", "properties": {"user": {"type": "string"}}}""");

        var with = await RegoTextCommandTests.Run("rego", "check", policy, "--schema", schema);
        var without = await RegoTextCommandTests.Run("rego", "check", policy);

        Assert.Equal(1, with.Code);
        Assert.Contains("p.rego:3:16: error REGO2101: undefined ref: input.usr", with.Error, StringComparison.Ordinal);
        Assert.Contains("help: did you mean `user`?", with.Error, StringComparison.Ordinal);
        Assert.Equal(0, without.Code);
    }

    [Fact]
    public async Task Eval_takes_a_folder_of_schemas_that_metadata_names()
    {
        var policy = Write("p.rego", "package p\n\n# METADATA\n# schemas:\n#   - input: schema.api.request\nallow if input.usr\n");
        Write("schemas/api/request.json", """{"type": "object", "properties": {"user": {"type": "string"}}}""");

        var (code, _, error) = await RegoTextCommandTests.Run("rego", "eval", "-d", policy, "--schema", Path.Join(_folder.FullName, "schemas"), "data.p.allow");

        Assert.Equal(2, code);
        Assert.Contains("REGO2101", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_schema_is_named_with_the_place()
    {
        var policy = Write("p.rego", "package p\n");
        var schema = Write("input.json", """{"type": "text"}""");

        var (code, _, error) = await RegoTextCommandTests.Run("rego", "check", policy, "--schema", schema);

        Assert.Equal(2, code);
        Assert.Contains("input.json: #/type is `text`", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capabilities_limit_built_ins_keywords_and_features()
    {
        var policy = Write("p.rego", "package p\n\nimport future.keywords.or\n\nx := $\"{input.a}\"\n\ny := http.send({})\n\nz := input.if\n");
        var capabilities = Write("caps.json", """{"builtins": [{"name": "eq"}], "features": ["rego_v1"], "future_keywords": []}""");

        var (code, _, error) = await RegoTextCommandTests.Run("rego", "check", policy, "--capabilities", capabilities);

        Assert.Equal(1, code);
        Assert.Contains("the keyword `or` is not among the capabilities", error, StringComparison.Ordinal);
        Assert.Contains("a template string is not among the capabilities", error, StringComparison.Ordinal);
        Assert.Contains("the keyword `if` in a reference is not among the capabilities", error, StringComparison.Ordinal);
        Assert.Contains("undefined function http.send", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_engines_own_capabilities_allow_what_it_can_do()
    {
        var policy = Write("p.rego", "package p\n\nimport future.keywords.or\n\nx := $\"{input.a}\" if {\n\tinput.b or input.c\n\t1 in input.if\n}\n");
        var (_, capabilities, _) = await RegoTextCommandTests.Run("rego", "capabilities");
        var file = Write("caps.json", capabilities);

        Assert.Equal((0, "", ""), await RegoTextCommandTests.Run("rego", "check", policy, "--capabilities", file));
    }

    [Fact]
    public async Task A_file_that_is_no_capabilities_file_is_refused()
    {
        var policy = Write("p.rego", "package p\n");
        var file = Write("caps.json", """{"builtins": [], "feature": []}""");

        var (code, _, error) = await RegoTextCommandTests.Run("rego", "check", policy, "--capabilities", file);

        Assert.Equal(2, code);
        Assert.Contains("has no field \"feature\"", error, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var file = Path.Join(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
