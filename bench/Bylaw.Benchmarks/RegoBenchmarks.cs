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
    public string Name => "rego";

    public string Summary => "DIR [WORKLOAD...] [--seconds S]: time and memory of each workload; checks every result";

    public Task<int> RunAsync(string[] args)
    {
        var secondsAt = Array.IndexOf(args, "--seconds");
        var seconds = secondsAt >= 0 ? double.Parse(args[secondsAt + 1], CultureInfo.InvariantCulture) : 0.5;
        var words = args.Where((_, i) => secondsAt < 0 || (i != secondsAt && i != secondsAt + 1)).ToArray();
        if (words.Length == 0)
        {
            Console.Error.WriteLine("usage: eng/bench rego DIR [WORKLOAD...] [--seconds S]");
            return Task.FromResult(2);
        }
        var rows = new List<Row>();
        var failed = false;
        foreach (var folder in Directory.EnumerateDirectories(words[0]).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(folder);
            if (words.Length > 1 && !words.Skip(1).Contains(name))
            {
                continue;
            }
            try
            {
                var row = Measure(name, folder, seconds);
                rows.Add(row);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{{\"workload\":\"{row.Name}\",\"parsed_ns\":{row.ParsedNs:0.0},\"json_ns\":{row.JsonNs:0.0},\"bytes\":{row.Bytes},\"threads2\":{row.Threads2:0.00}}}"));
            }
            catch (InvalidDataException error)
            {
                failed = true;
                Console.WriteLine($"FAIL {name}: {error.Message}");
            }
        }
        Console.WriteLine();
        Console.WriteLine($"{"workload",-18}{"parsed µs",12}{"JSON µs",12}{"bytes/eval",12}{"2 threads",11}");
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-18}{row.ParsedNs / 1000,12:0.000}{row.JsonNs / 1000,12:0.000}{row.Bytes,12}{row.Threads2,10:0.00}x"));
        }
        return Task.FromResult(failed ? 1 : 0);
    }

    private static Row Measure(string name, string folder, double seconds)
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
        return new Row(name, parsed, json, bytes, TimeTwo(seconds, values, query, data));
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

    /// <summary>How much two threads get done beside one.</summary>
    private static double TimeTwo(double seconds, RegoValue[] values, PreparedQuery query, RegoValue data)
    {
        long Work()
        {
            var watch = Stopwatch.StartNew();
            var done = 0L;
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                for (var i = 0; i < values.Length; i++)
                {
                    query.EvaluateValue(values[i], data);
                }
                done += values.Length;
            }
            return done;
        }
        var one = Work();
        var second = Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning);
        var first = Work();
        return (double)(first + second.Result) / one;
    }

    private sealed record Row(string Name, double ParsedNs, double JsonNs, long Bytes, double Threads2);
}
