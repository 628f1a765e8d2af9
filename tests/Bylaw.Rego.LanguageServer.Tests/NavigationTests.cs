using System.Text.Json.Nodes;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>Hover, definitions, references, highlights and symbols.</summary>
public sealed class NavigationTests
{
    private const string Library = """
        # METADATA
        # title: Roles
        # description: What roles may do.
        package lib.roles

        # METADATA
        # title: Knows a role
        # description: Whether the role is one of ours.
        known(role) if role in {"admin", "reader"}

        default limit := 10

        limit := 20 if input.big

        names contains "x"
        """;

    private const string Main = """
        package main

        import data.lib.roles
        import data.lib.roles.limit as most

        allow if {
        	some user in input.users
        	roles.known(user.role)
        	user.age < most
        	count([u | some u in input.users; u.age > roles.limit]) > 0
        }
        """;

    private static PolicyFolder Folder() => new(
        ("roles.rego", Library), ("main.rego", Main), ("settings/data.json", "{\n  \"deep\": {\"x\": 1}\n}"), ("input.json", "{\"users\": [{\"role\": \"admin\", \"age\": 4}]}"));

    [Theory]
    [InlineData("roles.kn§own", "Knows a role", "Whether the role is one of ours.", "data.lib.roles.known", "Type: `(any) -> boolean`")]
    [InlineData("co§unt([", "count(collection: ", "Counts", "builtins/aggregates.md#count")]
    [InlineData("< mo§st", "default limit := 10", "limit := 20", "Type: `number`")]
    [InlineData("import data.lib.ro§les\n", "package lib.roles", "What roles may do.", "`known`")]
    [InlineData("some us§er in", "variable of this rule", "input.users[…]")]
    [InlineData("us§er.age", "variable of this rule", "from `input.users[…]`")]
    [InlineData("user.a§ge <", "input.users[…].age: number", "in `input.json`: `4`")]
    [InlineData("so§me user", "`some`: declares variables")]
    [InlineData("age <§ most", "(lt)")]
    public async Task Hover_says_what_stands_there(string at, params string[] wanted)
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root, LanguageServerOptions.Default with { DocumentationBase = "file:///d/" });
        await client.OpenAsync(folder.At("main.rego"), Main);
        await client.DiagnosticsAsync(folder.At("main.rego"), _ => true);

        var hover = await client.AskAsync("textDocument/hover", folder.At("main.rego"), Place(Main, at));

        Assert.All(wanted, w => Assert.Contains(w, (string)hover!["contents"]!["value"]!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("roles.kn§own", "roles.rego:8")]
    [InlineData("< mo§st", "roles.rego:12 roles.rego:10")]
    [InlineData("import data.lib.ro§les\n", "roles.rego:3")]
    [InlineData("us§er.age", "main.rego:6")]
    [InlineData("u.a§ge >", "input.json:0")]
    [InlineData("co§unt([", "")]
    public async Task Definitions_are_found(string at, string wanted)
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);

        var found = await client.AskAsync("textDocument/definition", folder.At("main.rego"), Place(Main, at));

        Assert.Equal(wanted, string.Join(' ', found!.AsArray().Select(Written)));
    }

    [Fact]
    public async Task Base_documents_are_defined_where_their_key_stands()
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);
        const string text = "package m\n\np := data.settings.deep.x\n";
        await client.OpenAsync(folder.At("m.rego"), text);

        var found = await client.AskAsync("textDocument/definition", folder.At("m.rego"), (2, 23));
        var hover = await client.AskAsync("textDocument/hover", folder.At("m.rego"), (2, 19));

        Assert.Equal("data.json:1", string.Join(' ', found!.AsArray().Select(Written)));
        Assert.Contains("base document", (string)hover!["contents"]!["value"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roles.kn§own", "main.rego:7 roles.rego:8")]
    [InlineData("< mo§st", "main.rego:3 main.rego:3 main.rego:8 main.rego:9 roles.rego:10 roles.rego:12")]
    [InlineData("us§er.age", "main.rego:6 main.rego:7 main.rego:8")]
    [InlineData("[§u |", "main.rego:9 main.rego:9 main.rego:9")]
    [InlineData("u.a§ge >", "main.rego:8 main.rego:9")]
    public async Task References_are_found_in_all_modules(string at, string wanted)
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);

        var found = await client.AskAsync("textDocument/references", folder.At("main.rego"), Place(Main, at), new { context = new { includeDeclaration = true } });

        Assert.Equal(wanted, string.Join(' ', found!.AsArray().Select(Written).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Highlights_tell_where_a_variable_is_made_and_where_it_is_read()
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);

        var found = await client.AskAsync("textDocument/documentHighlight", folder.At("main.rego"), Place(Main, "us§er.age"));

        Assert.Equal(["6:3", "7:2", "8:2"], found!.AsArray().Select(h => $"{h!["range"]!["start"]!["line"]}:{h["kind"]}"));
    }

    [Fact]
    public async Task Symbols_of_document_and_workspace_are_listed()
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);

        var inside = await client.AskAsync("textDocument/documentSymbol", folder.At("roles.rego"));
        var found = await client.RequestAsync("workspace/symbol", new { query = "limi" });
        var fuzzy = await client.RequestAsync("workspace/symbol", new { query = "lrkn" });

        Assert.Equal("lib.roles", (string)inside![0]!["name"]!);
        Assert.Equal(["known", "limit", "limit", "names"], inside[0]!["children"]!.AsArray().Select(s => (string)s!["name"]!));
        Assert.Equal("Knows a role", (string)inside[0]!["children"]![0]!["detail"]!);
        Assert.Equal(["limit", "limit"], found!.AsArray().Select(s => (string)s!["name"]!));
        Assert.Equal("known", (string)Assert.Single(fuzzy!.AsArray())!["name"]!);
    }

    internal static (int Line, int Character) Place(string text, string at)
    {
        var start = text.IndexOf(at.Replace("§", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(start >= 0, at);
        return PolicyFolder.Marked(text.Insert(start + at.IndexOf('§', StringComparison.Ordinal), "§")).Place;
    }

    internal static string Written(JsonNode? location) => $"{Path.GetFileName((string)location!["uri"]!)}:{location["range"]!["start"]!["line"]}";
}
