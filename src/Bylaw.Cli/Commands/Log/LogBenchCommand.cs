using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log bench</c>: tells what this disk gives, beside a bare fdatasync. The full measurements are in <c>eng/bench ledger</c>.</summary>
internal static class LogBenchCommand
{
    public static Command Build()
    {
        var folder = new Option<string>("--folder") { Description = "Where to write; the disk that is measured", DefaultValueFactory = _ => "." };
        var writers = new Option<int>("--writers") { Description = "How many write at once", DefaultValueFactory = _ => 64 };
        var seconds = new Option<int>("--seconds") { Description = "For how long", DefaultValueFactory = _ => 3 };
        var command = new Command("bench", "Measure durable appends on this disk. Example: bylaw log bench --writers 64 --seconds 5") { folder, writers, seconds };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var place = Path.Combine(parsed.GetValue(folder)!, $".bylaw-bench-{Environment.ProcessId}");
            Directory.CreateDirectory(place);
            try
            {
                Console.Out.WriteLine(BareSync(place));
                Console.Out.WriteLine(await AppendAsync(place, parsed.GetValue(writers), TimeSpan.FromSeconds(parsed.GetValue(seconds)), token));
            }
            finally
            {
                Directory.Delete(place, recursive: true);
            }
            return ExitCode.Success;
        }));
        return command;
    }

    private static string BareSync(string place)
    {
        using var file = PosixDisk.Instance.Open(Path.Combine(place, "bare"), create: true);
        var times = new double[200];
        var bytes = new byte[512];
        for (var i = 0; i < times.Length; i++)
        {
            file.Write(i * bytes.Length, bytes);
            var start = Stopwatch.GetTimestamp();
            file.SyncData();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return string.Create(CultureInfo.InvariantCulture, $"bare fdatasync: p50 {times[100]:f2} ms, p99 {times[197]:f2} ms");
    }

    private static async Task<string> AppendAsync(string place, int writers, TimeSpan span, CancellationToken token)
    {
        using var signer = NoteSigner.Generate("bench.invalid/log");
        await using var writer = LedgerWriter.Open(new LedgerOptions { Folder = Path.Combine(place, "log"), Origin = "bench.invalid/log", Signer = signer });
        var start = Stopwatch.GetTimestamp();
        var record = new byte[300];
        var times = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (Stopwatch.GetElapsedTime(start) < span)
            {
                var began = Stopwatch.GetTimestamp();
                await writer.AppendAsync(record, AckLevel.Durable, token);
                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            return mine;
        }, token)));
        var all = times.SelectMany(t => t).Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{writers} writers in a loop: {all.Length / Stopwatch.GetElapsedTime(start).TotalSeconds:f0} durable records/s, p50 {all[all.Length / 2]:f2} ms, p99 {all[all.Length * 99 / 100]:f2} ms");
    }
}
