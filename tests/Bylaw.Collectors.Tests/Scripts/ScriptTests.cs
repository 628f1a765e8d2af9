using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Scripts;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests.Scripts;

public sealed class ScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_script_gets_subject_and_paths_and_states_evidence_with_its_digest()
    {
        var answer = await RunAsync("""read line; rows=$(printf %s "$line" | grep -c '"paths":\["data/a.csv"\]'); echo "{\"spec\": {\"rows\": $rows}, \"completeness\": {\"scope\": \"all\", \"complete\": true}}"; echo note >&2""", paths: ["data/a.csv"]);

        Assert.Empty(answer.Gaps);
        var document = Assert.Single(answer.Documents);
        Assert.Equal(("it", "dataset", 1), (document.Subject.Name, document.Kind, document.Spec["rows"]!.GetValue<int>()));
        Assert.Equal((0, 5L), (document.Spec["x_script"]!["exit_code"]!.GetValue<int>(), document.Spec["x_script"]!["stderr_bytes"]!.GetValue<long>()));
        Assert.Contains(document.Sources, s => s.Uri == "script.sh" && s.Sha256!.Length == 64);
    }

    [Fact]
    public async Task A_script_sees_no_variable_of_the_parent_that_the_manifest_does_not_name()
    {
        var variables = ImmutableDictionary<string, string>.Empty.Add("PATH", "/usr/bin:/bin").Add("TOKEN", "s").Add("NAMED", "n");

        var answer = await RunAsync("""echo "{\"spec\": {\"id\": \"${TOKEN:-none}-${NAMED:-none}-$(env | grep -c -i token)\"}}" """, variables: variables, env: ["NAMED"]);

        Assert.Equal("none-n-0", Assert.Single(answer.Documents).Spec["id"]!.ToString());
    }

    [Theory]
    [InlineData("hangs", "sleep 600", GapReason.Timeout)]
    [InlineData("hangs deaf to signals", "trap '' TERM INT; while :; do sleep 600; done", GapReason.Timeout)]
    [InlineData("floods", "yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", GapReason.Limit)]
    [InlineData("floods standard error", "yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa >&2", GapReason.Limit)]
    [InlineData("forks", "i=0; while [ $i -lt 60 ]; do sleep 600 & i=$((i+1)); done; wait", GapReason.Limit)]
    [InlineData("exits 1", "echo '{\"spec\": {\"rows\": 1}}'; exit 1", GapReason.Fault)]
    [InlineData("prints nothing", "true", GapReason.Malformed)]
    [InlineData("prints broken JSON", "echo '{\"spec\": {'", GapReason.Malformed)]
    [InlineData("prints a member twice", "echo '{\"spec\": {\"rows\": 1, \"rows\": 2}}'", GapReason.Malformed)]
    [InlineData("lies about its kind", "echo '{\"kind\": \"model\", \"spec\": {}}'", GapReason.Malformed)]
    [InlineData("lies about its subject", "echo '{\"subject\": {\"name\": \"other\"}, \"spec\": {\"rows\": 1}}'", GapReason.Malformed)]
    [InlineData("claims to be a person", "echo '{\"origin\": \"attested\", \"spec\": {\"rows\": 1}}'", GapReason.Malformed)]
    [InlineData("breaks the schema", "echo '{\"spec\": {\"rows\": \"many\"}}'", GapReason.Malformed)]
    [InlineData("invents a field", "echo '{\"spec\": {\"rowz\": 1}}'", GapReason.Malformed)]
    public async Task A_script_that_misbehaves_leaves_a_gap_and_no_evidence(string what, string script, GapReason reason)
    {
        var answer = await RunAsync(script);

        Assert.Empty(answer.Documents);
        Assert.Equal((what, reason), (what, Assert.Single(answer.Gaps).Reason));
    }

    [Fact]
    public async Task A_child_that_leaves_the_group_and_its_parent_is_killed_too()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setsid"), "the system has no setsid");
        var answer = await RunAsync("""setsid sh -c 'echo $$ > child.pid; exec sleep 600' >/dev/null 2>&1 & while [ ! -s child.pid ]; do :; done; echo '{"spec": {"rows": 1}}'""");

        Assert.Single(answer.Documents);
        var child = int.Parse(File.ReadAllText(Path.Combine(_folder.Path, "child.pid")), CultureInfo.InvariantCulture);
        Assert.False(File.Exists($"/proc/{child}/environ") && File.ReadAllBytes($"/proc/{child}/cmdline").Length > 0);
    }

    [Fact]
    public async Task Memory_beyond_the_limit_ends_the_run()
    {
        var answer = await RunAsync("awk 'BEGIN { s = \"a\"; while (1) s = (length(s) < 200000000) ? s s : s }'", memoryMiB: 40, seconds: 60);

        Assert.Equal(GapReason.Limit, Assert.Single(answer.Gaps).Reason);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_gap()
    {
        var collector = ScriptCollector.Register(new ScriptEntry { Id = "s", Program = "no-such-program-here", Kind = "dataset", Subject = "it" });

        Assert.Equal(GapReason.NotFound, Assert.Single((await Collecting.RunAsync(_folder, collector)).Gaps).Reason);
    }

    [Theory]
    [InlineData("""[{"id":"a","program":"p"}]""", "`kind` of the script is missing")]
    [InlineData("""[{"id":"a","program":"p","kind":"data"}]""", "is no kind of evidence")]
    [InlineData("""[{"id":"a","program":"p","kind":"dataset","timeout":5}]""", "unknown key `timeout`")]
    [InlineData("""[{"id":"a","program":"p","kind":"dataset","timeout_seconds":0}]""", "must be a number from 1 to 3600")]
    [InlineData("""{"id":"a"}""", "must be a list")]
    [InlineData("""[{"id":"a","program":"p","kind":"dataset"},{"id":"a","program":"q","kind":"model"}]""", "declared twice")]
    public void A_bad_entry_is_told_with_what_would_mend_it(string json, string message)
    {
        ScriptEntry.ReadAll(JsonNode.Parse(json), "sys", out var problems);

        Assert.Contains(message, Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    private Task<Collection> RunAsync(string script, string[]? paths = null, ImmutableDictionary<string, string>? variables = null, string[]? env = null, int memoryMiB = 1024, int seconds = 3)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the scripts of these tests are for a POSIX shell on Linux");
        _folder.Write("script.sh", script + "\n");
        var collector = ScriptCollector.Register(new ScriptEntry
        {
            Id = "s", Program = "sh", Args = ["script.sh"], Kind = "dataset", Subject = "it", Paths = [.. paths ?? []], Variables = [.. env ?? []],
            Timeout = TimeSpan.FromSeconds(seconds), MaxOutputBytes = 1 << 20, MaxProcesses = 20, MaxMemoryBytes = (long)memoryMiB << 20,
        });
        return Collecting.RunAsync(_folder, collector, variables: variables ?? ImmutableDictionary<string, string>.Empty);
    }
}
