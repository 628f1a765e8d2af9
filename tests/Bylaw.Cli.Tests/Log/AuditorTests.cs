using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bylaw.Cli.Tests.Check;
using Bylaw.Cli.Tests.Rego;
using Bylaw.Evidence.Schemas;
using Bylaw.Testing;
using DuckDB.NET.Data;
using LibGit2Sharp;

namespace Bylaw.Cli.Tests.Log;

/// <summary>The whole way of a decision: checked, on record, asked for, handed out, verified by others, attested, made again.</summary>
[Collection("console")]
public sealed partial class AuditorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bylaw-auditor-").FullName;

    private string Log => Path.Combine(_folder, "system", ".bylaw", "ledger");

    private string Keys => Path.Combine(_folder, "keys");

    [Fact]
    public async Task A_decision_is_found_and_made_again()
    {
        await CheckAsync();

        var (_, decisions, _) = await OnLog("query", "--kind", "decision", "--format", "json");
        var decision = JsonNode.Parse(decisions.Split('\n')[0])!;
        var (replayed, output, error) = await Run("policy", "replay", decision["index"]!.ToString(), "--log", Log, "--keys", Keys);
        var (_, history, _) = await Run("policy", "log", "--format", "json", "--log", Log, "--keys", Keys);
        var (_, asOf, _) = await Run("policy", "as-of", "0s", "--json", "--log", Log, "--keys", Keys);

        Assert.True(replayed == 0, output + error);
        Assert.Contains("1 agree to the last byte, 0 differ", output, StringComparison.Ordinal);
        Assert.Contains("\"policy\":\"baseline\"", history, StringComparison.Ordinal);
        Assert.Equal(decision["policy_digest"]!.ToString(), JsonNode.Parse(asOf)!["policy_digest"]!.ToString());
    }

    [Fact]
    public async Task A_decision_under_the_organisations_limits_is_made_again_and_says_who_set_them()
    {
        await InitAsync();
        var system = Path.Combine(_folder, "system");
        SampleWorkspace.CopyFolder(Path.Combine(SharedData.RepositoryRoot, "examples", "credit-scoring"), system);
        Repository.Init(system);
        using (var repository = new Repository(system))
        {
            LibGit2Sharp.Commands.Stage(repository, ["organisation.yaml", "governance.yaml"]);
            var author = new Signature("Ana", "ana@example.com", SampleWorkspace.Day);
            repository.Commit("Limits of the bank", author, author);
        }
        await File.AppendAllTextAsync(Path.Combine(system, "governance.yaml"), "no_such_section: 1\n", TestContext.Current.CancellationToken);

        var check = await Run("check", system, "--keys", Keys, "--effective-time", "2026-11-25", "-q");
        var (_, replayed, error) = await Run("policy", "replay", "--since", "1d", "--log", Log, "--keys", Keys);
        var (_, history, _) = await Run("policy", "log", "--format", "json", "--log", Log, "--keys", Keys);

        Assert.Equal(2, check.Code); // the manifest is at fault, which is on record too
        Assert.Contains("1 agree to the last byte, 0 differ", replayed + error, StringComparison.Ordinal);
        var limit = JsonNode.Parse(history.Split('\n').Single(l => l.Contains("trusted_signers", StringComparison.Ordinal)))!;
        Assert.Equal("Limits of the bank", limit["reason"]!.ToString());
    }

    [Fact]
    public async Task What_is_damaged_is_named_and_what_can_be_rebuilt_is()
    {
        await InitAsync();
        await OnLog("append", "model_access", "-f", "actor=ana", "-f", "model=m", "-f", "operation=score", "-f", "purpose=p", "-f", "outcome=ok");
        var tile = Directory.EnumerateFiles(Path.Combine(Log, "tile", "0"), "*", SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(tile, new byte[32], TestContext.Current.CancellationToken);

        var wrong = await OnLog("verify");
        var repaired = await OnLog("fsck", "--repair");

        Assert.Equal(1, wrong.Code);
        Assert.Contains("does not follow from the entries", wrong.Output, StringComparison.Ordinal);
        Assert.True(repaired.Code == 0, repaired.Output + repaired.Error);
        Assert.Equal(0, (await OnLog("verify")).Code);

        var segment = Directory.EnumerateFiles(Path.Combine(Log, "segments")).Single();
        var bytes = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        bytes[^40] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes, TestContext.Current.CancellationToken);
        var damaged = await OnLog("verify");
        Assert.Equal(1, damaged.Code);
        Assert.Contains($"FAIL {Path.GetFileName(segment)} is damaged at byte", damaged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gating_stage_does_not_pass_when_its_record_cannot_be_made()
    {
        await CheckAsync();
        var system = Path.Combine(_folder, "system");
        Directory.Delete(Keys, true);

        var without = await Run("check", system, "--stage", "deploy", "--keys", Keys, "-q");
        Directory.Delete(Log, true);
        var silent = await Run("check", system, "--stage", "deploy", "--keys", Keys, "-q");
        var kinds = new[] { "json", "html", "markdown", "github", "sarif" };
        var aloud = await Run(["check", system, "--stage", "deploy", "--no-ledger", "-q", .. kinds.SelectMany(k => new[] { "--output", $"{k}={Path.Combine(_folder, "off." + k)}" })]);
        await File.AppendAllTextAsync(Path.Combine(system, "governance.yaml"), "ledger: optional\n", TestContext.Current.CancellationToken);
        var optional = await Run("check", system, "--stage", "deploy", "-q");
        await File.WriteAllTextAsync(
            Path.Combine(system, "governance.yaml"),
            (await File.ReadAllTextAsync(Path.Combine(system, "governance.yaml"), TestContext.Current.CancellationToken)).Replace("ledger: optional", "ledger: required", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var required = await Run("check", system, "--stage", "deploy", "--no-ledger", "-q");

        Assert.True(without.Code >= 1);
        Assert.Contains("not on the record, so it does not pass", without.Error, StringComparison.Ordinal);
        Assert.True(silent.Code >= 2, $"{silent.Code}");
        Assert.Contains("passes only on record", silent.Error, StringComparison.Ordinal);
        Assert.Contains("NOT ON RECORD", aloud.Output, StringComparison.Ordinal);
        Assert.All(kinds, k => Assert.Contains("was run with --no-ledger", File.ReadAllText(Path.Combine(_folder, "off." + k)), StringComparison.Ordinal));
        Assert.DoesNotContain("record", aloud.Error + optional.Error, StringComparison.Ordinal);
        Assert.True(required.Code >= 2, $"{required.Code}");
        Assert.Contains("must be on record", required.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_keep_the_schemas_of_those_who_read_them()
    {
        await CheckAsync();
        var schemas = SharedData.Require("ledger-and-schemas");

        var oscal = (await OnLog("export", "--as", "oscal")).Output;
        var ocsf = (await OnLog("export", "--as", "ocsf")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var cef = (await OnLog("export", "--as", "cef")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var otlp = JsonNode.Parse((await OnLog("export", "--as", "otlp")).Output)!;

        Assert.Empty(Violations(Path.Combine(schemas, "oscal", "oscal_assessment-results_schema.json"), oscal));
        Assert.All(ocsf, line => Assert.Empty(Violations(Path.Combine(schemas, "ocsf", "derived", ClassOf(line)), line)));
        Assert.Contains(ocsf, line => ClassOf(line) == "compliance_finding.schema.json");
        Assert.Contains(ocsf, line => ClassOf(line) == "api_activity.schema.json");
        Assert.All(cef, line => Assert.Matches(CefLine(), line));
        foreach (var record in otlp["resourceLogs"]![0]!["scopeLogs"]![0]!["logRecords"]!.AsArray())
        {
            // The JSON form of OTLP: 64-bit numbers as text, names in camel case, values wrapped by their type.
            Assert.True(ulong.TryParse(record!["timeUnixNano"]!.GetValue<string>(), out _));
            Assert.InRange(record["severityNumber"]!.GetValue<int>(), 1, 24);
            Assert.NotNull(record["body"]!["stringValue"]);
            Assert.All(record["attributes"]!.AsArray(), a => Assert.NotNull(a!["value"]!["stringValue"]));
        }
    }

    [Fact]
    public async Task The_schema_check_of_the_exports_itself_finds_a_broken_document()
    {
        await CheckAsync();
        var schemas = SharedData.Require("ledger-and-schemas");
        var oscal = (await OnLog("export", "--as", "oscal")).Output.Replace("\"oscal-version\"", "\"oscal-edition\"", StringComparison.Ordinal);
        var line = (await OnLog("export", "--as", "ocsf")).Output.Split('\n')[0].Replace("\"severity_id\":", "\"severity\":", StringComparison.Ordinal);

        Assert.NotEmpty(Violations(Path.Combine(schemas, "oscal", "oscal_assessment-results_schema.json"), oscal));
        Assert.NotEmpty(Violations(Path.Combine(schemas, "ocsf", "derived", ClassOf(line)), line));
    }

    [Fact]
    public async Task A_Parquet_file_answers_who_used_which_model()
    {
        await InitAsync();
        await OnLog("append", "model_access", "-f", "actor=ana@example.com", "-f", "model=credit-v3", "-f", "operation=score", "-f", "purpose=loan 17", "-f", "outcome=ok");
        var file = Path.Combine(_folder, "log.parquet");

        var (code, _, error) = await OnLog("export", "--as", "parquet", "--disclose", "-o", file);

        Assert.True(code == 0, error);
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT actor || ' ' || model || ' ' || decision || ' ' || year(time) FROM '{file}' WHERE kind = 'model_access'";
        Assert.Matches("^ana@example.com credit-v3 ok 20[0-9][0-9]$", (string)command.ExecuteScalar()!);
    }

    [Fact]
    public async Task An_evidence_pack_verifies_by_the_one_command_that_it_names_and_not_when_it_is_changed()
    {
        await CheckAsync();
        var zip = Path.Combine(_folder, "evidence.zip");
        var (code, _, error) = await OnLog("export", "--as", "pack", "-o", zip);
        Assert.True(code == 0, error);
        var pack = Path.Combine(_folder, "pack");
        await ZipFile.ExtractToDirectoryAsync(zip, pack, TestContext.Current.CancellationToken);

        var command = (await File.ReadAllLinesAsync(Path.Combine(pack, "VERIFY.md"), TestContext.Current.CancellationToken))
            .Single(l => l.StartsWith("    bylaw-verify log ", StringComparison.Ordinal)).Trim().Replace("'", "", StringComparison.Ordinal).Split(' ');
        var good = await VerifierAsync(pack, command[1..]);
        var proof = Directory.EnumerateFiles(Path.Combine(pack, "proofs"), "*.tlog-proof").First();
        var proved = await VerifierAsync(pack, ["proof", command[2], command[3], proof, Path.ChangeExtension(proof, ".entry")]);
        var bundle = Directory.EnumerateFiles(Path.Combine(pack, "log", "tile", "entries"), "*", SearchOption.AllDirectories).First();
        var bytes = await File.ReadAllBytesAsync(bundle, TestContext.Current.CancellationToken);
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes, TestContext.Current.CancellationToken);
        var changed = await VerifierAsync(pack, command[1..]);

        Assert.True(good.Code == 0, good.Output);
        Assert.True(proved.Code == 0, proved.Output);
        Assert.NotEqual(0, changed.Code);
        Assert.True(File.Exists(Directory.EnumerateFiles(Path.Combine(pack, "policies"), "pack.yaml", SearchOption.AllDirectories).First()));
        Assert.Contains("\"kind\":\"decision\"", await File.ReadAllTextAsync(Path.Combine(pack, "entries.jsonl"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_command_refuses_a_model_that_no_passing_decision_is_about()
    {
        await InitAsync();
        var (good, bad) = (Model("good"), Model("bad"));
        var digest = new string('a', 64);
        var (bundle, failed) = (Path.Combine(_folder, "good.json"), Path.Combine(_folder, "failed.json"));

        Assert.Equal(0, (await Run("attest", good, "--policy-digest", digest, "--level", "FAI-001", "--log", Log, "--keys", Keys, "-o", bundle)).Code);
        Assert.Equal(0, (await Run("attest", good, "--result", "failed", "--policy-digest", digest, "--log", Log, "--keys", Keys, "-o", failed)).Code);
        var key = (await OnLog("keys", "list")).Output.Trim();
        Directory.Delete(Log, true); // who deploys has the bundle and the key, not the ledger

        Assert.Equal(0, (await Verify(good, bundle)).Code);
        Assert.Equal(0, (await Verify(good, bundle, "--level", "FAI-001", "--policy-digest", digest)).Code);
        Assert.Equal(1, (await Verify(bad, bundle)).Code);
        Assert.Equal(1, (await Verify(good, failed)).Code);
        Assert.Equal(1, (await Verify(good, Path.Combine(_folder, "none.json"))).Code);
        Assert.Equal(1, (await Verify(good, bundle, "--level", "FAI-002")).Code);
        Assert.Equal(1, (await Verify(good, bundle, "--policy-digest", new string('b', 64))).Code);

        Task<(int Code, string Output, string Error)> Verify(string subject, string attestation, params string[] more) =>
            Run(["verify-attestation", subject, attestation, "--key", key, .. more]);
    }

    [Fact]
    public async Task An_attestation_of_a_decision_says_what_the_decision_says()
    {
        await CheckAsync();
        var (_, decisions, _) = await OnLog("query", "--kind", "decision", "--format", "json");
        var decision = JsonNode.Parse(decisions.Split('\n')[0])!;
        var bundle = Path.Combine(_folder, "decision.json");

        var made = await Run("attest", "--decision", decision["index"]!.ToString(), "--log", Log, "--keys", Keys, "-o", bundle);
        var stranger = await Run("attest", Model("other"), "--decision", decision["index"]!.ToString(), "--log", Log, "--keys", Keys, "-o", bundle + "2");

        Assert.True(made.Code == 0, made.Error);
        Assert.Equal(1, stranger.Code);
        Assert.Contains("is not about other", stranger.Error, StringComparison.Ordinal);
        var payload = JsonNode.Parse(await File.ReadAllTextAsync(bundle, TestContext.Current.CancellationToken))!["dsseEnvelope"]!["payload"]!.GetValue<string>();
        var statement = JsonNode.Parse(Convert.FromBase64String(payload))!;
        Assert.Equal(decision["policy_digest"]!.ToString(), "sha256:" + statement["predicate"]!["policy"]!["digest"]!["sha256"]);
        Assert.Equal(decision["effect"]!.ToString() == "allow" ? "PASSED" : "FAILED", statement["predicate"]!["verificationResult"]!.ToString());
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static Task<(int Code, string Output, string Error)> Run(params string[] args) => RegoTextCommandTests.Run(args);

    private static string ClassOf(string line) => JsonNode.Parse(line)!["class_uid"]!.GetValue<int>() switch
    {
        2003 => "compliance_finding.schema.json",
        6003 => "api_activity.schema.json",
        3004 => "entity_management.schema.json",
        _ => "unknown",
    };

    private static IReadOnlyList<SchemaViolation> Violations(string schema, string document) =>
        JsonSchema.Parse(File.ReadAllBytes(schema)).Validate(JsonNode.Parse(document));

    private static async Task<(int Code, string Output)> VerifierAsync(string folder, string[] words)
    {
        var program = Path.Combine(SharedData.RepositoryRoot, "artifacts/bin/Bylaw.Verify/release/bylaw-verify.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. words]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private Task<(int Code, string Output, string Error)> OnLog(string verb, params string[] args) => Run(["log", verb, .. args, "--log", Log, "--keys", Keys]);

    private async Task InitAsync()
    {
        var (code, _, error) = await Run("log", "init", "--origin", "test.example/audit", "--log", Log, "--keys", Keys);
        Assert.True(code == 0, error);
    }

    private async Task CheckAsync()
    {
        await InitAsync();
        var sample = Path.Combine(SharedData.RepositoryRoot, "examples", "minimal");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories).Where(f => !f.Contains(".bylaw", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(_folder, "system", Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        await OnLog("append", "model_access", "-f", "actor=ana@example.com", "-f", "model=threshold", "-f", "operation=score", "-f", "purpose=a|b=c\\d", "-f", "outcome=ok");
        var (_, _, said) = await Run("check", Path.Combine(_folder, "system"), "--keys", Keys);
        Assert.Contains("recorded as entry", said, StringComparison.Ordinal);
        Assert.Contains("checkpoint: test.example/audit", said, StringComparison.Ordinal);
    }

    private string Model(string name)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, $"weights of {name}");
        return file;
    }

    [GeneratedRegex(@"^CEF:0\|Bylaw\|Bylaw Ledger\|[^|]+\|([^|\\]|\\[|\\])+\|([^|\\]|\\[|\\])+\|(10|[0-9])\|([A-Za-z0-9]+=([^=\\]|\\[=\\rn])* ?)+$")]
    private static partial Regex CefLine();
}
