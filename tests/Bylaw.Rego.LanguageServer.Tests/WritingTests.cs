using System.Text.Json.Nodes;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>Completion, signatures, formatting, code actions and hints: on texts as they are while they are written.</summary>
public sealed class WritingTests
{
    private static PolicyFolder Folder() => new(
        ("roles.rego", "package lib.roles\n\n# METADATA\n# title: Knows a role\nknown(role, strict) if role in {\"a\"}\n\n_hidden := 1\n\nconf := {\"size\": 1, \"name\": \"x\"}\n\ntest_it if known(1, 2)\n"),
        ("settings/data.json", "{\"deep\": {\"x\": 1, \"odd-key\": 2}}"),
        ("input.json", "{\"users\": [{\"role\": \"admin\", \"age\": 4}], \"when\": \"now\"}"));

    [Theory]
    [InlineData("package m\n\np if {\n\tx := 1\n\tsome user in input.users\n\t§\n}\n", "x user input data some count json.unmarshal p every")]
    [InlineData("package m\n\np if {\n\tinput.§\n}\n", "users when")]
    [InlineData("package m\n\np if {\n\tinput.users[_].§\n}\n", "role age")]
    [InlineData("package m\n\np if {\n\tsome user in input.users\n\tuser.§\n}\n", "role age")]
    [InlineData("package m\n\np if {\n\tu := input.users[0]\n\tu.a§\n}\n", "age")]
    [InlineData("package m\n\np if data.§\n", "lib settings m")]
    [InlineData("package m\n\np if data.lib.roles.§\n", "known conf")]
    [InlineData("package m\n\nimport data.lib.roles\n\np if roles.§\n", "known conf")]
    [InlineData("package m\n\nimport data.lib.roles as r\n\np := r.conf.§\n", "size name")]
    [InlineData("package m\n\np := data.settings.deep.§\n", "x odd-key")]
    [InlineData("package m\n\np := io.jwt.§\n", "io.jwt.decode io.jwt.verify_hs256")]
    [InlineData("package m\n\np := ro§\n", "roles round")]
    [InlineData("package m\n\nimport §\n", "data.lib.roles input rego.v1")]
    [InlineData("package m\n\nimport data.lib.§\n", "roles")]
    [InlineData("package §\n", "m lib.roles")]
    [InlineData("package m\n\nf(first, second) := fi§\n", "first second")]
    [InlineData("package m\n\n# ti§\n", "title description")]
    public async Task Completion_offers_what_there_is(string marked, string wanted)
    {
        var (labels, _, _) = await CompleteAsync(marked);

        Assert.All(wanted.Split(' '), w => Assert.Contains(w, labels));
    }

    [Theory]
    [InlineData("package m\n\nimport data.lib.roles\n\np if roles.§\n", "_hidden test_it count some")]
    [InlineData("package m\n\np := \"in a string input.§\"\n", "users count")]
    [InlineData("package m\n\n# in a comment inp§ut\n", "input users")]
    [InlineData("package m\n\np if {\n\tother := 1\n}\n\nq if {\n\t§\n}\n", "other")]
    public async Task Completion_offers_nothing_out_of_place(string marked, string unwanted)
    {
        var (labels, _, _) = await CompleteAsync(marked);

        Assert.All(unwanted.Split(' '), w => Assert.DoesNotContain(w, labels));
    }

    [Fact]
    public async Task A_completion_writes_what_it_shows()
    {
        var (_, items, text) = await CompleteAsync("package m\n\np := ro§\n");
        var package = items.First(i => (string)i!["label"]! == "roles")!;
        var builtin = items.First(i => (string)i!["label"]! == "round")!;

        var written = Edits.Apply(text, [package["textEdit"]!.DeepClone(), .. package["additionalTextEdits"]!.AsArray().Select(e => e!.DeepClone())]);

        Assert.Equal("package m\n\nimport data.lib.roles\n\np := roles\n", written);
        Assert.Equal("round(${1:x})", (string)builtin["textEdit"]!["newText"]!);
        var (_, odd, source) = await CompleteAsync("package m\n\np := data.settings.deep.§\n");
        Assert.Equal("package m\n\np := data.settings.deep[\"odd-key\"]\n", Edits.Apply(source, [odd.First(i => (string)i!["label"]! == "odd-key")!["textEdit"]!.DeepClone()]));
    }

