using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Writing;

namespace Bylaw.Benchmarks.Ledger;

/// <summary>Audit questions over a year of mixed records: made once in a folder (<c>make=</c>), asked as often as wanted (<c>ask=</c>).</summary>
internal static class QueryBenchmark
{
    private const int SecondsApart = 3;
    private const int Asked = 200;
    private static readonly DateTimeOffset _start = new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the log and its index.</summary>
    public static async Task MakeAsync(string place, int records)
    {
        var home = LedgerHome.Create(
            Path.Combine(place, "log"), new KeyFolder(Path.Combine(place, "keys")), new LedgerSettings { Origin = "bench.example/query", Keys = [], PersonalFields = [] });
        var chance = new Random(1);
        var text = new StringBuilder();
        var start = Stopwatch.GetTimestamp();
        await using (var session = home.OpenSession("bench", TimeProvider.System))
        {
            var waiting = new List<Task>();
            for (var i = 0; i < records; i++)
            {
                text.Clear();
                Write(text, chance, i);
                waiting.Add(session.Writer.AppendAsync(Encoding.UTF8.GetBytes(text.ToString()), AckLevel.Durable));
                if (waiting.Count == 40_000)
                {
                    await Task.WhenAll(waiting);
                    waiting.Clear();
                }
            }
            await Task.WhenAll(waiting);
        }
        LedgerGroup.Report($"writing {records} records", "rate", records / Stopwatch.GetElapsedTime(start).TotalSeconds, "records/s", double.PositiveInfinity, true);
        start = Stopwatch.GetTimestamp();
        home.OpenIndex().Dispose();
        LedgerGroup.Report($"indexing {records} records", "rate", records / Stopwatch.GetElapsedTime(start).TotalSeconds, "records/s", double.PositiveInfinity, true);
        var files = Directory.EnumerateFiles(home.Folder.Root, "*", SearchOption.AllDirectories).Select(f => new FileInfo(f)).ToList();
        LedgerGroup.Report("room on disk", "all told", (double)files.Sum(f => f.Length) / records, "B/record", 512, false);
        LedgerGroup.Report("room on disk", "of it index", (double)files.Where(f => f.Name.StartsWith("index", StringComparison.Ordinal)).Sum(f => f.Length) / records, "B/record", double.PositiveInfinity, false);
    }

    /// <summary>Asks each kind of question, each time about something else, and tells p50, p95 and the worst.</summary>
    public static void Ask(string place)
    {
        var home = LedgerHome.Open(Path.Combine(place, "log"), new KeyFolder(Path.Combine(place, "keys")));
        var start = Stopwatch.GetTimestamp();
        using var index = home.OpenIndex();
        var records = index.CountBy(new LedgerQuery(), "kind").Sum(c => c.Count);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{records} records, opened in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:f0} ms"));
        var chance = new Random(2);
        var all = new List<double>();
        foreach (var (name, ask) in Questions(index, chance, records))
        {
            var times = new double[Asked];
            var answers = 0L;
            for (var i = 0; i < Asked; i++)
            {
                var begin = Stopwatch.GetTimestamp();
                answers += ask();
                times[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            }
            all.AddRange(times);
            Array.Sort(times);
            LedgerGroup.Report(
                string.Create(CultureInfo.InvariantCulture, $"{name} (p50 {LedgerGroup.Percentile(times, 0.5):f1}, worst {times[^1]:f1} ms, {(double)answers / Asked:f1} answers)"),
                "p95", LedgerGroup.Percentile(times, 0.95), "ms", 50, false);
        }
        var sorted = all.ToArray();
        Array.Sort(sorted);
        LedgerGroup.Report($"audit query over {records} records", "p95", LedgerGroup.Percentile(sorted, 0.95), "ms", 50, false);
    }

