using System.Diagnostics;
using Bylaw.Rego.LanguageServer.Tests;

namespace Bylaw.Cli.Tests.Rego;

/// <summary><c>bylaw rego lsp</c> as editors start it: a process, and its standard streams.</summary>
public sealed class LspCommandTests
{
    private const string Control = """
        # METADATA
        # title: "A test exists"
        # description: "There is an evaluation."
        # custom:
        #   id: X-001
        #   subject: model
        #   params:
        #     - {name: max_age_days, default: 365, unit: "days", source: "a convention", status: convention}
        package bylaw.controls.x_001

        applies if input.model.digest != ""

        findings contains {"message": m} if {
        	some e in input.all.evaluation
        	m := sprintf("%v %v", [e.at, input.params.max_age_days])
        }
        """;

    [Fact]
    public async Task A_whole_session_over_the_streams_of_a_process()
    {
        using var folder = new PolicyFolder(("control.rego", Control), ("governance.yaml", "systm:\n  name: x\n"));
        using var process = Start();
        var client = new TestClient(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        await client.InitializeAsync(folder.Root, processId: Environment.ProcessId);

        var manifest = await client.DiagnosticsAsync(folder.At("governance.yaml"), d => d.Count > 0);
        Assert.Contains(manifest, d => ((string)d!["message"]!).Contains("systm", StringComparison.Ordinal));
        await client.OpenAsync(folder.At("control.rego"), Control + "\nbad if zz\n");
        var found = await client.DiagnosticsAsync(folder.At("control.rego"), d => d.Any(x => (string?)x!["code"] == "REGO2014"));
        Assert.EndsWith("/docs/diagnostics/REGO2014.md", (string)found.First(d => (string?)d!["code"] == "REGO2014")!["codeDescription"]!["href"]!, StringComparison.Ordinal);

        Assert.Equal(0, await StopAsync(client, process));
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
    }

    [Theory]
    [InlineData("input.model.dig§est", "hash of manifest of files")]
    [InlineData("input.params.max_age§_days", "days; default `365`; a convention")]
    [InlineData("input.all.eval§uation", "array of object")]
    public async Task The_input_of_a_control_is_its_evidence_and_its_parameters(string at, string wanted)
    {
        using var folder = new PolicyFolder(("control.rego", Control));
        using var process = Start();
        var client = new TestClient(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        await client.InitializeAsync(folder.Root);
        var marked = Control.Replace(at.Replace("§", "", StringComparison.Ordinal), at, StringComparison.Ordinal);
        await client.OpenAsync(folder.At("control.rego"), Control);

        var hover = await client.AskAsync("textDocument/hover", folder.At("control.rego"), PolicyFolder.Marked(marked).Place);
        var dot = Control.Replace("e.at,", "e.§at,", StringComparison.Ordinal);
        var fields = await client.AskAsync("textDocument/completion", folder.At("control.rego"), PolicyFolder.Marked(dot).Place);

        Assert.Contains(wanted, (string)hover!["contents"]!["value"]!, StringComparison.Ordinal);
        Assert.Contains("model_digest", fields!["items"]!.AsArray().Select(i => (string)i!["label"]!));
        Assert.Equal(0, await StopAsync(client, process));
    }

    [Fact]
    public async Task A_client_that_is_gone_ends_the_process_with_1()
    {
        using var process = Start();
        var client = new TestClient(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        await client.InitializeAsync(null);

        await client.VanishAsync();

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(1, process.ExitCode);
    }

    [Theory]
    [InlineData("--disable", "bogus", "no rule or category `bogus`")]
    [InlineData("--schema", "/nowhere.json", "no such file or folder")]
    public async Task A_wrong_option_is_told_before_anything_is_served(string option, string value, string wanted)
    {
        using var process = Start(option, value);

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Contains(wanted, await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(2, process.ExitCode);
    }

    private static Process Start(params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "bylaw.dll"), "rego", "lsp", .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<int> StopAsync(TestClient client, Process process)
    {
        await client.RequestAsync("shutdown", null);
        await client.NotifyAsync("exit", null);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }
}
