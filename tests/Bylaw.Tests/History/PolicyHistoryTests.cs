using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.History;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;
using Bylaw.Manifest;
using Bylaw.Packs;
using LibGit2Sharp;

namespace Bylaw.Tests.History;

/// <summary>Who changed which policy, when and why; and decisions made again.</summary>
public sealed class PolicyHistoryTests : IDisposable
{
    private const string Rule = """
        # METADATA
        # title: Has a purpose
        # description: A system says what it is for.
        # custom:
        #   id: ACME-001
        #   subject: system
        #   severity: high
        #   stages: [design]
        #   enforcement: block
        #   waivable: true
        #   on_missing: fail
        #   fix: Write it down.
        #   params:
        #     - {name: min_length, default: 3, unit: characters, source: ours, status: convention, change: any}
        package acme.purpose

        applies := true

        findings contains {"message": "the purpose is too short"} if count(input.system.purpose) < input.params.min_length

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("bylaw-history-").FullName;
    private readonly LedgerHome _home;

    public PolicyHistoryTests()
    {
        Write("packs/acme/pack.yaml", "id: acme\ntitle: Ours\nkind: policy\ncontrols: [ACME-001]\n");
        Write("packs/acme/controls/ACME-001/control.rego", Rule);
        Write("governance.yaml", Manifest(""));
        _home = LedgerHome.Create(
            Path.Combine(_folder, "log"), new KeyFolder(Path.Combine(_folder, "keys")), new LedgerSettings { Origin = "test.example/log", Keys = [] });
    }

    [Fact]
    public async Task Each_commit_to_a_pack_or_parameter_is_one_change_with_author_reason_ticket_and_approver()
    {
        Repository.Init(_folder);
        var first = Commit("Ana", "GOV-1 Begin");
        await RecordAsync();
        Write("packs/acme/controls/ACME-001/control.rego", Rule.Replace("too short", "far too short", StringComparison.Ordinal));
        Commit("Bob", "GOV-2 Say it louder\n\nReviewed-by: Cleo <cleo@example.com>");
        Write("packs/acme/controls/ACME-001/control.rego", Rule.Replace("too short", "much too short", StringComparison.Ordinal));
        Write("governance.yaml", Manifest("parameters: {ACME-001: {min_length: 5}}\n"));
        var third = Commit("Ana", "Longer, see #17");

        Assert.Equal(3, await RecordAsync());
        Assert.Equal(0, await RecordAsync());

        var changes = Changes();
        Assert.Equal(
            ["ACME-001.min_length added", "acme added", "acme changed", "acme changed"],
            changes.Select(c => $"{c.Id} {c.Text("action")}").Order(StringComparer.Ordinal));
        Assert.Equal(first, changes[^1].Text("commit"));
        Assert.Equal("GOV-1", changes[^1].Text("ticket"));
        var louder = changes.Single(c => c.Text("reason") == "GOV-2 Say it louder");
        Assert.Equal("GOV-2", louder.Text("ticket"));
        Assert.StartsWith("hmac-sha256:", louder.Text("approver"), StringComparison.Ordinal);
        using var vault = _home.OpenVault()!;
        Assert.Equal("Bob <bob@example.com>", vault.Disclose(louder.Text("author")!)!.Value);
        Assert.Equal("Cleo <cleo@example.com>", vault.Disclose(louder.Text("approver")!)!.Value);
        var parameter = changes.Single(c => c.Id == "ACME-001.min_length");
        Assert.Equal(("5", "#17", third), (parameter.Text("value"), parameter.Text("ticket"), parameter.Text("commit")));
        Assert.True(_home.Blobs.TryGet(louder.Text("diff_digest")!, out var diff));
        Assert.Contains("-findings contains {\"message\": \"the purpose is too short\"}", System.Text.Encoding.UTF8.GetString(diff), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_no_commit_is_said_to_be_in_none_and_what_is_disabled_is_removed()
    {
        Repository.Init(_folder);
        Commit("Ana", "Begin");
        await RecordAsync();
        Write("packs/acme/controls/ACME-001/control.rego", Rule.Replace("too short", "short", StringComparison.Ordinal));

        Assert.Equal(1, await RecordAsync());
        var uncommitted = Changes()[0];
        Write("governance.yaml", Manifest("", packs: "[]"));
        await RecordAsync();

        Assert.Null(uncommitted.Text("commit"));
        Assert.StartsWith("in no commit yet", uncommitted.Text("reason"), StringComparison.Ordinal);
        Assert.Equal(("acme", "removed"), (Changes()[0].Id, Changes()[0].Text("action")));
    }

    [Fact]
    public async Task A_command_that_knows_who_runs_it_is_the_author()
    {
        using var index = _home.OpenIndex();
        await using var session = _home.OpenSession("bylaw-pack", TimeProvider.System);
        var trail = new GivenTrail(new PolicyAuthorship("Dan <dan@example.com>", "asked by audit", "GOV-9", "Eve <eve@example.com>"));

        await new PolicyJournal(_home, index).RecordAsync(session, Snapshot(out _), trail, "1", TestContext.Current.CancellationToken);

        Assert.Equal(("GOV-9", "asked by audit"), (Changes()[0].Text("ticket"), Changes()[0].Text("reason")));
    }

    [Fact]
    public async Task As_of_gives_the_bundle_of_that_time_byte_for_byte()
    {
        await RecordAsync();
        var between = TimeProvider.System.GetUtcNow();
        var then = Snapshot(out _).Bundle;
        Write("packs/acme/controls/ACME-001/control.rego", Rule + "# changed\n");
        await RecordAsync();

        using var index = _home.OpenIndex();
        var journal = new PolicyJournal(_home, index);

        Assert.Equal(then.Digest, journal.AsOf(between)!.BundleDigest);
        Assert.Equal(then.Archive.ToArray(), journal.ReadBundle(then.Digest, out _)!.Archive.ToArray());
        Assert.Equal(Snapshot(out _).Bundle.Digest, journal.AsOf(TimeProvider.System.GetUtcNow())!.BundleDigest);
        Assert.Null(journal.AsOf(between.AddYears(-1)));
    }

    [Fact]
    public async Task A_decision_made_again_agrees_under_its_own_policy_and_shows_the_difference_under_another()
    {
        var position = await DecideAsync();
        using var index = _home.OpenIndex();
        var journal = new PolicyJournal(_home, index);

        var same = Replay.TryRun(_home, journal, position, null, out var problem, TestContext.Current.CancellationToken);
        Assert.True(same is { Agrees: true, Differences.IsEmpty: true, EffectThen: 0 }, problem);

        Write("packs/acme/controls/ACME-001/control.rego", Rule.Replace("< input.params", "< 100 * input.params", StringComparison.Ordinal));
        Snapshot(out var stricter);
        var other = Replay.TryRun(_home, journal, position, stricter, out problem, TestContext.Current.CancellationToken)!;
        Assert.Equal((false, 0, 1), (other.Agrees, other.EffectThen, other.EffectNow));
        var difference = Assert.Single(other.Differences);
        Assert.Equal(("ACME-001", "pass"), (difference.Control, difference.Then));
        Assert.Contains("too short", difference.Now, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_whose_inputs_were_changed_or_removed_is_not_made_again()
    {
        var position = await DecideAsync();
        using var index = _home.OpenIndex();
        var blobs = Directory.EnumerateFiles(_home.Folder.Blobs, "*", SearchOption.AllDirectories).ToList();

        foreach (var blob in blobs)
        {
            var content = await File.ReadAllBytesAsync(blob, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(blob, [.. content, (byte)' '], TestContext.Current.CancellationToken);
            Assert.Null(Replay.TryRun(_home, new PolicyJournal(_home, index), position, null, out var problem, TestContext.Current.CancellationToken));
            Assert.Contains("not in", problem, StringComparison.Ordinal);
            await File.WriteAllBytesAsync(blob, content, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void Every_option_of_an_assessment_is_kept_with_its_decision()
    {
        var written = DecisionCase.WriteOptions(new AssessmentOptions { EffectiveTime = DateTimeOffset.UnixEpoch }).Select(p => p.Key);

        var options = typeof(AssessmentOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => p.Name);

        Assert.Equal(options.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal); // git writes its objects read-only
        }
        Directory.Delete(_folder, true);
    }

    private static string Manifest(string more, string packs = "[acme]") =>
        $"governance: 1\nsystem:\n  id: s\n  purpose: to test\n  owner: {{contact: a@example.com}}\n  packs: {{enabled: {packs}}}\n{more}";

    private string Commit(string name, string message)
    {
        using var repository = new Repository(_folder);
        Commands.Stage(repository, ["packs", "governance.yaml"]);
        var author = new Signature(name, $"{name.ToLowerInvariant()}@example.com", DateTimeOffset.UnixEpoch.AddMinutes(repository.Commits.Count()));
        return repository.Commit(message, author, author).Sha;
    }

    private PolicySnapshot Snapshot(out PackLibrary library)
    {
        string[] folders = [Path.Combine(_folder, "packs")];
        library = PackLibrary.TryLoad(folders, out var problems) ?? throw new InvalidDataException(string.Join('\n', problems));
        return PolicySnapshot.Of(library, folders, ReadManifest(), _folder);
    }

    private GovernanceManifest ReadManifest()
    {
        var file = Path.Combine(_folder, "governance.yaml");
        return GovernanceManifest.TryRead(file, File.ReadAllText(file), out var problems) ?? throw new InvalidDataException(string.Join('\n', problems));
    }

    private async Task<int> RecordAsync()
    {
        using var index = _home.OpenIndex();
        await using var session = _home.OpenSession("test", TimeProvider.System);
        using var trail = new GitTrail(_folder, "1.0", LedgerSettings.DefaultTicketPattern);
        return await new PolicyJournal(_home, index).RecordAsync(session, Snapshot(out _), trail, "1.0");
    }

    private List<PolicyChange> Changes()
    {
        using var index = _home.OpenIndex();
        return [.. new PolicyJournal(_home, index).Changes(new LedgerQuery())];
    }

    /// <summary>Decides as <c>bylaw check</c> does, and puts the decision on record.</summary>
    private async Task<long> DecideAsync()
    {
        Snapshot(out var library);
        var options = new AssessmentOptions { EffectiveTime = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero) };
        var decision = new DecisionCase
        {
            Manifest = ReadManifest(), Waivers = [], Evidence = [], Gaps = ImmutableArray<Evidence.Documents.Gap>.Empty, Options = options, PolicyDigest = library.Digest,
        };
        var report = decision.Decide(library);
        _home.Blobs.Put(library.Bundle.Archive.Span);
        await using var session = _home.OpenSession("test", TimeProvider.System);
        var receipt = await session.Recorder.AppendAsync(
            new LedgerRecord("decision", new JsonObject
            {
                ["effect"] = report.ExitCode == 0 ? "allow" : "deny",
                ["policy_digest"] = "sha256:" + library.Digest,
                ["controls"] = new JsonArray("ACME-001"),
                ["subjects"] = new JsonArray("system:s"),
                ["input_commitment"] = decision.Keep(_home.Blobs),
                ["result_digest"] = _home.Blobs.Put(DecisionCase.ResultOf(report)),
            }),
            AckLevel.Checkpointed);
        return receipt.Index;
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
