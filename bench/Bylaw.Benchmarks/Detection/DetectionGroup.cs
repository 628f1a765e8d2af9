using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bylaw.Detection;

namespace Bylaw.Benchmarks.Detection;

/// <summary>Throughput of the scanner on generated CSV beside ripgrep and .NET regular expressions, latency on prompts, and a Parquet file of ten million rows.</summary>
internal sealed partial class DetectionGroup : IBenchmarkGroup
{
    private const int CsvMegabytes = 200;
    private const int ChunkBytes = 256 << 10;
    private const int Rounds = 7; // other programs on a machine only take speed away

    private static readonly string[] _patterns = [@"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", @"\b\d{3}-\d{2}-\d{4}\b", @"\b4\d{15}\b"];

    public string Name => "detection";

    public string Summary => "CSV of 200 MB dense and sparse, one and two cores, beside ripgrep and .NET regex; prompts; `parquet` for ten million rows; `table` for columns and verdicts; `line` for one line of 10 GB";

    public async Task<int> RunAsync(string[] args)
    {
        if (args is ["parquet", ..])
        {
            return ParquetRun.Run(args.Length > 1 ? int.Parse(args[1], null) : 10_000_000);
        }
        if (args is ["table", ..])
        {
            return TableRun.Run(args.Length > 1 ? int.Parse(args[1], null) : CsvMegabytes);
        }
        if (args is ["line", ..])
        {
            return LineRun.Run(args.Length > 1 ? int.Parse(args[1], null) : 10);
        }
        var megabytes = args is [var size] && int.TryParse(size, out var given) ? given : CsvMegabytes;
        Console.WriteLine($"load {(File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "unknown")}, {Environment.ProcessorCount} cores, vectors of {System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated switch { true => 512, _ => 256 }} bits, {megabytes} MB, best of {Rounds}");
        var met = true;
        foreach (var dense in new[] { false, true })
        {
            var (text, rows) = SampleCsv.Make(megabytes * 1_000_000, dense);
            var word = dense ? "dense" : "sparse";
            var (one, oneOfCpu) = Best(text, 1, rows);
            var (two, _) = Best(text, 2, rows);
            var (barOne, barTwo) = dense ? (0.6, 1.2) : (1.0, 2.0);
            met &= one >= barOne && two >= barTwo;
            Console.WriteLine($"{word,-7} bylaw, all types, 1 core    {one,7:F2} GB/s (bar {barOne:F1}); {oneOfCpu:F2} GB a second of processor time, which other programs on the machine do not change");
            Console.WriteLine($"{word,-7} bylaw, all types, 2 cores   {two,7:F2} GB/s (bar {barTwo:F1})");
            Console.WriteLine(await RipgrepAsync(text, word, rows));
            Console.WriteLine($"{word,-7} .NET source-generated regex  {Regexes(text, [Email(), Social(), Card()]),6:F2} GB/s (3 types, decoding left out)");
            Console.WriteLine($"{word,-7} .NET NonBacktracking regex   {Regexes(text, [.. _patterns.Select(p => new Regex(p, RegexOptions.NonBacktracking))]),6:F2} GB/s (3 types, decoding left out)");
            Console.WriteLine(JsonSerializer.Serialize(new { group = Name, data = word, one_core_gb_s = Math.Round(one, 3), gb_per_cpu_s = Math.Round(oneOfCpu, 3), two_cores_gb_s = Math.Round(two, 3) }));
        }
        met &= Prompt("prompt of 1.2 KB", 1_200, 3) & Prompt("prompt of 10 KB", 10_000, 15);
        return met ? 0 : 1;
    }

    /// <summary>Scans in pieces that end at a line's end; returns how many findings of the wanted types there are, of all types when none is named.</summary>
    private static int Scan(byte[] text, int threads, HashSet<string>? wanted = null)
    {
        var detector = new Detector();
        var pieces = new List<(int Start, int Length)>();
        for (var at = 0; at < text.Length;)
        {
            var end = Math.Min(text.Length, at + ChunkBytes);
            end = end == text.Length ? end : at + text.AsSpan(at, end - at).LastIndexOf((byte)'\n') + 1;
            pieces.Add((at, end - at));
            at = end;
        }
        var count = 0;
        Parallel.ForEach(
            pieces,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => new List<Finding>(),
            (piece, _, findings) =>
            {
                detector.Scan(text.AsSpan(piece.Start, piece.Length), findings);
                Interlocked.Add(ref count, wanted is null ? findings.Count : findings.Count(f => wanted.Contains(f.Type)));
                return findings;
            },
            _ => { });
        return count;
    }

