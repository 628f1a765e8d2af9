using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Values;

namespace Bylaw.Benchmarks;

/// <summary>Runs the engine over folders of workloads (<c>policy/*.rego</c>, <c>data.json</c>, <c>inputs.jsonl</c>, <c>expected.jsonl</c>, <c>meta.json</c>).</summary>
internal sealed class RegoBenchmarks : IBenchmarkGroup
{
    private const double WarmingSeconds = 0.15;

    private const int LargeData = 1_000_000;

    public string Name => "rego";

    public string Summary => "DIR... [WORKLOAD...] [--seconds S]: time and memory of each workload beside the best peer; checks every result";

    public Task<int> RunAsync(string[] args)
    {
        var secondsAt = Array.IndexOf(args, "--seconds");
        var seconds = secondsAt >= 0 ? double.Parse(args[secondsAt + 1], CultureInfo.InvariantCulture) : 0.5;
        var words = args.Where((_, i) => secondsAt < 0 || (i != secondsAt && i != secondsAt + 1)).ToArray();
        var (places, names) = (words.Where(Directory.Exists).ToArray(), words.Where(w => !Directory.Exists(w)).ToArray());
        if (places.Length == 0)
        {
            Console.Error.WriteLine("usage: eng/bench rego DIR... [WORKLOAD...] [--seconds S]");
            return Task.FromResult(2);
        }
        var rows = new List<RegoRow>();
        var failed = false;
        var folders = places.SelectMany(Directory.EnumerateDirectories)
            .Where(f => names.Length == 0 || names.Contains(Path.GetFileName(f)))
            .OrderBy(Path.GetFileName, StringComparer.Ordinal)
            .ToList();
        foreach (var folder in folders)
        {
            // Whatever comes first would pay for compiling what all share.
            _ = Measure(folder, Math.Min(seconds, WarmingSeconds));
        }
        foreach (var folder in folders)
        {
            var name = Path.GetFileName(folder);
            try
            {
                var row = Measure(folder, seconds);
                rows.Add(row);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{{\"workload\":\"{row.Name}\",\"parsed_ns\":{row.ParsedNs:0.0},\"json_ns\":{row.JsonNs:0.0},\"bytes\":{row.Bytes},\"threads2\":{row.Threads2:0.00},\"arithmetic2\":{row.Arithmetic2:0.00}}}"));
            }
            catch (InvalidDataException error)
            {
                failed = true;
                Console.WriteLine($"FAIL {name}: {error.Message}");
            }
        }
        RegoTable.Write(rows, RegoTable.ReadPeers());
        foreach (var folder in folders)
        {
            WriteMemory(folder);
        }
        return Task.FromResult(failed ? 1 : 0);
    }

    private static RegoRow Measure(string folder, double seconds)
    {
        var files = PolicyFiles.Load([Path.Combine(folder, "policy")]);
        var data = ReadData(folder);
        var compilation = RegoCompiler.Compile(files.Modules);
        if (!compilation.Succeeded)
        {
            throw new InvalidDataException(string.Join(" | ", compilation.Diagnostics.Take(3)));
        }
        var meta = RegoValue.FromJson(File.ReadAllBytes(Path.Combine(folder, "meta.json")));
        var query = compilation.Policies.Prepare(meta.Get("query").AsString()).Query!;
        var inputs = File.ReadAllLines(Path.Combine(folder, "inputs.jsonl")).Select(Encoding.UTF8.GetBytes).ToArray();
        var expected = File.ReadAllLines(Path.Combine(folder, "expected.jsonl"));
        var values = inputs.Select(i => RegoValue.FromJson(i)).ToArray();
        Check(query, data, inputs, values, expected);

        var parsed = Time(seconds, values.Length, i => query.EvaluateValue(values[i], data));
        var output = new ArrayBufferWriter<byte>(1 << 16);
        var json = Time(seconds, inputs.Length, i =>
        {
            output.ResetWrittenCount();
            query.EvaluateJson(inputs[i], data, output);
        });
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            query.EvaluateValue(values[i % values.Length], data);
        }
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        var (two, arithmetic) = TwoThreads.Measure(seconds, i => query.EvaluateValue(values[i % values.Length], data));
        return new RegoRow(Path.GetFileName(folder), parsed, json, bytes, two, arithmetic);
    }

    /// <summary>Says how much memory large data takes as values, beside its JSON.</summary>
    private static void WriteMemory(string folder)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var data = ReadData(folder);
        var values = GC.GetTotalMemory(forceFullCollection: true) - before;
        var json = System.Text.Encoding.UTF8.GetByteCount(data.ToJson());
        if (json > LargeData)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileName(folder)}: {json / 1e6:0.0} MB of JSON are {values / 1e6:0.0} MB of values, {(double)values / json:0.0} times; the process holds {Environment.WorkingSet / 1e6:0} MB"));
        }
    }

    private static RegoValue ReadData(string folder)
    {
        var plain = Path.Combine(folder, "data.json");
        if (File.Exists(plain))
        {
            return RegoValue.FromJson(File.ReadAllBytes(plain));
        }
        using var stream = new System.IO.Compression.GZipStream(File.OpenRead(plain + ".gz"), System.IO.Compression.CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return RegoValue.FromJson(buffer.ToArray());
    }

    private static void Check(PreparedQuery query, RegoValue data, byte[][] inputs, RegoValue[] values, string[] expected)
    {
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < inputs.Length; i++)
        {
            var value = query.EvaluateValue(values[i], data);
            var wanted = expected[i] == "undefined" ? default : RegoValue.FromJson(expected[i]);
            var got = value.IsDefined ? RegoValue.FromJson(value.ToJson()) : default;
            output.ResetWrittenCount();
            var written = query.EvaluateJson(inputs[i], data, output);
            if (got != wanted || written != wanted.IsDefined || (written && RegoValue.FromJson(output.WrittenSpan) != wanted))
            {
                throw new InvalidDataException($"input {i}: result is {got}, wanted {wanted}");
            }
        }
    }

    /// <summary>Nanoseconds a call, the best of several rounds.</summary>
    private static double Time(double seconds, int count, Action<int> call)
    {
        var watch = Stopwatch.StartNew();
        var warm = 0L;
        while (watch.Elapsed.TotalSeconds < seconds || warm < 60)
        {
            call((int)(warm++ % count));
            if (watch.Elapsed.TotalSeconds > seconds * 6)
            {
                break;
            }
        }
        var perRound = Math.Max(count, (long)(warm * 0.4));
        var best = double.MaxValue;
        for (var round = 0; round < 4; round++)
        {
            watch.Restart();
            for (var i = 0L; i < perRound; i++)
            {
                call((int)(i % count));
            }
            best = Math.Min(best, watch.Elapsed.TotalNanoseconds / perRound);
        }
        return best;
    }
}
