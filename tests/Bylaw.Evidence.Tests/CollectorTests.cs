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
    public async Task An_answer_is_reused_while_all_that_was_read_is_the_same()
    {
        var collector = new CountingCollector { Read = files => files.OpenRead("a.csv").Dispose() };
        File.WriteAllText(Path.Combine(_folder, "a.csv"), "1");
        File.WriteAllText(Path.Combine(_folder, "b.csv"), "1");
        await RunAsync(collector, Cache());
        File.WriteAllText(Path.Combine(_folder, "b.csv"), "2"); // was not read
        await RunAsync(collector, Cache());
        File.WriteAllText(Path.Combine(_folder, "a.csv"), "2");
        await RunAsync(collector, Cache());

        Assert.Equal(2, collector.Runs);
    }

    [Theory]
    [InlineData("presence")]
    [InlineData("listing")]
    [InlineData("beside")]
    [InlineData("tree")]
    [InlineData("ledger")]
    [InlineData("history")]
    public async Task An_answer_is_not_reused_when_what_was_learnt_would_be_another(string what)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        Directory.CreateDirectory(Path.Combine(_folder, ".git"));
        Directory.CreateDirectory(Path.Combine(_folder, ".bylaw", "ledger"));
        File.WriteAllText(Path.Combine(_folder, "data", "a.csv"), "1");
        var collector = new CountingCollector
        {
            Read = files => _ = what switch
            {
                "presence" => files.FileExists("data/card.md").ToString(),
                "listing" => string.Join(' ', files.EnumerateFiles("data", "*.md")),
                "beside" => files.Resolve("data/a.csv"), // whoever asks for a path may look beside it
                "tree" => files.RootPath,
                "ledger" => files.Resolve(".bylaw/ledger"),
                _ => files.RootOfHistory,
            },
        };
        await RunAsync(collector, Cache());
        File.WriteAllText(Path.Combine(_folder, what switch { "history" => ".git/HEAD", "ledger" => ".bylaw/ledger/segment", _ => "data/card.md" }), "x");

        await RunAsync(collector, Cache());

        Assert.Equal(2, collector.Runs);
    }

    [Fact]
    public async Task A_file_that_was_swapped_with_its_size_and_date_is_seen()
    {
        var file = Path.Combine(_folder, "a.csv");
        File.WriteAllText(file, "1");
        var date = File.GetLastWriteTimeUtc(file);
        var collector = new CountingCollector { Read = files => files.OpenRead("a.csv").Dispose() };
        await RunAsync(collector, Cache());
        File.WriteAllText(file, "2");
        File.SetLastWriteTimeUtc(file, date);

        await RunAsync(collector, Cache());

        Assert.Equal(2, collector.Runs);
    }

    [Fact]
    public async Task An_answer_that_may_change_by_itself_or_is_past_its_time_is_not_reused()
    {
        var gapped = new CountingCollector { Gap = GapReason.Timeout };
        var stale = new CountingCollector { ValidUntil = _now.AddMinutes(-1) };
        var live = new CountingCollector { IsLive = true };
        var cache = Cache();

        for (var run = 0; run < 2; run++)
        {
            await RunAsync(gapped, cache, options: new JsonObject { ["n"] = 1 });
            await RunAsync(stale, cache, options: new JsonObject { ["n"] = 2 });
            await RunAsync(live, cache, options: new JsonObject { ["n"] = 3 });
        }

        Assert.Equal((2, 2, 2), (gapped.Runs, stale.Runs, live.Runs));
    }

    [Fact]
    public async Task A_gap_that_the_files_explain_is_told_again()
    {
        var collector = new CountingCollector { Gap = GapReason.NotDeclared };
        await RunAsync(collector, Cache());

        var again = await RunAsync(collector, Cache());

        Assert.Equal(1, collector.Runs);
        Assert.Equal(GapReason.NotDeclared, Assert.Single(again.Gaps).Reason);
    }

    [Fact]
    public async Task Other_options_or_another_day_are_another_question()
    {
        var collector = new CountingCollector();

        await RunAsync(collector, Cache());
        await RunAsync(collector, Cache(), options: new JsonObject { ["label"] = "y" });
        await RunAsync(collector, Cache(), now: _now.AddDays(1));
        await RunAsync(collector, Cache());

        Assert.Equal(3, collector.Runs);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_costs_no_evidence()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".bylaw"));
        File.WriteAllText(Path.Combine(_folder, ".bylaw", "cache"), "a file where the folder should be");

        Assert.Single((await RunAsync(new CountingCollector(), Cache())).Documents);
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

    private EvidenceCache Cache() => new(Path.Combine(_folder, ".bylaw", "cache"));

    private Task<Collection> RunAsync(
        CountingCollector collector, EvidenceCache? cache = null, CancellationToken token = default, JsonObject? options = null, DateTimeOffset? now = null) =>
        new CollectorRunner(cache).RunAsync(new(new("counting", "dataset"), collector), Context() with { Options = options ?? [], Clock = new FixedClock(now ?? _now) }, token);

    private CollectorContext Context() => new()
    {
        Collector = new("counting", "1"),
        Subject = new("applicants"),
        Files = new(_folder),
        Clock = new FixedClock(_now),
    };

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class CountingCollector : IEvidenceCollector
    {
        public int Runs { get; private set; }
        public string Field { get; init; } = "rows";
        public Action<SourceFolder>? Read { get; init; }
        public bool IsLive { get; init; }
        public GapReason? Gap { get; init; }
        public DateTimeOffset? ValidUntil { get; init; }
        public Exception? Failure { get; init; }

        public bool IsRepeatable(CollectorContext context) => !IsLive;

        public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Runs++;
            if (Failure is not null)
            {
                throw Failure;
            }
            Read?.Invoke(context.Files);
            var document = context.Document("dataset", new JsonObject { [Field] = 3 }) with { ValidUntil = ValidUntil };
            return Task.FromResult(Collection.Of(document, Gap is { } reason ? [context.Gap(reason, "only the first rows were read")] : []));
        }
    }
}