    private static (double Wall, double Processor) Best(byte[] text, int threads, int rows)
    {
        Check(Scan(text, 2, ["EMAIL", "US_SSN", "CREDIT_CARD", "PHONE"]), rows);
        var (best, bestOfCpu) = (double.MaxValue, double.MaxValue);
        using var process = Process.GetCurrentProcess();
        for (var round = 0; round < Rounds; round++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var found = Scan(text, threads);
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
            process.Refresh();
            bestOfCpu = Math.Min(bestOfCpu, (process.TotalProcessorTime - before).TotalSeconds);
            Check(found, rows);
        }
        return (text.Length / 1e9 / best, text.Length / 1e9 / bestOfCpu);
    }

    private static void Check(int found, int rows)
    {
        if (found < rows * 3.9 || found > rows * 4.02)
        {
            throw new InvalidOperationException($"{found} findings where {rows} rows hold four each");
        }
    }

    private static bool Prompt(string name, int bytes, double barMicroseconds)
    {
        var text = new StringBuilder();
        while (text.Length < bytes)
        {
            text.Append("Please look at the account of the customer who wrote on 12 May about order 48213: she asks why the fee was charged twice and wants it back. ")
                .Append("Her address is anna.berg@example.org and she can be called at +49 30 901820. Thank you, and note that the refund takes five days.\n");
        }
        var utf8 = Encoding.UTF8.GetBytes(text.ToString())[..bytes];
        var detector = new Detector();
        var best = double.MaxValue;
        for (var round = 0; round < 30; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < 500; i++)
            {
                if (detector.Scan(utf8).Count == 0)
                {
                    throw new InvalidOperationException("nothing found in the prompt");
                }
            }
            best = Math.Min(best, watch.Elapsed.TotalMicroseconds / 500);
        }
        Console.WriteLine($"{name,-30} {best,9:F2} µs (bar {barMicroseconds})");
        return best < barMicroseconds;
    }

    private static double Regexes(byte[] text, Regex[] regexes)
    {
        var part = Encoding.Latin1.GetString(text, 0, Math.Min(text.Length, 20_000_000));
        var watch = Stopwatch.StartNew();
        foreach (var regex in regexes)
        {
            if (regex.Count(part) == 0)
            {
                throw new InvalidOperationException("a regular expression found nothing");
            }
        }
        return part.Length / 1e9 / watch.Elapsed.TotalSeconds;
    }

    private static async Task<string> RipgrepAsync(byte[] text, string word, int rows)
    {
        var file = Path.Combine(Path.GetTempPath(), $"bylaw-bench-{Environment.ProcessId}.csv");
        try
        {
            await File.WriteAllBytesAsync(file, text);
            var best = double.MaxValue;
            for (var round = 0; round < Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                using var process = Process.Start(new ProcessStartInfo("rg") { ArgumentList = { "-j1", "--count-matches", "-e", _patterns[0], "-e", _patterns[1], "-e", _patterns[2], file }, RedirectStandardOutput = true })!;
                var count = int.Parse((await process.StandardOutput.ReadToEndAsync()).Trim(), null);
                await process.WaitForExitAsync();
                best = Math.Min(best, watch.Elapsed.TotalSeconds);
                if (count < rows * 2.9)
                {
                    return $"{word,-7} ripgrep                     found {count} of {rows * 3}";
                }
            }
            return $"{word,-7} ripgrep -j1, 3 types        {text.Length / 1e9 / best,7:F2} GB/s";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"{word,-7} ripgrep                     not installed";
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")]
    private static partial Regex Email();

    [GeneratedRegex(@"\b\d{3}-\d{2}-\d{4}\b")]
    private static partial Regex Social();

    [GeneratedRegex(@"\b4\d{15}\b")]
    private static partial Regex Card();
}
