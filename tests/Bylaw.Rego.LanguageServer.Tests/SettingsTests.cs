using System.Text.Json.Nodes;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>What the user of a client sets holds at once, also while files are open.</summary>
public sealed class SettingsTests
{
    private const string V0 = "package a\n\np { input.x }\n";

    [Fact]
    public async Task Settings_that_are_sent_hold_for_all_files_and_are_taken_back()
    {
        using var folder = new PolicyFolder(("a.rego", V0));
        await using var client = await TestClient.StartAsync(folder.Root);
        await client.DiagnosticsAsync(folder.At("a.rego"), d => d.Any(f => (int)f!["severity"]! == 1));

        await client.NotifyAsync("workspace/didChangeConfiguration", new { settings = new { bylaw = new { v0Compatible = true, disable = new[] { "style", "idiomatic", "v1", "bugs" }.Where(IsCategory).ToArray() }, other = new { x = 1 } } });
        await client.DiagnosticsAsync(folder.At("a.rego"), d => d.All(f => (int)f!["severity"]! != 1));

        await client.NotifyAsync("workspace/didChangeConfiguration", new { settings = new { bylaw = (object?)null } });
        await client.DiagnosticsAsync(folder.At("a.rego"), d => d.Any(f => (int)f!["severity"]! == 1));
    }

    [Fact]
    public async Task A_client_that_keeps_its_settings_is_asked_for_them()
    {
        using var folder = new PolicyFolder(("a.rego", V0), ("input-schema.json", """{"type":"object","properties":{"y":{"type":"string"}},"additionalProperties":false}"""));
        await using var client = TestClient.Connect();
        client.Settings = new JsonObject { ["v0Compatible"] = true };
        await client.InitializeAsync(folder.Root, new { workspace = new { configuration = true, didChangeConfiguration = new { dynamicRegistration = true } } });
        await client.NoteAsync("client/registerCapability");
        await client.DiagnosticsAsync(folder.At("a.rego"), d => d.All(f => (int)f!["severity"]! != 1));

        client.Settings = new JsonObject { ["v0Compatible"] = true, ["schema"] = folder.At("input-schema.json") };
        await client.NotifyAsync("workspace/didChangeConfiguration", new { settings = (object?)null });

        await client.DiagnosticsAsync(folder.At("a.rego"), d => d.Any(f => ((string)f!["message"]!).Contains("input.x", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Settings_come_with_the_start()
    {
        using var folder = new PolicyFolder(("a.rego", V0), ("b.rego", "package b\n\np if x\n"));
        await using var client = TestClient.Connect();

        await client.InitializeAsync(folder.Root, initializationOptions: new { bylaw = new { v0Compatible = true }, theirs = 1 });

        await client.DiagnosticsAsync(folder.At("b.rego"), d => d.Count > 0);
        Assert.DoesNotContain(client.Published().GetValueOrDefault(TestClient.Uri(folder.At("a.rego")), []), f => (int)f!["severity"]! == 1);
    }

    [Theory]
    [InlineData("""{"v0": true}""", "there is no setting `bylaw.v0`")]
    [InlineData("""{"v0Compatible": "yes"}""", "`bylaw.v0Compatible` must be true or false")]
    [InlineData("""{"schema": "no/such/place"}""", "no such file or folder; give its full path")]
    [InlineData("""{"disable": ["stil"]}""", "there is no rule or category `stil`")]
    [InlineData("""{"disable": "style"}""", "must be a list")]
    [InlineData("7", "`bylaw` must hold")]
    public async Task Settings_that_are_wrong_are_told_and_change_nothing(string settings, string message)
    {
        using var folder = new PolicyFolder(("a.rego", "package a\n\np if x\n"));
        await using var client = await TestClient.StartAsync(folder.Root);

        await client.NotifyAsync("workspace/didChangeConfiguration", new { settings = new { bylaw = JsonNode.Parse(settings) } });

        Assert.Contains(message, (string)(await client.NoteAsync("window/showMessage"))!["message"]!, StringComparison.Ordinal);
        await client.DiagnosticsAsync(folder.At("a.rego"), "REGO2014");
    }

    private static bool IsCategory(string name) => Tooling.Linting.RegoLinter.Rules.Any(r => r.Name.Split('/')[0] == name);
}
