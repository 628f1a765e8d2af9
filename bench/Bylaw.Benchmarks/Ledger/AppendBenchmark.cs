using System.Diagnostics;
using System.Text;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;

namespace Bylaw.Benchmarks.Ledger;

/// <summary>Appends: what one writer pays over a bare sync, and what many get.</summary>
internal static class AppendBenchmark
{
    /// <summary>Takes turns with a bare write and sync of as many bytes, so that both meet the same load.</summary>
    public static async Task OneWriterAsync(string place)
    {
        using var signer = NoteSigner.Generate("bench.example/one");
        await using var writer = Open(Path.Combine(place, "one"), signer);
        using var file = PosixDisk.Instance.Open(Path.Combine(place, "bare"), create: true);
        var bytes = new byte[360];
        var bare = new double[1_000];
        var times = new double[1_000];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write((long)i * bytes.Length, bytes);
            file.SyncData();
            bare[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            await writer.AppendAsync(Entry(i), AckLevel.Durable);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(bare);
        Array.Sort(times);
        LedgerGroup.Report("bare pwrite and fdatasync", "p50", bare[500], "ms", double.PositiveInfinity, false);
        LedgerGroup.Report("bare pwrite and fdatasync", "p99", bare[990], "ms", double.PositiveInfinity, false);
        LedgerGroup.Report("one writer", "p99", times[990], "ms", double.PositiveInfinity, false);
        LedgerGroup.Report("one writer over a bare sync", "p50", times[500] - bare[500], "ms", 0.3, false);
        Require(writer, times.Length);
    }

    /// <summary>Records arrive by the clock, whether or not earlier ones are done; each is timed from when it was due.</summary>
    public static async Task OpenLoopAsync(string place, int writers, int perSecond, TimeSpan span, string[] args)
    {
        using var signer = NoteSigner.Generate("bench.example/open");
        await using var writer = Open(Path.Combine(place, "open"), signer);
        var entries = Enumerable.Range(0, 4096).Select(Entry).ToArray();
        var all = new double[(int)(perSecond * span.TotalSeconds)];
        var open = new CountdownEvent(all.Length);
        var start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10);
        // One thread hands in the records of all writers, each when it is due: a thread a writer would measure the scheduler.
        for (var i = 0; i < all.Length; i++)
        {
            var (number, due) = (i, start + (long)((double)i / perSecond * Stopwatch.Frequency));
            while (Stopwatch.GetTimestamp() < due)
            {
                Thread.Sleep(1);
            }
            _ = writer.AppendAsync(entries[i % entries.Length], AckLevel.Durable).ContinueWith(
                done =>
                {
                    all[number] = done.IsCompletedSuccessfully ? Stopwatch.GetElapsedTime(due).TotalMilliseconds : double.PositiveInfinity;
                    open.Signal();
                },
                TaskContinuationOptions.ExecuteSynchronously);
        }
        await Task.Run(open.Wait);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (args.Contains("timeline"))
        {
            WriteTimeline(all, perSecond);
        }
        Array.Sort(all);
        LedgerGroup.Report($"open loop, {writers} writers, {perSecond}/s offered", "rate", all.Length / seconds, "records/s", perSecond * 0.97, true);
        LedgerGroup.Report($"open loop, {writers} writers, {perSecond}/s offered", "p50", LedgerGroup.Percentile(all, 0.5), "ms", 15, false);
        LedgerGroup.Report($"open loop, {writers} writers, {perSecond}/s offered", "p99", LedgerGroup.Percentile(all, 0.99), "ms", 15, false);
        Require(writer, all.Length);
    }

    /// <summary>Shows when the slow ones were: the worst of each 100 ms, to be laid beside what the disk did then.</summary>
    private static void WriteTimeline(double[] times, int perSecond)
    {
        foreach (var (number, chunk) in times.Chunk(perSecond / 10).Index())
        {
            Console.Out.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number / 10.0:f1} s: worst {chunk.Max():f1} ms"));
        }
    }

    public static async Task ClosedLoopAsync(string place, int writers, TimeSpan span)
    {
        using var signer = NoteSigner.Generate("bench.example/closed");
        await using var writer = Open(Path.Combine(place, "closed"), signer);
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(start) < span)
            {
                await writer.AppendAsync(Entry(count++), AckLevel.Durable);
            }
            return count;
        })));
        LedgerGroup.Report($"closed loop, {writers} writers", "rate", counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds, "records/s", 30_000, true);
        Require(writer, counts.Sum());
    }

    private static LedgerWriter Open(string folder, NoteSigner signer) =>
        LedgerWriter.Open(new LedgerOptions { Folder = folder, Origin = signer.Name, Signer = signer });

    private static byte[] Entry(int number) => Encoding.ASCII.GetBytes($"{number,-300}");

    private static void Require(LedgerWriter writer, long count)
    {
        if (writer.Size != count)
        {
            throw new InvalidOperationException($"{count} were acknowledged, the log holds {writer.Size}");
        }
    }
}
