using System.Text.Json.Nodes;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>Folding, colours, lenses and the commands behind them.</summary>
public sealed class ShownTests
{
    [Fact]
    public async Task Rules_imports_brackets_and_comments_fold()
    {
        using var folder = new PolicyFolder(("a.rego", "# one\n# two\npackage a\n\nimport data.x\nimport data.y\n\np if {\n\tq := [\n\t\t1,\n\t]\n\tq\n}\n"));
        await using var client = await TestClient.StartAsync(folder.Root);

        var found = await client.AskAsync("textDocument/foldingRange", folder.At("a.rego"));

        Assert.Equal(["0-1 comment", "4-5 imports", "7-11 ", "8-9 "], found!.AsArray().Select(f => $"{f!["startLine"]}-{f["endLine"]} {f["kind"]}"));
    }

    [Fact]
    public async Task Tokens_tell_what_each_word_is()
    {
        const string text = "package a\n\nf(x) := count(x) + input.n\n\np contains `two\nlines😀` if {\n\ty := f([1])\n}\n";
        using var folder = new PolicyFolder(("a.rego", text));
        await using var client = await TestClient.StartAsync(folder.Root);

        var answer = await client.AskAsync("textDocument/semanticTokens/full", folder.At("a.rego"));

        var types = client.Abilities!["semanticTokensProvider"]!["legend"]!["tokenTypes"]!.AsArray();
        Assert.Equal(
            [
                "package:keyword", "a:namespace!", "f:function!", "x:parameter!", ":=:operator", "count:function*", "x:parameter", "+:operator", "input:macro", "n:property",
                "p:variable!", "contains:keyword", "`two:string", "lines😀`:string", "if:keyword", "y:variable!", ":=:operator", "f:function", "1:number",
            ],
            Decode(text, answer!["data"]!.AsArray(), types));
    }

    [Fact]
    public async Task A_rule_is_evaluated_with_the_input_beside_it_on_unsaved_texts()
    {
        using var folder = new PolicyFolder(("a.rego", "package a\n\nallow if input.user == \"bob\"\n"), ("input.json", "{\"user\": \"ann\"}"), ("data.json", "{\"limit\": 7}"));
        await using var client = await TestClient.StartAsync(folder.Root, capabilities: new { workspace = new { codeLens = new { refreshSupport = true } } });
        await client.OpenAsync(folder.At("a.rego"), "package a\n\nallow if input.user == \"bob\"\n\nboth := [input.user, data.limit]\n");

        var lenses = await client.AskAsync("textDocument/codeLens", folder.At("a.rego"));
        Assert.Equal(["Evaluate", "Evaluate"], lenses!.AsArray().Select(l => (string)l!["command"]!["title"]!));
        var command = lenses[1]!["command"]!;
        var answer = await client.RequestAsync("workspace/executeCommand", new { command = (string)command["command"]!, arguments = command["arguments"] });
        var denied = await client.RequestAsync("workspace/executeCommand", new { command = (string)command["command"]!, arguments = lenses[0]!["command"]!["arguments"] });

        Assert.Equal("""["ann",7]""", answer!["results"]![0]!["value"]!.ToJsonString());
        Assert.Equal("undefined", (string)denied!["results"]![0]!["outcome"]!);
        Assert.Contains("input.user", (string)denied["results"]![0]!["explanation"]!, StringComparison.Ordinal);
        Assert.Contains("with input.json", (string)(await client.NoteAsync("window/showMessage"))!["message"]!, StringComparison.Ordinal);
        await client.NoteAsync("workspace/codeLens/refresh");
        var after = await client.AskAsync("textDocument/codeLens", folder.At("a.rego"));
        Assert.Equal(["Evaluate → undefined", "Evaluate → [\"ann\",7]"], after!.AsArray().Select(l => (string)l!["command"]!["title"]!));
        await client.OpenAsync(folder.At("input.json"), "{\"user\": \"bob\"}");
        var now = await client.RequestAsync("workspace/executeCommand", new { command = (string)command["command"]!, arguments = lenses[0]!["command"]!["arguments"] });
        Assert.Equal("true", now!["results"]![0]!["value"]!.ToJsonString());
    }

