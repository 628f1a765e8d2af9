using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Tests.Simulation;
using Bylaw.Ledger.Verifying;
using Bylaw.Ledger.Writing;
using Bylaw.Testing;

namespace Bylaw.Ledger.Tests;

public sealed class PruningTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-prune-").FullName;
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Entries_past_their_retention_go_and_every_proof_still_holds()
    {
        var home = await OldAsync(days: 100);
        var proofs = new[] { 3L, 270L, 400L }.Select(i => (Proof: home.Prove(i), Entry: home.ReadEntry(i)!.Value.ToArray())).ToList();

        var plan = await PruneAsync(home);

        Assert.Equal(256, plan.Until);
        Assert.Null(home.ReadEntry(3));
        Assert.NotNull(home.ReadEntry(270));
        Assert.False(Holds("case 3\""), "the entry is still on the disk");
        Assert.All(proofs, p => Assert.True(p.Proof.Verify(p.Entry, home.Settings.ToPolicy(), out _, out var problem), problem));
        Assert.True(home.Prove(3).Verify(proofs[0].Entry, home.Settings.ToPolicy(), out _, out _));
    }

    [Fact]
    public async Task A_verifier_tells_how_many_were_pruned_and_by_which_record()
    {
        var home = await OldAsync(days: 100);
        await PruneAsync(home);

        var good = TileLogVerifier.TryVerify(new FolderTileSource(home.Folder.Root), home.ReadCheckpoint(out _), out var report);

        Assert.True(good, report.Problem);
        Assert.Equal((256, 600L, 345), (report.Pruned, report.PrunedBy, report.Entries));
    }

    [Fact]
    public async Task A_verifier_refuses_entries_that_are_gone_without_a_record()
    {
        var home = await OldAsync(days: 100);
        SegmentPruner.Prune(PosixDisk.Instance, home.Folder.Segments, 256);

        Assert.False(TileLogVerifier.TryVerify(new FolderTileSource(home.Folder.Root), home.ReadCheckpoint(out _), out var report));
        Assert.Contains("no record in the log says", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pruned_ledger_is_written_queried_exported_and_its_tiles_and_index_rebuilt()
    {
        var home = await OldAsync(days: 100);
        await PruneAsync(home);
        Directory.Delete(Path.Combine(home.Folder.Root, "tile"), true);
        File.Delete(home.Folder.Index);

        await AppendAsync(home, 5);

        using var index = home.OpenIndex();
        Assert.Equal([605, 604], index.Find(new LedgerQuery { Filters = [("kind", ["model_access"])], Limit = 2 }));
        Assert.Equal(349, index.CountBy(new LedgerQuery { Since = DateTimeOffset.UnixEpoch }, "kind").Single(c => c.Value == "model_access").Count);
        Assert.Equal([270], index.Find(new LedgerQuery { Filters = [("purpose", ["case 270"])] }));
        var exported = Path.Combine(_folder, "exported");
        home.WriteTiles(exported, home.ReadCheckpoint(out _));
        foreach (var place in new[] { home.Folder.Root, exported })
        {
            Assert.True(TileLogVerifier.TryVerify(new FolderTileSource(place), home.ReadCheckpoint(out _), out var report), report.Problem);
            Assert.Equal((256, 350), (report.Pruned, report.Entries));
        }
    }

    [Fact]
    public async Task A_legal_hold_wins_over_every_retention()
    {
        var home = await OldAsync(days: 1);
        await using var session = home.OpenSession("test", _clock);
        await session.Recorder.AppendAsync(
            new LedgerRecord("hold", new JsonObject { ["action"] = "place", ["name"] = "case-17", ["reason"] = "court order" }), AckLevel.Durable, TestContext.Current.CancellationToken);

        var plan = Plan(home);

        Assert.Equal(0, plan.Records);
        await Assert.ThrowsAsync<LedgerException>(() => LedgerPruning.PruneAsync(home, session, plan with { Records = 256, Until = 256 }, "x"));
    }

    [Fact]
    public async Task The_floor_of_a_high_risk_system_wins_over_settings_that_were_edited()
    {
        var home = await OldAsync(days: 1, highRisk: true);
        Assert.Equal(183, Plan(home).Days);

        await File.WriteAllTextAsync(home.Folder.Settings, (await File.ReadAllTextAsync(home.Folder.Settings, TestContext.Current.CancellationToken))
            .Replace("\"high_risk\": true", "\"high_risk\": false", StringComparison.Ordinal).Replace("\"retention_days\": 183", "\"retention_days\": 1", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var edited = LedgerHome.Open(home.Folder.Root, home.Keys);

        Assert.Equal((1, 183), (edited.Settings.KeptDays, Plan(edited).Days));
        Assert.Equal(0, Plan(edited).Records);
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_prunes_nothing()
    {
        var home = await OldAsync(days: 200);
        Assert.Equal(0, Plan(home).Records);
        _clock.Now += TimeSpan.FromDays(4000);
        await AppendAsync(home, 300);

        Assert.Equal(0, Plan(home).Records);
        Assert.Equal(0, PrunePlan.Make(home, "another run of the machine", _clock).Records);
    }

    [Fact]
    public async Task A_witness_that_saw_less_time_pass_wins_over_the_clock()
    {
        var home = await OldAsync(days: 100);

        Assert.Equal(256, Plan(home).Records);
        Assert.Equal(0, PrunePlan.Make(home, LedgerHome.BootId(), _clock, witnessed: _clock.Now.AddDays(-60)).Records);
    }

    [Fact]
    public void A_power_cut_while_pruning_loses_nothing_that_was_to_stay()
    {
        for (var cut = 0; cut < 60; cut++)
        {
            var disk = new SimulatedDisk(new Random(cut));
            using (var log = SegmentLog.Open(disk, "/log/segments", 16_384))
            {
                for (var i = 0; i < 600; i += 20)
                {
                    log.Append([.. Enumerable.Range(i, 20).Select(n => (ReadOnlyMemory<byte>)Entry(n))], _clock.Now, new MerkleHash[20]);
                }
            }
            var place = SegmentPruner.CutBefore(disk, "/log/segments", 500);
            Assert.Equal(256, place);
            disk.CutAfter = cut;
            try
            {
                SegmentPruner.Prune(disk, "/log/segments", place);
            }
            catch (PowerCut)
            {
                disk.Restart();
            }
            disk.CutAfter = -1;
            if (cut % 2 == 0)
            {
                SegmentPruner.Prune(disk, "/log/segments", place); // as the next pruning would
            }

            using var again = SegmentLog.Open(disk, "/log/segments", 16_384);
            var found = new SegmentReader(disk, "/log/segments").ReadFrom(256)
                .SelectMany(b => b.Entries().Select((e, i) => (Index: b.FirstIndex + i, Entry: e.ToArray()))).Where(e => e.Index >= 256).ToList();
            Assert.Equal(Enumerable.Range(256, 344).Select(n => (long)n), found.Select(f => f.Index));
            Assert.All(found, f => Assert.Equal(Entry((int)f.Index), f.Entry));
        }
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static byte[] Entry(int number) => Encoding.UTF8.GetBytes($"entry {number} {new string('x', 60)}");

    private bool Holds(string text) => Directory.EnumerateFiles(Path.Combine(_folder, "log"), "*", SearchOption.AllDirectories)
        .Any(f => File.ReadAllBytes(f).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private PrunePlan Plan(LedgerHome home) => PrunePlan.Make(home, LedgerHome.BootId(), _clock);

    private async Task<PrunePlan> PruneAsync(LedgerHome home)
    {
        await using var session = home.OpenSession("test", _clock);
        var plan = Plan(home);
        await LedgerPruning.PruneAsync(home, session, plan, "retention is over", TestContext.Current.CancellationToken);
        return plan;
    }

    /// <summary>Makes a ledger whose first 300 records are 150 days old, and the next 300 are 50.</summary>
    private async Task<LedgerHome> OldAsync(int days, bool highRisk = false)
    {
        var home = LedgerHome.Create(
            Path.Combine(_folder, "log"),
            new KeyFolder(Path.Combine(_folder, "keys")),
            new LedgerSettings { Origin = "test.example/log", Keys = [], RetentionDays = days, HighRisk = highRisk });
        if (highRisk)
        {
            await using var session = home.OpenSession("test", _clock);
            await session.Recorder.AppendAsync(
                new LedgerRecord("retention", new JsonObject { ["days"] = 183, ["high_risk"] = "yes", ["reason"] = "made so" }), AckLevel.Durable, TestContext.Current.CancellationToken);
        }
        await AppendAsync(home, 300);
        _clock.Pass(TimeSpan.FromDays(100));
        await AppendAsync(home, 300);
        _clock.Pass(TimeSpan.FromDays(50));
        return home;
    }

    private int _number;

    private async Task AppendAsync(LedgerHome home, int count)
    {
        await using var session = home.OpenSession("test", _clock);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => session.Recorder.AppendAsync(
            new LedgerRecord("model_access", new JsonObject
            {
                ["actor"] = "ana@example.com", ["model"] = "m", ["operation"] = "score", ["purpose"] = $"case {_number++}", ["outcome"] = "ok",
            }),
            AckLevel.Checkpointed,
            TestContext.Current.CancellationToken)));
    }
}
