using System.Diagnostics;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Verifying;
using Bylaw.Ledger.Writing;

namespace Bylaw.Benchmarks.Ledger;

/// <summary>Real records: the room they take, the index over them, queries, and the verification of all.</summary>
internal static class ReadBenchmark
{
    public static async Task RunAsync(string place, int records)
    {
        var home = LedgerHome.Create(
            Path.Combine(place, "log"),
            new KeyFolder(Path.Combine(place, "keys")),
            new LedgerSettings { Origin = "bench.example/read", Keys = [], PersonalFields = [] });
        var chance = new Random(1);
        await using (var session = home.OpenSession("bench", TimeProvider.System))
        {
            var waiting = new List<Task>();
            for (var i = 0; i < records; i++)
            {
                waiting.Add(session.Recorder.AppendAsync(Record(chance, i), AckLevel.Durable));
                if (waiting.Count == 20_000)
                {
                    await Task.WhenAll(waiting);
                    waiting.Clear();
                }
            }
            await Task.WhenAll(waiting);
        }
        var start = Stopwatch.GetTimestamp();
        using var index = home.OpenIndex();
        LedgerGroup.Report($"indexing {records} records", "rate", records / Stopwatch.GetElapsedTime(start).TotalSeconds, "records/s", 0, true);
        Queries(index, chance, records);
        Room(home, records);
        Verify(home, records);
    }

    private static void Queries(LedgerIndex index, Random chance, int records)
    {
        var times = new double[300];
        for (var i = 0; i < times.Length; i++)
        {
            var query = (i % 4) switch
            {
                0 => new LedgerQuery { Filters = [("who", [$"user{chance.Next(500)}"]), ("model", [$"model{chance.Next(20)}"])] },
                1 => new LedgerQuery { Filters = [("decision", ["deny"]), ("model", [$"model{chance.Next(20)}"])] },
                2 => new LedgerQuery { Filters = [("purpose", [$"case {chance.Next(records)}"])] },
                _ => new LedgerQuery { Filters = [("who", [$"user{chance.Next(500)}"])], Since = DateTimeOffset.UnixEpoch },
            };
            var start = Stopwatch.GetTimestamp();
            index.Find(query);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        LedgerGroup.Report($"audit query over {records} records", "p95", LedgerGroup.Percentile(times, 0.95), "ms", 50, false);
    }

    private static void Room(LedgerHome home, int records)
    {
        long Bytes(string path) => Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length)
            : File.Exists(path) ? new FileInfo(path).Length : 0;
        // The entry bundles that a reader asks for are cut from the segments: there is nothing more to keep.
        LedgerGroup.Report("room on disk", "all told", (double)Bytes(home.Folder.Root) / records, "B/record", 512, false);
        LedgerGroup.Report("room on disk", "segments", (double)Bytes(home.Folder.Segments) / records, "B/record", double.PositiveInfinity, false);
        LedgerGroup.Report("room on disk", "hash tiles", (double)Bytes(Path.Combine(home.Folder.Root, "tile")) / records, "B/record", double.PositiveInfinity, false);
        LedgerGroup.Report("room on disk", "index", (double)(Bytes(home.Folder.Index) + Bytes(home.Folder.Index + "-wal")) / records, "B/record", double.PositiveInfinity, false);
    }

    private static void Verify(LedgerHome home, int records)
    {
        var checkpoint = home.ReadCheckpoint(out _);
        var start = Stopwatch.GetTimestamp();
        if (!TileLogVerifier.TryVerify(new FolderTileSource(home.Folder.Root), checkpoint, out var report) || report.Entries != records)
        {
            throw new InvalidOperationException($"the log does not verify: {report.Problem}");
        }
        LedgerGroup.Report("full verification, bundles out of segments", "rate", records / Stopwatch.GetElapsedTime(start).TotalSeconds, "entries/s", 300_000, true);
    }

    private static LedgerRecord Record(Random chance, int number) => new("model_access", new JsonObject
    {
        ["actor"] = $"user{chance.Next(500)}",
        ["model"] = $"model{chance.Next(20)}",
        ["operation"] = "score",
        ["purpose"] = $"case {number}",
        ["outcome"] = chance.Next(50) == 0 ? "deny" : "ok",
    });
}
