using System.Text.Json.Nodes;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Logging;

public sealed class LoggingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sample_states_the_fields_that_every_record_has_and_what_personal_data_is_in_it()
    {
        _folder.Write("logs/decisions.ndjson", "{\"at\":\"2026-11-24T10:00:00Z\",\"system\":\"s\",\"who\":{\"id\":1}}\n{\"at\":\"2026-11-25T10:00:00Z\",\"system\":\"s\",\"note\":\"write to ann.smith@bank.example\"}\n");

        var spec = Assert.Single((await Collecting.RunAsync(_folder, "logging", new JsonObject { ["path"] = "logs" })).Documents).Spec;

        Assert.Equal(["at", "system"], spec["fields"]!.AsArray().Select(f => f!.ToString()));
        Assert.Equal(("2026-11-25T10:00:00Z", 2, 1), (spec["sample"]!["at"]!.ToString(), spec["sample"]!["rows"]!.GetValue<int>(), spec["sample"]!["pii_findings"]!.GetValue<int>()));
    }

    [Fact]
    public async Task The_shorter_of_promised_and_deployed_retention_holds()
    {
        _folder.Write("logs/logging.yaml", "enabled: true\nretention_days: 400\nredaction: {enabled: true, entities: [EMAIL]}\n");
        _folder.Write("infra/main.tf", "resource \"aws_cloudwatch_log_group\" \"g\" {\n  retention_in_days = 90\n}\nresource \"aws_s3_bucket\" \"other\" {\n}\n");

        var spec = Assert.Single((await Collecting.RunAsync(_folder, "logging", new JsonObject { ["path"] = "logs" })).Documents).Spec;

        Assert.Equal(90, spec["retention_days"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_bucket_that_is_locked_and_named_as_the_store_is_write_once()
    {
        _folder.Write("infra/main.tf", "resource \"aws_s3_bucket\" \"logs\" {\n  object_lock_enabled = true\n}\n");

        var spec = Assert.Single((await Collecting.RunAsync(_folder, "logging", new JsonObject { ["stores"] = "aws_s3_bucket.logs" })).Documents).Spec;

        Assert.Equal("worm", spec["tamper_evidence"]!.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_ledger_is_verified_and_one_that_was_changed_is_told(bool isChanged)
    {
        var folder = Path.Combine(_folder.Path, "ledger");
        var home = LedgerHome.Create(folder, new KeyFolder(Path.Combine(_folder.Path, "keys")), new LedgerSettings { Origin = "test.example/log", Keys = [] });
        await using (var session = home.OpenSession("test", TimeProvider.System))
        {
            await session.Recorder.AppendAsync(new LedgerRecord("model_access", new JsonObject { ["model"] = "credit", ["actor"] = "a", ["purpose"] = "loan", ["operation"] = "score", ["outcome"] = "ok" }), AckLevel.Checkpointed, TestContext.Current.CancellationToken);
        }
        if (isChanged)
        {
            File.WriteAllText(home.Folder.Checkpoint, File.ReadAllText(home.Folder.Checkpoint).Replace("\n1\n", "\n2\n", StringComparison.Ordinal));
        }

        var spec = Assert.Single((await Collecting.RunAsync(_folder, "logging", new JsonObject { ["ledger"] = "ledger" })).Documents).Spec;

        Assert.Equal(("transparency_log", !isChanged), (spec["tamper_evidence"]!.ToString(), spec["tamper_check"]!["verified"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ledger_whose_oldest_entries_are_gone_is_whole_only_when_a_record_says_so(bool isRecorded)
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero));
        var home = LedgerHome.Create(
            Path.Combine(_folder.Path, "ledger"),
            new KeyFolder(Path.Combine(_folder.Path, "keys")),
            new LedgerSettings { Origin = "test.example/log", Keys = [], RetentionDays = 100 });
        await AppendAsync(home, clock, 300);
        clock.Pass(TimeSpan.FromDays(150));
        await AppendAsync(home, clock, 1);
        if (isRecorded)
        {
            await using var session = home.OpenSession("test", clock);
            var plan = PrunePlan.Make(home, LedgerHome.BootId(), clock);
            Assert.Equal(256, plan.Until);
            await LedgerPruning.PruneAsync(home, session, plan, "retention is over", TestContext.Current.CancellationToken);
        }
        else
        {
            SegmentPruner.Prune(PosixDisk.Instance, home.Folder.Segments, 256);
        }

        var check = Assert.Single((await Collecting.RunAsync(_folder, "logging", new JsonObject { ["ledger"] = "ledger" })).Documents).Spec["tamper_check"]!;

        Assert.Equal((isRecorded, !isRecorded), (check["verified"]!.GetValue<bool>(), check.ToJsonString().Contains("no record in the log says", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_that_tells_of_logs_is_a_gap()
    {
        Assert.Equal("logging.enabled", Assert.Single((await Collecting.RunAsync(_folder, "logging")).Gaps).Field);
    }

    private static async Task AppendAsync(LedgerHome home, TimeProvider clock, int count)
    {
        await using var session = home.OpenSession("test", clock);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => session.Recorder.AppendAsync(
            new LedgerRecord("model_access", new JsonObject { ["model"] = "credit", ["actor"] = "a", ["purpose"] = "loan", ["operation"] = "score", ["outcome"] = "ok" }),
            AckLevel.Checkpointed,
            TestContext.Current.CancellationToken)));
    }
}