    private static List<(string Name, Func<long> Ask)> Questions(LedgerIndex index, Random chance, long records)
    {
        string Who() => $"user{chance.Next(500)}";
        string Model() => $"model{chance.Next(20)}";
        DateTimeOffset Moment() => _start.AddSeconds(chance.NextInt64(records) * SecondsApart);
        LedgerQuery With(params (string Field, string Value)[] filters) => new() { Filters = [.. filters.Select(f => (f.Field, System.Collections.Immutable.ImmutableArray.Create(f.Value)))] };
        Func<long> Find(Func<LedgerQuery> query) => () => index.Find(query()).Count;
        return
        [
            ("who", Find(() => With(("who", Who())))),
            ("who and model", Find(() => With(("who", Who()), ("model", Model())))),
            ("who, never with that model", Find(() => With(("who", "user0"), ("stage", "deploy")))),
            ("since 7 days, who", Find(() => With(("who", Who())) with { Since = _start.AddSeconds(records * SecondsApart).AddDays(-7) })),
            ("a week in the past, decision and model", Find(() => Moment() is var t ? With(("decision", "deny"), ("model", Model())) with { Since = t, Until = t.AddDays(7) } : null!)),
            ("policy version", Find(() => With(("policy_version", $"{chance.Next(40)}.0.0")))),
            ("control and decision", Find(() => With(("control", $"CTL-{chance.Next(200)}"), ("decision", "deny")))),
            ("data set", Find(() => With(("dataset", $"data{chance.Next(50)}")))),
            ("reason", Find(() => With(("reason", $"reason {chance.Next(30)}")))),
            ("purpose, word for word", Find(() => With(("purpose", $"case {chance.NextInt64(records)}")))),
            ("as of: newest change of a policy", Find(() => With(("kind", "policy_change"), ("policy", $"pack{chance.Next(8)}")) with { Until = Moment(), Limit = 1 })),
            ("any time, any of ten people, denied", Find(() => With(("decision", "deny")) with { Filters = [("decision", ["deny"]), ("who", [.. Enumerable.Range(0, 10).Select(_ => Who())])] })),
            ("counts by week, model and decision", () => index.CountOverTime(With(("model", Model()), ("decision", "deny")), TimeSpan.FromDays(7)).Count),
            ("counts by day, who", () => index.CountOverTime(With(("who", Who())), TimeSpan.FromDays(1)).Count),
        ];
    }

    /// <summary>Canonical JSON, written by hand: making ten million records must not be what is measured.</summary>
    private static void Write(StringBuilder to, Random chance, int number)
    {
        var time = _start.AddSeconds((long)number * SecondsApart).UtcDateTime;
        var ends = string.Create(
            CultureInfo.InvariantCulture,
            $"\"schema\":\"bylaw.record/1\",\"seq\":{number + 1},#\"ticks\":{(long)number * SecondsApart * 1_000_000},\"time\":\"{time:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}\"").Split('#');
        const string producer = "\"producer\":\"bench/0123456789ab\"";
        const string boot = "\"boot\":\"6a1f3c8e-2b47-4d0a-9c55-1e7d8f9a0b3c\"";
        if (number % 100_000 == 7)
        {
            to.Append(CultureInfo.InvariantCulture, $"{{\"author\":\"user{chance.Next(500)}\",{boot},\"kind\":\"policy_change\",\"policy\":\"pack{chance.Next(8)}\",\"policy_digest\":\"sha256:{chance.Next(40):x64}\",\"policy_version\":\"{chance.Next(40)}.0.0\",{producer},\"reason\":\"review {number}\",{ends[0]}{ends[1]}}}");
        }
        else if (number % 4 == 0)
        {
            var (first, second) = (chance.Next(200), chance.Next(200));
            var controls = string.CompareOrdinal($"{first}", $"{second}") <= 0 ? $"\"CTL-{first}\",\"CTL-{second}\"" : $"\"CTL-{second}\",\"CTL-{first}\"";
            to.Append(CultureInfo.InvariantCulture, $"{{{boot},\"controls\":[{controls}],\"effect\":\"{(chance.Next(50) == 0 ? "deny" : "allow")}\",\"kind\":\"decision\",\"model\":\"model{chance.Next(20)}\",\"policy_digest\":\"sha256:{chance.Next(40):x64}\",\"policy_version\":\"{chance.Next(40)}.0.0\",{producer},\"reasons\":[\"reason {chance.Next(30)}\"],{ends[0]}\"stage\":\"runtime\",{ends[1]}}}");
        }
        else
        {
            to.Append(CultureInfo.InvariantCulture, $"{{\"actor\":\"user{chance.Next(500)}\",{boot},\"dataset\":[\"data{chance.Next(50)}\"],\"kind\":\"model_access\",\"model\":\"model{chance.Next(20)}\",\"operation\":\"score\",\"outcome\":\"{(chance.Next(50) == 0 ? "deny" : "ok")}\",{producer},\"purpose\":\"case {number}\",{ends[0]}{ends[1]}}}");
        }
    }
}