    [Theory]
    [InlineData("package m\n\np := substring(\"abc\", 1, §\n", "substring(", 2)]
    [InlineData("package m\n\nimport data.lib.roles\n\np if roles.known(f([1, 2]), §)\n", "known(role, strict)", 1)]
    [InlineData("package m\n\nf(a, [b, c]) := 1\n\np := f(1, [2, §])\n", "f(a, [b, c])", 1)]
    [InlineData("package m\n\np := count(§)\n", "count(collection: ", 0)]
    public async Task Signatures_follow_the_argument(string marked, string label, int active)
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);
        var (text, place) = PolicyFolder.Marked(marked);
        await client.OpenAsync(folder.At("m.rego"), text);

        var help = await client.AskAsync("textDocument/signatureHelp", folder.At("m.rego"), place);

        var signature = help!["signatures"]![(int)help["activeSignature"]!]!;
        Assert.StartsWith(label, (string)signature["label"]!, StringComparison.Ordinal);
        Assert.Equal(active, (int)help["activeParameter"]!);
        var span = signature["parameters"]![active]!["label"]!.AsArray();
        Assert.DoesNotContain("(", ((string)signature["label"]!)[(int)span[0]!..(int)span[1]!], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formatting_changes_the_lines_that_are_otherwise_and_keeps_line_breaks()
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);
        const string text = "package m\r\n\r\nfine := 1\r\n\r\np   if {\r\n  input.x==1\r\n}\r\n";
        await client.OpenAsync(folder.At("m.rego"), text);

        var edits = await client.AskAsync("textDocument/formatting", folder.At("m.rego"));

        Assert.All(edits!.AsArray(), e => Assert.True((int)e!["range"]!["start"]!["line"]! >= 4));
        Assert.Equal("package m\r\n\r\nfine := 1\r\n\r\np if {\r\n\tinput.x == 1\r\n}\r\n", Edits.Apply(text, edits!.AsArray()));
    }

    [Theory]
    [InlineData("package m\n\np §= 1\n", "quickfix", "package m\n\np := 1\n")]
    [InlineData("package m\n\np := co§unnt([1])\n", "quickfix", "package m\n\np := count([1])\n")]
    [InlineData("package m\n\np if ro§les.known(1, 2)\n", "quickfix", "package m\n\nimport data.lib.roles\n\np if roles.known(1, 2)\n")]
    [InlineData("package m\n\nimport data.zoo\nimport data.lib.roles\nimport rego.v1\nimport data.b as c\n\np if roles.known(1, c)§\n", "source.organizeImports", "package m\n\nimport rego.v1\nimport data.b as c\nimport data.lib.roles\n\np if roles.known(1, c)\n")]
    [InlineData("package m\n\np = 1§\n\n#x\nq = 2\n", "source.fixAll", "package m\n\np := 1\n\n# x\nq := 2\n")]
    [InlineData("package m\n\np§ { input.x }\n", "refactor.rewrite", "package m\n\np if input.x\n")]
    public async Task Code_actions_mend(string marked, string kind, string wanted)
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);
        var (text, place) = PolicyFolder.Marked(marked);
        await client.OpenAsync(folder.At("m.rego"), text);

        var actions = await ActionsAsync(client, folder.At("m.rego"), place, kind);

        Assert.All(actions, a => Assert.StartsWith(kind, (string)a!["kind"]!, StringComparison.Ordinal));
        Assert.Contains(wanted, actions.Select(a => Edits.Apply(text, a!["edit"]!["changes"]![TestClient.Uri(folder.At("m.rego"))]!.AsArray())));
    }

    [Fact]
    public async Task A_finding_can_be_silenced_where_it_stands()
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);
        const string text = "package m\n\np if {\n\tcount([]) > 0\n}\n\n#x\n";
        await client.OpenAsync(folder.At("m.rego"), text);
        await client.DiagnosticsAsync(folder.At("m.rego"), "REGO3014");

        var actions = await ActionsAsync(client, folder.At("m.rego"), (6, 1), "quickfix");
        var silenced = Edits.Apply(text, actions.First(a => ((string)a!["title"]!).StartsWith("Silence", StringComparison.Ordinal))!["edit"]!["changes"]![0]!.AsArray());
        await client.ChangeAsync(folder.At("m.rego"), 2, new { text = silenced });

        await client.DiagnosticsAsync(folder.At("m.rego"));
    }

    [Fact]
    public async Task Hints_name_the_parameters_of_arguments_that_do_not()
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);
        await client.OpenAsync(folder.At("m.rego"), "package m\n\nimport data.lib.roles\n\np if {\n\trole := 1\n\troles.known(role, true)\n\tsubstring(\"abc\", 1, 2) == \"bc\"\n\tcount([1]) == 1\n}\n");

        var hints = await client.RequestAsync("textDocument/inlayHint", new { textDocument = new { uri = TestClient.Uri(folder.At("m.rego")) }, range = DiagnosticsTests.Range(0, 0, 99, 0) });

        Assert.Equal(["6:19 strict:", "7:11 value:", "7:18 offset:", "7:21 length:"], hints!.AsArray().Select(h => $"{h!["position"]!["line"]}:{h["position"]!["character"]} {h["label"]}"));
    }

    private static async Task<(string[] Labels, JsonArray Items, string Text)> CompleteAsync(string marked)
    {
        using var folder = Folder();
        await using var client = await TestClient.StartAsync(folder.Root);
        var (text, place) = PolicyFolder.Marked(marked);
        await client.OpenAsync(folder.At("m.rego"), text);
        // What rules yield is known once a moment has passed.
        await client.DiagnosticsAsync(folder.At("m.rego"), _ => true);
        var answer = await client.AskAsync("textDocument/completion", folder.At("m.rego"), place);
        var items = answer!["items"]!.AsArray();
        return ([.. items.Select(i => (string)i!["label"]!)], items, text);
    }

    private static async Task<JsonArray> ActionsAsync(TestClient client, string path, (int Line, int Character) place, string kind)
    {
        var actions = await client.RequestAsync("textDocument/codeAction", new
        {
            textDocument = new { uri = TestClient.Uri(path) },
            range = DiagnosticsTests.Range(place.Line, place.Character, place.Line, place.Character),
            context = new { diagnostics = Array.Empty<object>(), only = new[] { kind } },
        });
        return actions!.AsArray();
    }
}
