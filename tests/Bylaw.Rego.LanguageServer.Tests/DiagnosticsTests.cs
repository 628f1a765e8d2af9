using System.Text.Json.Nodes;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>What is wrong is told as it is typed, and no longer once it is mended.</summary>
public sealed class DiagnosticsTests
{
    [Fact]
    public async Task Faults_of_parser_compiler_and_linter_are_published_for_open_and_closed_files_and_cleared_when_mended()
    {
        using var folder = new PolicyFolder(
            ("a.rego", "package a\n\nallow if {\n\tinput.x == 1\n}\n"),
            ("b.rego", "package b\n\nimport data.a.unused_thing\n\np := count(1, 2, 3)\n"),
            ("sub/c.rego", "package c\n\nq if {\n"));
        await using var client = await TestClient.StartAsync(folder.Root);

        var compiled = await client.DiagnosticsAsync(folder.At("b.rego"), "REGO2005", "REGO3013");
        Assert.Equal(4, (int)compiled.First(d => (string)d!["code"]! == "REGO2005")!["range"]!["start"]!["line"]!);
        Assert.Contains(await client.DiagnosticsAsync(folder.At("sub/c.rego"), d => d.Count > 0), d => (int)d!["severity"]! == 1);

        await client.OpenAsync(folder.At("a.rego"), "package a\n\nallow if {\n\tinput.x == \n}\n");
        await client.DiagnosticsAsync(folder.At("a.rego"), d => d.Count > 0);
        await client.ChangeAsync(folder.At("a.rego"), 2, new { range = Range(3, 12, 3, 12), text = "y" });
        await client.DiagnosticsAsync(folder.At("a.rego"), "REGO2014");
        await client.ChangeAsync(folder.At("a.rego"), 3, new { range = Range(3, 12, 3, 13), text = "1" });
        await client.DiagnosticsAsync(folder.At("a.rego"));

        folder.Write("sub/c.rego", "package c\n\nq if {\n\tinput.y\n}\n");
        await client.NotifyAsync("workspace/didChangeWatchedFiles", new { changes = new[] { new { uri = TestClient.Uri(folder.At("sub/c.rego")), type = 2 } } });
        await client.DiagnosticsAsync(folder.At("sub/c.rego"));
    }

    [Fact]
    public async Task A_broken_module_counts_as_it_last_was_for_the_others()
    {
        using var folder = new PolicyFolder(("lib.rego", "package lib\n\nf(x) := x + 1\n"), ("use.rego", "package use\n\nimport data.lib\n\np := lib.f(1)\n"));
        await using var client = await TestClient.StartAsync(folder.Root);
        await client.OpenAsync(folder.At("lib.rego"), "package lib\n\nf(x) := x + 1\n");
        await client.DiagnosticsAsync(folder.At("lib.rego"));

        await client.ChangeAsync(folder.At("lib.rego"), 2, new { text = "package lib\n\nf(x) := x +\n" });

        await client.DiagnosticsAsync(folder.At("lib.rego"), d => d.Count > 0);
        await client.OpenAsync(folder.At("use.rego"), "package use\n\nimport data.lib\n\np := lib.f(1)\n\nq := lib.g(2)\n");
        var found = await client.DiagnosticsAsync(folder.At("use.rego"), d => d.Count > 0);
        Assert.Equal(["REGO2004"], found.Select(d => (string)d!["code"]!));
    }

