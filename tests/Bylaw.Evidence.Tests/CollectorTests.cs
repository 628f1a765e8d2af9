using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Evidence.Tests;

public sealed class CollectorTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("bylaw-evidence-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_document_is_stamped_and_survives_the_round_trip()
    {
        var document = Assert.Single((await RunAsync(new CountingCollector())).Documents);

        var read = EvidenceDocument.Parse(System.Text.Encoding.UTF8.GetBytes(document.ToJson().ToJsonString()));

        Assert.Equal("2026-03-01T12:00:00Z", document.ToJson()["collected_at"]!.GetValue<string>());
        Assert.Equal("counting", read.Collector.Name);
        Assert.Equal(document.ComputeDigest(), read.ComputeDigest());
    }

    [Fact]
    public async Task A_document_that_breaks_its_schema_becomes_a_gap()
    {
        var answer = await RunAsync(new CountingCollector { Field = "rowz" });

        Assert.Empty(answer.Documents);
        Assert.Equal(GapReason.Malformed, Assert.Single(answer.Gaps).Reason);
    }

    [Fact]
    public async Task A_collector_that_fails_leaves_a_gap_and_no_exception()
    {
        var answer = await RunAsync(new CountingCollector { Failure = new FileNotFoundException("no such file: data.csv") });

        Assert.Empty(answer.Documents);
        Assert.Equal(GapReason.NotFound, Assert.Single(answer.Gaps).Reason);
    }

    [Fact]
    public async Task A_cancelled_run_is_cancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(new CountingCollector(), token: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task An_answer_is_reused_while_its_inputs_are_the_same()
    {
        var collector = new CountingCollector { Key = "one" };
        var cache = new EvidenceCache(Path.Combine(_folder, "cache"));

        await RunAsync(collector, cache);
        await RunAsync(collector, cache);
        collector.Key = "two";
        await RunAsync(collector, cache);

        Assert.Equal(2, collector.Runs);
    }

    [Fact]
    public async Task An_answer_with_gaps_or_past_its_time_is_not_reused()
    {
        var gapped = new CountingCollector { Key = "gapped", WithGap = true };
        var stale = new CountingCollector { Key = "stale", ValidUntil = _now.AddMinutes(-1) };
        var cache = new EvidenceCache(Path.Combine(_folder, "cache"));

        for (var run = 0; run < 2; run++)
        {
            await RunAsync(gapped, cache);
            await RunAsync(stale, cache);
        }

        Assert.Equal((2, 2), (gapped.Runs, stale.Runs));
    }

    [Fact]
    public void A_cache_key_changes_with_options_version_and_inputs()
    {
        var context = Context() with { Options = new JsonObject { ["label"] = "y" } };
        string[] keys =
        [
            CacheKey.Compute(context, [KeyValuePair.Create("a.csv", "00")]),
            CacheKey.Compute(context, [KeyValuePair.Create("a.csv", "01")]),
            CacheKey.Compute(context with { Options = [] }, [KeyValuePair.Create("a.csv", "00")]),
            CacheKey.Compute(context with { Collector = new("counting", "2") }, [KeyValuePair.Create("a.csv", "00")]),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Silence_about_completeness_is_not_completeness()
    {
        var json = Context().Document("split", []).ToJson();
        json["completeness"] = new JsonObject { ["scope"] = "all rows" };

        Assert.False(EvidenceDocument.FromJson(json).Completeness!.IsComplete);
    }

    [Fact]
    public void A_path_or_link_out_of_the_root_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "project"));
        File.WriteAllText(Path.Combine(_folder, "outside.txt"), "x");
        File.CreateSymbolicLink(Path.Combine(_folder, "project", "link.txt"), Path.Combine(_folder, "outside.txt"));
        var files = new SourceFolder(Path.Combine(_folder, "project"));

        Assert.Throws<UnauthorizedAccessException>(() => files.OpenRead("../outside.txt"));
        Assert.Throws<UnauthorizedAccessException>(() => files.OpenRead("link.txt"));
    }

    private Task<Collection> RunAsync(CountingCollector collector, EvidenceCache? cache = null, CancellationToken token = default) =>
        new CollectorRunner(cache).RunAsync(new(new("counting", "dataset"), collector), Context(), token);

    private CollectorContext Context() => new()
    {
        Collector = new("counting", "1"),
        Subject = new("applicants"),
        Files = new(_folder),
        Clock = new FixedClock(),
    };

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => _now;
    }

    private sealed class CountingCollector : IEvidenceCollector
    {
        public int Runs { get; private set; }
        public string Field { get; init; } = "rows";
        public string? Key { get; set; }
        public bool WithGap { get; init; }
        public DateTimeOffset? ValidUntil { get; init; }
        public Exception? Failure { get; init; }

        public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Runs++;
            if (Failure is not null)
            {
                throw Failure;
            }
            var document = context.Document("dataset", new JsonObject { [Field] = 3 }) with { ValidUntil = ValidUntil };
            return Task.FromResult(Collection.Of(document, WithGap ? [context.Gap(GapReason.Limit, "only the first rows were read")] : []));
        }

        public Task<string?> ComputeCacheKeyAsync(CollectorContext context, CancellationToken cancellationToken) =>
            Task.FromResult(Key is null ? null : CacheKey.Compute(context, [KeyValuePair.Create("input", Key)]));
    }
}
