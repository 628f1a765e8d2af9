using System.Text.Json.Nodes;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>A new name goes everywhere or nowhere.</summary>
public sealed class RenameTests
{
    private const string Library = "package lib\n\nlimit := 10\n\ntwice(x) := x * 2\n";
    private const string Main = "package main\n\nimport data.lib\nimport data.lib.limit\n\np if {\n\tx := lib.limit\n\tdata.lib[\"limit\"] == x\n\tlimit == 1\n\tlib.twice(x) > 1\n\tother\n}\n\nother if limit > 0\n";

    [Fact]
    public async Task A_rule_is_renamed_in_all_modules_however_it_is_written()
    {
        var after = await RenameAsync("lib.li§mit\n", "most");

        Assert.Equal("package lib\n\nmost := 10\n\ntwice(x) := x * 2\n", after["lib.rego"]);
        Assert.Equal(Main.Replace("limit", "most", StringComparison.Ordinal), after["main.rego"]);
    }

    [Fact]
    public async Task A_variable_is_renamed_in_its_rule()
    {
        var after = await RenameAsync("== §x\n", "value");

        Assert.Equal(Main.Replace("\tx :=", "\tvalue :=", StringComparison.Ordinal).Replace("== x", "== value", StringComparison.Ordinal).Replace("twice(x)", "twice(value)", StringComparison.Ordinal), after["main.rego"]);
        Assert.False(after.ContainsKey("lib.rego"));
    }

    [Fact]
    public async Task An_import_gets_a_name_of_its_own()
    {
        var after = await RenameAsync("\tl§ib.twice", "sums");

        Assert.Equal(Main.Replace("import data.lib\n", "import data.lib as sums\n", StringComparison.Ordinal).Replace("\tx := lib.", "\tx := sums.", StringComparison.Ordinal).Replace("\tlib.twice", "\tsums.twice", StringComparison.Ordinal), after["main.rego"]);
    }

    [Fact]
    public async Task A_package_is_renamed_where_it_is_declared_and_named()
    {
        var after = await RenameAsync("data.li§b.limit\n", "base");

        Assert.StartsWith("package base\n", after["lib.rego"], StringComparison.Ordinal);
        Assert.Contains("import data.base\nimport data.base.limit\n", after["main.rego"], StringComparison.Ordinal);
        Assert.Contains("data.base[\"limit\"]", after["main.rego"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("== §x\n", "1x", "is no name")]
    [InlineData("== §x\n", "some", "is no name")]
    [InlineData("== §x\n", "a b", "is no name")]
    [InlineData("== §x\n", "_", "is no name")]
    [InlineData("== §x\n", "input", "part of the language")]
    [InlineData("== §x\n", "limit", "the name is taken")]
    [InlineData("== §x\n", "other", "the name is taken")]
    [InlineData("lib.li§mit\n", "twice", "there already is `data.lib.twice`")]
    [InlineData("lib.li§mit\n", "count", "built-in function")]
    [InlineData("lib.li§mit\n", "other", "the name is taken")]
    [InlineData("oth§er\n}", "x", "the name is taken")]
    public async Task A_name_that_would_not_do_is_refused(string at, string name, string why)
    {
        var error = await Assert.ThrowsAsync<ServerErrorException>(() => RenameAsync(at, name));

        Assert.Equal(-32803, error.Code);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_ours_to_rename_is_refused_before_a_name_is_asked_for()
    {
        using var folder = new PolicyFolder(("data.json", "{\"roles\": [1]}"), ("a.rego", "package a\n\np := count(data.roles)\n\nq := input.x\n"));
        await using var client = await TestClient.StartAsync(folder.Root);

        foreach (var (place, why) in new[] { ((2, 7), "built-in"), ((2, 18), "base document"), ((4, 12), "who sends it"), ((0, 3), "no name here") })
        {
            var error = await Assert.ThrowsAsync<ServerErrorException>(() => client.AskAsync("textDocument/prepareRename", folder.At("a.rego"), place));
            Assert.Contains(why, error.Message, StringComparison.Ordinal);
        }
        var fine = await client.AskAsync("textDocument/prepareRename", folder.At("a.rego"), (2, 0));
        Assert.Equal("p", (string)fine!["placeholder"]!);
    }

    private static async Task<Dictionary<string, string>> RenameAsync(string at, string name)
    {
        using var folder = new PolicyFolder(("lib.rego", Library), ("main.rego", Main));
        await using var client = await TestClient.StartAsync(folder.Root);
        var edit = await client.AskAsync("textDocument/rename", folder.At("main.rego"), NavigationTests.Place(Main, at), new { newName = name });
        return edit!["changes"]!.AsObject().ToDictionary(
            c => Path.GetFileName(c.Key), c => Edits.Apply(File.ReadAllText(new Uri(c.Key).LocalPath), c.Value!.AsArray()));
    }
}

/// <summary>Applies edits as a client does.</summary>
internal static class Edits
{
    public static string Apply(string text, JsonArray edits)
    {
        foreach (var edit in edits.OrderByDescending(e => Offset(text, e!["range"]!["start"]!)))
        {
            text = string.Concat(text.AsSpan(0, Offset(text, edit!["range"]!["start"]!)), (string)edit["newText"]!, text.AsSpan(Offset(text, edit["range"]!["end"]!)));
        }
        return text;
    }

    private static int Offset(string text, JsonNode place)
    {
        var at = 0;
        for (var line = (int)place["line"]!; line > 0; line--)
        {
            at = text.IndexOf('\n', at) + 1;
        }
        return at + (int)place["character"]!;
    }
}
