using System.Text.Json.Nodes;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>Clients that ask what is wrong, and for what has changed in the colours, instead of being told all.</summary>
public sealed class PullTests
{
    private static readonly object _pulls = new { textDocument = new { diagnostic = new { } }, workspace = new { diagnostics = new { refreshSupport = true } } };

    [Fact]
    public async Task A_client_that_asks_is_answered_and_not_told_of_what_it_shows()
    {
        using var folder = new PolicyFolder(("a.rego", "package a\n\np if x\n"), ("b.rego", "package b\n\nq if y\n"));
        await using var client = await TestClient.StartAsync(folder.Root, capabilities: _pulls);
        Assert.True((bool)client.Abilities!["diagnosticProvider"]!["interFileDependencies"]!);
        await client.DiagnosticsAsync(folder.At("a.rego"), "REGO2014");

        await client.OpenAsync(folder.At("a.rego"), "package a\n\np if x\n");
        var first = await client.AskAsync("textDocument/diagnostic", folder.At("a.rego"));

        Assert.Equal(("full", "REGO2014"), ((string)first!["kind"]!, (string)first["items"]!.AsArray().Single()!["code"]!));
        await client.DiagnosticsAsync(folder.At("a.rego"));
        await client.DiagnosticsAsync(folder.At("b.rego"), "REGO2014");
        var again = await PullAsync(client, folder.At("a.rego"), (string)first["resultId"]!);
        Assert.Equal(("unchanged", (string)first["resultId"]!, false), ((string)again["kind"]!, (string)again["resultId"]!, again.AsObject().ContainsKey("items")));
        await client.ChangeAsync(folder.At("a.rego"), 2, new { text = "package a\n\np if input.x\n" });
        var mended = await PullAsync(client, folder.At("a.rego"), (string)first["resultId"]!);
        Assert.Equal(("full", 0), ((string)mended["kind"]!, mended["items"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_client_is_asked_to_ask_again_when_another_file_changes_what_is_wrong()
    {
        using var folder = new PolicyFolder(("a.rego", "package a\n\nf(x) := x\n"), ("b.rego", "package b\n\nq := data.a.f(1)\n"));
        await using var client = await TestClient.StartAsync(folder.Root, capabilities: _pulls);
        await client.OpenAsync(folder.At("b.rego"), "package b\n\nq := data.a.f(1)\n");
        var first = await client.AskAsync("textDocument/diagnostic", folder.At("b.rego"));
        Assert.Empty(first!["items"]!.AsArray());

        await client.OpenAsync(folder.At("a.rego"), "package a\n\ng(x) := x\n");

        await client.NoteAsync("workspace/diagnostic/refresh");
        var broken = await PullAsync(client, folder.At("b.rego"), (string)first["resultId"]!);
        Assert.Equal("REGO2004", (string)broken["items"]!.AsArray().Single()!["code"]!);
    }

    [Fact]
    public async Task A_client_that_asks_for_all_files_is_told_of_none_and_hears_only_what_it_does_not_know()
    {
        using var folder = new PolicyFolder(("a.rego", "package a\n\np if x\n"), ("b.rego", "package b\n\nq if input.y\n"), ("data.json", "{"));
        await using var client = await TestClient.StartAsync(folder.Root, capabilities: _pulls);
        await client.DiagnosticsAsync(folder.At("data.json"), d => d.Count == 1);

        var first = (await client.RequestAsync("workspace/diagnostic", new { previousResultIds = Array.Empty<object>() }))!["items"]!.AsArray();

        Assert.Equal([TestClient.Uri(folder.At("a.rego")), TestClient.Uri(folder.At("data.json"))], first.Select(i => (string)i!["uri"]!).Order());
        Assert.All(first, i => Assert.True(i!.AsObject().ContainsKey("version") && i["version"] is null));
        await client.DiagnosticsAsync(folder.At("a.rego"));
        await client.DiagnosticsAsync(folder.At("data.json"));

        var known = first.Select(i => new { uri = (string)i!["uri"]!, value = (string)i["resultId"]! }).ToArray();
        await client.OpenAsync(folder.At("a.rego"), "package a\n\np if input.x\n", version: 4);
        var second = (await client.RequestAsync("workspace/diagnostic", new { previousResultIds = known }))!["items"]!.AsArray();
        Assert.Equal((TestClient.Uri(folder.At("a.rego")), 4, 0), ((string)second.Single()!["uri"]!, (int)second[0]!["version"]!, second[0]!["items"]!.AsArray().Count));

        File.Delete(folder.At("data.json"));
        await client.NotifyAsync("workspace/didChangeWatchedFiles", new { changes = new[] { new { uri = TestClient.Uri(folder.At("data.json")), type = 3 } } });
        var third = (await client.RequestAsync("workspace/diagnostic", new { previousResultIds = known[1..] }))!["items"]!.AsArray();
        Assert.Contains(third, i => (string)i!["uri"]! == TestClient.Uri(folder.At("data.json")) && i["items"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task A_client_that_does_not_ask_is_offered_nothing_to_ask_for()
    {
        using var folder = new PolicyFolder(("a.rego", "package a\n\np if x\n"));
        await using var client = await TestClient.StartAsync(folder.Root);

        Assert.Null(client.Abilities!["diagnosticProvider"]);
        Assert.True((bool)client.Abilities["semanticTokensProvider"]!["full"]!);
        Assert.False((await client.AskAsync("textDocument/semanticTokens/full", folder.At("a.rego")))!.AsObject().ContainsKey("resultId"));
    }

    [Theory]
    [InlineData("package a\n\np := 1\n\nq := 2\n\nr := input.x\n")]
    [InlineData("package a\n\np := 1\n\nr := input.x\n")]
    [InlineData("package a\n\np := \"one\"\n\nq := 2\n\nr := input.x + 1\n")]
    [InlineData("package a\n")]
    [InlineData("package b\n\n# more\np := 1\n\nq := 2\n\nr := input.x\nlast := 3\n")]
    public async Task Edits_of_tokens_make_of_the_old_ones_the_new_ones(string changed)
    {
        using var folder = new PolicyFolder(("a.rego", "package a\n\np := 1\n\nq := 2\n\nr := input.x\n"));
        await using var client = await TestClient.StartAsync(folder.Root, capabilities: new { textDocument = new { semanticTokens = new { requests = new { full = new { delta = true } } } } });
        Assert.True((bool)client.Abilities!["semanticTokensProvider"]!["full"]!["delta"]!);
        await client.OpenAsync(folder.At("a.rego"), File.ReadAllText(folder.At("a.rego")));
        var before = (await client.AskAsync("textDocument/semanticTokens/full", folder.At("a.rego")))!;

        await client.ChangeAsync(folder.At("a.rego"), 2, new { text = changed });
        var delta = (await DeltaAsync(client, folder.At("a.rego"), (string)before["resultId"]!))!;

        var made = Numbers(before["data"]!);
        foreach (var edit in delta["edits"]!.AsArray())
        {
            made.RemoveRange((int)edit!["start"]!, (int)edit["deleteCount"]!);
            made.InsertRange((int)edit["start"]!, Numbers(edit["data"]!));
        }
        var whole = Numbers((await client.AskAsync("textDocument/semanticTokens/full", folder.At("a.rego")))!["data"]!);
        Assert.Equal(whole, made);
        var lost = (await DeltaAsync(client, folder.At("a.rego"), (string)before["resultId"]!))!;
        Assert.Equal(whole, Numbers(lost["data"]!));
    }

    private static List<int> Numbers(JsonNode data) => [.. data.AsArray().Select(n => (int)n!)];

    private static Task<JsonNode?> DeltaAsync(TestClient client, string path, string previousResultId) =>
        client.RequestAsync("textDocument/semanticTokens/full/delta", new { textDocument = new { uri = TestClient.Uri(path) }, previousResultId });

    private static async Task<JsonNode> PullAsync(TestClient client, string path, string previousResultId) =>
        (await client.RequestAsync("textDocument/diagnostic", new { textDocument = new { uri = TestClient.Uri(path) }, previousResultId }))!;
}