    [Fact]
    public async Task Schemas_of_the_root_check_what_metadata_says()
    {
        using var folder = new PolicyFolder(
            ("schemas/request.json", """{"type":"object","properties":{"user":{"type":"object","properties":{"name":{"type":"string","description":"who asks"}},"additionalProperties":false}},"additionalProperties":false}"""),
            ("a.rego", "# METADATA\n# schemas:\n#   - input: schema.request\npackage a\n\np if input.usr.name == \"x\"\n"));
        await using var client = await TestClient.StartAsync(folder.Root);

        var found = await client.DiagnosticsAsync(folder.At("a.rego"), d => d.Count > 0);

        Assert.Contains("did you mean `user`?", (string)found[0]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_files_and_files_of_the_host_are_looked_at_and_codes_link_to_their_pages()
    {
        using var folder = new PolicyFolder(("data.json", "{\"a\": 1,\n  \"b\": }"), ("roles/data.yaml", "admin: [ann]\n"), ("bylaw.yaml", "system: x\n"), ("a.rego", "package a\n\np if x\n"));
        var options = LanguageServerOptions.Default with
        {
            DocumentationBase = "file:///docs/",
            CheckFile = (path, text) => path.EndsWith("bylaw.yaml", StringComparison.Ordinal) ? text.Contains("system", StringComparison.Ordinal) ? [new FileProblem(1, 9, "not so")] : [] : null,
        };
        await using var client = await TestClient.StartAsync(folder.Root, options);

        var data = await client.DiagnosticsAsync(folder.At("data.json"), d => d.Count == 1);
        var manifest = await client.DiagnosticsAsync(folder.At("bylaw.yaml"), d => d.Count == 1);
        var module = await client.DiagnosticsAsync(folder.At("a.rego"), d => d.Count == 1);

        Assert.Equal(1, (int)data[0]!["range"]!["start"]!["line"]!);
        Assert.Equal(("not so", 8, 9), ((string)manifest[0]!["message"]!, (int)manifest[0]!["range"]!["start"]!["character"]!, (int)manifest[0]!["range"]!["end"]!["character"]!));
        Assert.Equal("file:///docs/diagnostics/REGO2014.md", (string)module[0]!["codeDescription"]!["href"]!);
        await client.OpenAsync(folder.At("bylaw.yaml"), "other: x\n");
        await client.DiagnosticsAsync(folder.At("bylaw.yaml"));
    }

    [Fact]
    public async Task Places_count_utf_16_code_units_and_edits_go_where_they_are_meant()
    {
        using var folder = new PolicyFolder();
        await using var client = await TestClient.StartAsync(folder.Root);
        await client.OpenAsync(folder.At("u.rego"), "package u\r\n\r\np := [\"😀é\", zz]\r\n");

        var found = await client.DiagnosticsAsync(folder.At("u.rego"), "REGO2014");

        Assert.Equal(Range(2, 13, 2, 15).ToString(), JsonNode.Parse(found[0]!["range"]!.ToJsonString())!.Deserialize().ToString());
        await client.ChangeAsync(folder.At("u.rego"), 2, new { range = Range(2, 7, 2, 9), text = "🦊🦊" }, new { range = Range(2, 15, 2, 17), text = "1" });
        await client.DiagnosticsAsync(folder.At("u.rego"));
        var symbols = await client.AskAsync("textDocument/formatting", folder.At("u.rego"));
        Assert.Empty(symbols!.AsArray());
    }

    [Fact]
    public async Task Bundles_in_a_folder_stand_for_themselves_in_the_language_that_their_manifest_names()
    {
        using var folder = new PolicyFolder(
            ("one/.manifest", "{}"),
            ("one/a.rego", "package a\n\ndefault p := 1\n\nq := zz\n"),
            ("two/.manifest", "{\"rego_version\": 0}"),
            ("two/a.rego", "package a\n\ndefault p := 2\n\nr { zz }\n"));
        await using var client = await TestClient.StartAsync(folder.Root);

        await client.DiagnosticsAsync(folder.At("one/a.rego"), "REGO2014");
        await client.DiagnosticsAsync(folder.At("two/a.rego"), "REGO2014");
    }

    internal static RangeValue Range(int line, int character, int endLine, int endCharacter) => new(new(line, character), new(endLine, endCharacter));
}

internal sealed record PlaceValue(int line, int character);

internal sealed record RangeValue(PlaceValue start, PlaceValue end);

internal static class RangeReader
{
    public static RangeValue Deserialize(this JsonNode node) => System.Text.Json.JsonSerializer.Deserialize<RangeValue>(node)!;
}
