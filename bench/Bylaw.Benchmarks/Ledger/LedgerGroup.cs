using System.Globalization;

namespace Bylaw.Benchmarks.Ledger;

/// <summary>Measures the ledger against the figures of its design: open loop, latency from the intended start, beside a bare sync.</summary>
internal sealed class LedgerGroup : IBenchmarkGroup
{
    public string Name => "ledger";

    public string Summary => "durable appends, one writer over a bare fdatasync, queries, full verification, room on disk [records=200000] [folder=.]; make=FOLDER records=10000000 and ask=FOLDER: a large log, kept, and audit queries over it";

    public async Task<int> RunAsync(string[] args)
    {
        var records = int.Parse(Value(args, "records", "200000"), CultureInfo.InvariantCulture);
        if (Value(args, "make", "") is { Length: > 0 } made)
        {
            Console.Out.WriteLine($"machine: {Environment.ProcessorCount} cores, load {Load()}");
            await QueryBenchmark.MakeAsync(made, records);
            Console.Out.WriteLine($"load afterwards {Load()}");
            return 0;
        }
        if (Value(args, "ask", "") is { Length: > 0 } asked)
        {
            Console.Out.WriteLine($"machine: {Environment.ProcessorCount} cores, load {Load()}");
            QueryBenchmark.Ask(asked);
            Console.Out.WriteLine($"load afterwards {Load()}");
            return 0;
        }
        var place = Path.Combine(Value(args, "folder", "artifacts"), $"bench-ledger-{Environment.ProcessId}");
        Directory.CreateDirectory(place);
        try
        {
            Console.Out.WriteLine($"machine: {Environment.ProcessorCount} cores, load {Load()}");
            await AppendBenchmark.OneWriterAsync(place);
            await AppendBenchmark.OpenLoopAsync(place, writers: 64, perSecond: 30_000, TimeSpan.FromSeconds(10), args);
            if (args.Contains("appends"))
            {
                return 0;
            }
            await AppendBenchmark.ClosedLoopAsync(place, writers: 64, TimeSpan.FromSeconds(3));
            await ReadBenchmark.RunAsync(place, records);
            Console.Out.WriteLine($"load afterwards {Load()}");
            return 0;
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    /// <summary>Prints a row and the same as JSON.</summary>
    internal static void Report(string what, string figure, double value, string unit, double bar, bool higherIsBetter)
    {
        var none = double.IsInfinity(bar);
        var met = none || (higherIsBetter ? value >= bar : value <= bar);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-42} {figure,-10} {value,12:f2} {unit,-10} {(none ? "no bar" : met ? "bar met" : "bar NOT met")} {(none ? "" : bar):f2}"));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"bench\":\"ledger\",\"what\":\"{what}\",\"figure\":\"{figure}\",\"value\":{value:f3},\"unit\":\"{unit}\",\"bar\":{(none ? "null" : bar):f2},\"met\":{(met ? "true" : "false")}}}"));
    }

    internal static double Percentile(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private static string Value(string[] args, string name, string otherwise) =>
        Array.Find(args, a => a.StartsWith(name + "=", StringComparison.Ordinal)) is { } found ? found[(name.Length + 1)..] : otherwise;

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "unknown";
}
