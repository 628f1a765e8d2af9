using System.Text.Json.Nodes;
using Bylaw.Cli.Tests.Rego;

namespace Bylaw.Cli.Tests.Check;

/// <summary>What goes wrong around a check is told in a line, and whatever else was found is kept.</summary>
[Collection("console")]
public sealed class BadInputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-bad-");

    public BadInputTests() => Write("governance.yaml", """
        governance: 1
        system:
          id: s
          purpose: to test
          owner: {contact: a@b.example}
          packs: {enabled: [acme]}
        """ + "\n");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_report_for_which_there_is_no_room_is_told_and_the_others_are_written()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        Pack(("ACME-001", "false"));
        File.WriteAllText(P("kept.json"), "old");

        var (code, output, error) = await CheckAsync("--output", "json=/dev/full", "--output", $"sarif={P("no/such/folder/x")}", "--output", $"html={P("report.html")}", "--output", "markdown=/dev/null");

        Assert.Equal(2, code);
        Assert.Contains("cannot write json to /dev/full", error, StringComparison.Ordinal);
        Assert.Contains("cannot write sarif to ", error, StringComparison.Ordinal);
        Assert.Contains("1 pass", output, StringComparison.Ordinal);
        Assert.Contains("</html>", File.ReadAllText(P("report.html")), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "*.partial"));
        Assert.True(new FileInfo("/dev/null").Length == 0 && !File.Exists("/dev/null.partial"));
    }

    [Fact]
    public async Task A_link_stays_a_link_to_the_report()
    {
        Pack(("ACME-001", "false"));
        Write("real.json", "");
        File.CreateSymbolicLink(P("link.json"), P("real.json"));

        await CheckAsync("--output", $"json={P("link.json")}");

        Assert.NotNull(new FileInfo(P("link.json")).LinkTarget);
        Assert.Equal("s", JsonNode.Parse(File.ReadAllText(P("real.json")))!["system"]!.ToString());
    }

    [Fact]
    public async Task A_rule_that_fails_is_an_error_of_its_control_alone()
    {
        Pack(("ACME-001", "false"), ("ACME-002", "x := {1: y | some y in [1, 2]}[1]"), ("ACME-003", "true"));

        var (code, output, _) = await CheckAsync();

        Assert.Equal(2, code);
        Assert.Contains("ACME-002", output, StringComparison.Ordinal);
        Assert.Contains("1 pass, 1 fail", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_dies_is_a_gap_and_the_rest_is_judged()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the script is for a POSIX shell");
        Pack(("ACME-001", "false"), ("ACME-003", "true"));
        File.AppendAllText(P("governance.yaml"), "scripts: [{id: dies, program: sh, args: [-c, \"kill -SEGV $$\"], kind: dataset, subject: d, timeout_seconds: 20}]\n");

        var (code, output, _) = await CheckAsync("--output", $"json={P("r.json")}");

        Assert.Equal(1, code);
        Assert.Contains("unseen  d · script:dies: the script `dies` ended with exit code 139", output, StringComparison.Ordinal);
        Assert.Contains("1 pass, 1 fail", output, StringComparison.Ordinal);
        Assert.Contains(JsonNode.Parse(File.ReadAllText(P("r.json")))!["gaps"]!.AsArray(), g => g!["collector"]!.ToString() == "script:dies");
    }

    [Theory]
    [InlineData("ACME-009", "2026-11-01", "2026-12-01", "ACME-009")]
    [InlineData("ACME-003", "2019-12-01", "2020-01-01", "expired")]
    [InlineData("ACME-003", "tomorrow", "2020-01-01", "waivers.yaml:2: ")]
    public async Task A_waiver_that_does_not_hold_waives_nothing_and_says_why(string control, string granted, string until, string said)
    {
        Pack(("ACME-003", "true"));
        Write("waivers.yaml", $$"""
            waivers:
              - control: {{control}}
                subject: s
                reason: nobody knows
                requested_by: a@b.example
                approver: c@d.example
                granted: {{granted}}
                expires: {{until}}
            """ + "\n");

        var (code, output, error) = await CheckAsync();

        Assert.True(code is 1 or 2, output + error);
        Assert.Contains(said, output + error, StringComparison.Ordinal);
        Assert.Contains("1 fail", output, StringComparison.Ordinal);
    }

    private void Pack(params (string Id, string Condition)[] controls)
    {
        Write(".bylaw/packs/acme/pack.yaml", $"id: acme\ntitle: Ours\nkind: policy\ncontrols: [{string.Join(", ", controls.Select(c => c.Id))}]\n");
        foreach (var (id, condition) in controls)
        {
            Write($".bylaw/packs/acme/controls/{id}/control.rego", $$"""
                # METADATA
                # title: A rule
                # description: It says something.
                # custom:
                #   id: {{id}}
                #   subject: system
                #   severity: high
                #   stages: [design]
                #   enforcement: block
                #   waivable: true
                #   on_missing: fail
                #   fix: Mend it.
                package acme.{{id.Replace('-', '_').ToLowerInvariant()}}

                applies := true

                findings contains {"message": "wrong"} if {
                	{{condition}}
                }

                """);
        }
    }

    private Task<(int Code, string Output, string Error)> CheckAsync(params string[] more) => RegoTextCommandTests.Run(["check", _folder.FullName, .. more]);

    private string P(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(P(name))!);
        File.WriteAllText(P(name), text);
    }
}
