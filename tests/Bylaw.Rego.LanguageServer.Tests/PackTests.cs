using Bylaw.Testing;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>The product's own packs, opened as a folder: nothing is wrong in them, and every name of every module can be asked about.</summary>
public sealed class PackTests
{
    [Fact]
    public async Task The_packs_have_no_errors_and_each_reference_to_a_rule_leads_to_one()
    {
        var packs = Path.Combine(SharedData.RepositoryRoot, "packs");
        await using var client = await TestClient.StartAsync(packs);
        var control = Directory.EnumerateFiles(packs, "control.rego", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First(f => File.ReadAllText(f).Contains("import data.bylaw.lib", StringComparison.Ordinal));

        await client.OpenAsync(control, File.ReadAllText(control) + "\nbad if zz\n");

        Assert.Equal("REGO2014", (string)(await client.DiagnosticsAsync(control, d => d.Any(x => (int)x!["severity"]! == 1))).First(x => (int)x!["severity"]! == 1)!["code"]!);
        await client.ChangeAsync(control, 2, new { text = File.ReadAllText(control) });
        await client.DiagnosticsAsync(control, d => d.All(x => (int)x!["severity"]! != 1));
        Assert.DoesNotContain(client.Published(), p => p.Value.Any(d => (int)d!["severity"]! == 1));
        var lines = File.ReadAllLines(control);
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line].StartsWith("import data.bylaw.lib.", StringComparison.Ordinal))
            {
                var found = await client.AskAsync("textDocument/definition", control, (line, lines[line].Length - 1));
                Assert.NotEmpty(found!.AsArray());
            }
        }
    }
}
