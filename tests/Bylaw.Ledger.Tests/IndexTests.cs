using System.Text;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Tests;

/// <summary>The index against a search through all records, over several blocks and transactions.</summary>
public sealed class IndexTests : IDisposable
{
    private const int Records = 20_000;
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-index-").FullName;
    private readonly Random _chance = new(7);
    private readonly List<Row> _rows = [];

    [Theory]
    [InlineData(200_000)]
    [InlineData(1_500)]
    [InlineData(1)]
    public async Task Every_answer_is_what_a_search_through_all_records_finds(int batch)
    {
        var home = await MakeAsync();
        using var index = LedgerIndex.OpenSqlite(Path.Combine(_folder, "other.sqlite"), "index.example/log");
        index.BatchRecords = batch;
        Assert.Equal(Records, index.CatchUp(home.Folder));

        for (var asked = 0; asked < 200; asked++)
        {
            var (query, fits) = Ask();
            var expected = _rows.Where(fits).ToList();

            Assert.Equal(expected.Select(r => r.Index).Reverse().Take(query.Limit), index.Find(query));
            Assert.Equal(
                expected.GroupBy(r => r.Time.Date).OrderBy(g => g.Key).Select(g => (new DateTimeOffset(g.Key, TimeSpan.Zero), (long)g.Count())),
                index.CountOverTime(query, TimeSpan.FromDays(1)));
            Assert.Equal(
                expected.GroupBy(r => r.Who).Select(g => (g.Key, (long)g.Count())).OrderByDescending(g => g.Item2).ThenBy(g => g.Key, StringComparer.Ordinal),
                index.CountBy(query with { Limit = 1000 }, "who"));
        }
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(700)]
    [InlineData(1)]
    public async Task People_are_found_also_in_entries_that_somebody_without_the_vault_indexed(int batch)
    {
        var home = LedgerHome.Create(
            Path.Combine(_folder, "log"), new KeyFolder(Path.Combine(_folder, "keys")), new LedgerSettings { Origin = "index.example/log", Keys = [], PersonalFields = [] });
        await using var session = home.OpenSession("test", TimeProvider.System);
        using var index = LedgerIndex.OpenSqlite(Path.Combine(_folder, "mixed.sqlite"), "index.example/log");
        index.BatchRecords = batch;
        var written = 0;
        foreach (var isKnown in new[] { true, false, false, true, false, true })
        {
            await Task.WhenAll(Enumerable.Range(written, 3_000).Select(i =>
            {
                var json = $$"""{"actor":"{{Commitment.Prefix}}{{i}}","author":"service","kind":"model_access","schema":"bylaw.record/1"}""";
                return session.Writer.AppendAsync(Encoding.UTF8.GetBytes(json), AckLevel.Durable, TestContext.Current.CancellationToken);
            }));
            written += 3_000;
            index.CatchUp(home.Folder, isKnown ? Person : null, TestContext.Current.CancellationToken);
            Assert.Equal(!isKnown, index.IsBlindToPeople);
        }

        using var clear = LedgerIndex.OpenSqlite(Path.Combine(_folder, "clear.sqlite"), "index.example/log");
        clear.CatchUp(home.Folder, Person, TestContext.Current.CancellationToken);
        foreach (var who in (string[])["person 0", "person 3", "person 10000", "service"])
        {
            var query = new LedgerQuery { Filters = [("who", [who])], Limit = 50_000 };
            var found = index.Find(query);
            Assert.NotEmpty(found);
            Assert.Equal(clear.Find(query), found);
        }
        Assert.Equal(clear.CountBy(new LedgerQuery { Limit = 50_000 }, "who"), index.CountBy(new LedgerQuery { Limit = 50_000 }, "who"));

        // Some came once and some often.
        static string Person(string commitment) => int.Parse(commitment.AsSpan(Commitment.Prefix.Length), null) is var i && i % 5 == 0 ? $"person {i}" : $"person {i % 7}";
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private (LedgerQuery Query, Func<Row, bool> Fits) Ask()
    {
        var (who, model, purpose) = ($"user{_chance.Next(40)}", $"model{_chance.Next(3)}", $"case {_chance.Next(Records)}");
        var (since, until) = (_start.AddMinutes(_chance.Next(Records)), _start.AddMinutes(_chance.Next(Records)));
        var before = _chance.Next(Records);
        var limit = 1 + _chance.Next(300);
        return _chance.Next(6) switch
        {
            0 => (new LedgerQuery { Filters = [("who", [who])], Limit = limit }, r => r.Who == who),
            1 => (new LedgerQuery { Filters = [("who", [who, "user1"]), ("model", [model])], Before = before, Limit = limit }, r => (r.Who == who || r.Who == "user1") && r.Model == model && r.Index < before),
            2 => (new LedgerQuery { Filters = [("purpose", [purpose])], Limit = limit }, r => r.Purpose == purpose),
            3 => (new LedgerQuery { Filters = [("model", [model])], Since = since, Limit = limit }, r => r.Model == model && r.Time >= since),
            4 => (new LedgerQuery { Since = since, Until = until, Limit = limit }, r => r.Time >= since && r.Time <= until),
            _ => (new LedgerQuery { Filters = [("who", [who]), ("model", [model])], Until = until, Limit = limit }, r => r.Who == who && r.Model == model && r.Time <= until),
        };
    }

    private async Task<LedgerHome> MakeAsync()
    {
        var home = LedgerHome.Create(
            Path.Combine(_folder, "log"), new KeyFolder(Path.Combine(_folder, "keys")), new LedgerSettings { Origin = "index.example/log", Keys = [], PersonalFields = [] });
        await using var session = home.OpenSession("test", TimeProvider.System);
        foreach (var chunk in Enumerable.Range(0, Records).Chunk(700))
        {
            await Task.WhenAll(chunk.Select(i =>
            {
                // The clock jumps now and then, also back.
                var row = new Row(i, $"user{_chance.Next(_chance.Next(4) == 0 ? 2 : 40)}", $"model{_chance.Next(3)}", $"case {i - (i % 5 == 0 ? 1 : 0)}", _start.AddMinutes(i % 97 == 0 ? _chance.Next(Records) : i));
                _rows.Add(row);
                var json = $$"""{"actor":"{{row.Who}}","kind":"model_access","model":"{{row.Model}}","purpose":"{{row.Purpose}}","schema":"bylaw.record/1","time":"{{row.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}}"}""";
                return session.Writer.AppendAsync(Encoding.UTF8.GetBytes(json), AckLevel.Durable, TestContext.Current.CancellationToken);
            }));
        }
        return home;
    }

    private sealed record Row(long Index, string Who, string Model, string Purpose, DateTimeOffset Time);
}