    [Fact]
    public async Task Tests_run_one_or_all_and_a_failure_stays_in_sight_until_it_is_mended()
    {
        using var folder = new PolicyFolder(("a.rego", "package a\n\nallow if input.x == 1\n"), ("a_test.rego", ""));
        await using var client = await TestClient.StartAsync(folder.Root);
        const string text = "package a_test\n\nimport data.a\n\ntest_yes if a.allow with input.x as 1\n\ntest_no if a.allow with input.x as 2\n";
        await client.OpenAsync(folder.At("a_test.rego"), text);

        var lenses = await client.AskAsync("textDocument/codeLens", folder.At("a_test.rego"));
        Assert.Equal(["Run 2 tests", "Run test", "Run test"], lenses!.AsArray().Select(l => (string)l!["command"]!["title"]!));
        var all = await ExecuteAsync(client, lenses[0]!);
        Assert.Equal(["passed", "failed"], all["results"]!.AsArray().Select(r => (string)r!["outcome"]!));
        Assert.Equal("1 of 2 tests passed", (string)all["message"]!);
        Assert.Equal("passed", (string)(await ExecuteAsync(client, lenses[1]!))["results"]![0]!["outcome"]!);

        var failed = await client.DiagnosticsAsync(folder.At("a_test.rego"), d => d.Count == 1);
        Assert.Equal((6, "bylaw test"), ((int)failed[0]!["range"]!["start"]!["line"]!, (string)failed[0]!["source"]!));
        await client.ChangeAsync(folder.At("a_test.rego"), 2, new { text = text.Replace("as 2", "as 1", StringComparison.Ordinal) });
        await client.DiagnosticsAsync(folder.At("a_test.rego"));
    }

    [Fact]
    public async Task What_cannot_be_run_says_why()
    {
        using var folder = new PolicyFolder(("a.rego", "package a\n\np if zz\n"), ("input.json", "{"));
        await using var client = await TestClient.StartAsync(folder.Root);
        async Task<string> Why(string text, string path)
        {
            await client.OpenAsync(folder.At("a.rego"), text);
            var error = await Assert.ThrowsAsync<ServerErrorException>(() => client.RequestAsync(
                "workspace/executeCommand", new { command = "bylaw.rego.evaluate", arguments = new[] { new { uri = TestClient.Uri(folder.At("a.rego")), path } } }));
            return error.Message;
        }

        Assert.Contains("var zz is unsafe", await Why("package a\n\np if zz\n", "data.a.p"), StringComparison.Ordinal);
        Assert.Contains("no rule `data.a.q`", await Why("package a\n\np if true\n", "data.a.q"), StringComparison.Ordinal);
        Assert.Contains("input.json", await Why("package a\n\np := 1\n", "data.a.p"), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> ExecuteAsync(TestClient client, JsonNode lens) =>
        (await client.RequestAsync("workspace/executeCommand", new { command = (string)lens["command"]!["command"]!, arguments = lens["command"]!["arguments"] }))!;

    private static IEnumerable<string> Decode(string text, JsonArray data, JsonArray types)
    {
        var lines = text.Split('\n');
        var (line, column) = (0, 0);
        for (var i = 0; i < data.Count; i += 5)
        {
            column = (int)data[i]! == 0 ? column + (int)data[i + 1]! : (int)data[i + 1]!;
            line += (int)data[i]!;
            var modifiers = (int)data[i + 4]!;
            yield return $"{lines[line].Substring(column, (int)data[i + 2]!)}:{types[(int)data[i + 3]!]}{((modifiers & 1) != 0 ? "!" : "")}{((modifiers & 2) != 0 ? "*" : "")}";
        }
    }
}
