using System.Text;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>No text, however broken, and no number of modules keeps the server from answering.</summary>
public sealed class HardTextTests
{
    private static readonly string[] _ofPlaces =
    [
        "textDocument/hover", "textDocument/completion", "textDocument/signatureHelp", "textDocument/definition", "textDocument/references", "textDocument/documentHighlight",
    ];

    private static readonly string[] _ofDocuments =
    [
        "textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/semanticTokens/full", "textDocument/formatting", "textDocument/codeLens",
    ];

    [Fact]
    public async Task A_text_that_is_cut_anywhere_is_answered_about_at_its_end()
    {
        const string text = "# METADATA\n# title: x\npackage a.b\n\nimport data.c as d\n\nf(x, [y, _]) := {\"k\": x | some k, v in input.z[_]; v > y} if {\n\tevery a, b in d.e { not a == $\"t{b}\" }\n\tcount([1, \"é😀\"]) > 1 with input as {\"q\": `r`}\n} else := x[\"p\"].q\n";
        using var folder = new PolicyFolder();
        await using var client = await TestClient.StartAsync(folder.Root);

        for (var end = 0; end <= text.Length; end++)
        {
            var cut = text[..end];
            await client.OpenAsync(folder.At("m.rego"), cut, end + 1);
            var place = PolicyFolder.Marked(cut + "§").Place;
            foreach (var method in _ofPlaces)
            {
                await client.AskAsync(method, folder.At("m.rego"), place);
            }
            foreach (var method in _ofDocuments)
            {
                await client.AskAsync(method, folder.At("m.rego"));
            }
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData("{\"a\": ")]
    [InlineData("x[")]
    [InlineData("f(")]
    public async Task Nesting_without_end_is_a_fault_and_no_crash(string open)
    {
        using var folder = new PolicyFolder();
        await using var client = await TestClient.StartAsync(folder.Root);

        await client.OpenAsync(folder.At("m.rego"), "package m\n\np := " + new StringBuilder().Insert(0, open, 50_000));

        await client.DiagnosticsAsync(folder.At("m.rego"), d => d.Count > 0);
        foreach (var method in _ofDocuments)
        {
            await client.AskAsync(method, folder.At("m.rego"));
        }
    }

    [Fact]
    public async Task Nesting_that_the_parser_takes_is_bound_on_any_thread()
    {
        using var folder = new PolicyFolder();
        await using var client = await TestClient.StartAsync(folder.Root);
        var text = $"package m\n\np := {new string('[', 450)}zz{new string(']', 450)}\n";

        await client.OpenAsync(folder.At("m.rego"), text);

        await client.DiagnosticsAsync(folder.At("m.rego"), "REGO2014");
        Assert.Single((await client.AskAsync("textDocument/references", folder.At("m.rego"), (2, 456)))!.AsArray());
    }

    [Fact]
    public async Task A_thousand_modules_are_looked_at_and_one_change_reaches_those_that_it_touches()
    {
        using var folder = new PolicyFolder([.. Enumerable.Range(0, 1_000).Select(i => (
            $"p{i}/m.rego", $"package p{i}\n\nimport data.p{(i + 1) % 1_000} as next\n\nlimit(x) := x + {i}\n\nallow if {{\n\tinput.n > {i}\n\tnext.limit(1) > 0\n}}\n"))]);
        await using var client = await TestClient.StartAsync(folder.Root);
        await client.OpenAsync(folder.At("p7/m.rego"), File.ReadAllText(folder.At("p7/m.rego")));

        var found = await client.AskAsync("textDocument/references", folder.At("p7/m.rego"), (4, 2));
        await client.ChangeAsync(folder.At("p7/m.rego"), 2, new { range = DiagnosticsTests.Range(4, 0, 4, 8), text = "limit(x, y)" });

        Assert.Equal(["m.rego:4", "m.rego:8"], found!.AsArray().Select(NavigationTests.Written).Order());
        await client.DiagnosticsAsync(folder.At("p6/m.rego"), "REGO2005");
        await client.ChangeAsync(folder.At("p7/m.rego"), 3, new { range = DiagnosticsTests.Range(4, 0, 4, 11), text = "limit(x)" });
        await client.DiagnosticsAsync(folder.At("p6/m.rego"));
        Assert.Equal(256, (await client.RequestAsync("workspace/symbol", new { query = "allow" }))!.AsArray().Count);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_says_so()
    {
        using var folder = new PolicyFolder([.. Enumerable.Range(0, 2_000).Select(i => ($"m{i}.rego", $"package m{i}\n\nsame := data.m0.same\n"))]);
        await using var client = await TestClient.StartAsync(folder.Root);

        var asked = client.AskAsync("textDocument/references", folder.At("m1.rego"), (2, 16), new { context = new { includeDeclaration = true } });
        await client.NotifyAsync("$/cancelRequest", new { id = 2 });

        // It may have been faster than the wish.
        try
        {
            Assert.NotEmpty((await asked)!.AsArray());
        }
        catch (ServerErrorException error)
        {
            Assert.Equal(-32800, error.Code);
        }
    }
}
