using System.Buffers;
using System.IO.Compression;
using System.Text;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;

namespace Bylaw.Accept.Rego;

/// <summary>Workloads: <c>policy/*.rego</c>, <c>data.json</c> (or gzipped), <c>inputs.jsonl</c>, <c>expected.jsonl</c>, <c>meta.json</c> with the query.</summary>
internal static class RegoBenchCases
{
    // Without an index a workload made for one takes its steps.
    private static readonly EvaluationLimits _wide = new() { MaxSteps = 1_000_000_000, MaxAllocatedBytes = 8L << 30 };

    /// <summary>Every way in which the product evaluates, which must agree: values, JSON, explained, without an index.</summary>
    private static readonly (string Name, Func<PreparedQuery, PreparedQuery, byte[], RegoValue, RegoValue> Run)[] _ways =
    [
        ("value", (query, _, input, data) => query.EvaluateValue(RegoValue.FromJson(input), data)),
        ("JSON", (query, _, input, data) => ThroughJson(query, input, data)),
        ("all results", (query, _, input, data) => query.Evaluate(RegoValue.FromJson(input), data).Value),
        ("explained", (query, _, input, data) => query.Evaluate(RegoValue.FromJson(input), data, new EvaluationOptions { Explain = true, Limits = _wide }).Value),
        ("without an index", (_, plain, input, data) => plain.EvaluateValue(RegoValue.FromJson(input), data, new EvaluationOptions { Limits = _wide })),
    ];

    /// <summary>Runs a workload.</summary>
    /// <param name="folder">Its folder.</param>
    /// <returns>One outcome an input and way: what differs, or null.</returns>
    public static IEnumerable<(string Id, string? Difference)> Run(string folder)
    {
        var name = Path.GetFileName(folder);
        var files = PolicyFiles.Load([Path.Combine(folder, "policy")]);
        var text = RegoValue.FromJson(File.ReadAllBytes(Path.Combine(folder, "meta.json"))).Get("query").AsString();
        var data = ReadData(folder);
        var (query, plain) = (Prepare(files, text, indexed: true), Prepare(files, text, indexed: false));
        var inputs = File.ReadAllLines(Path.Combine(folder, "inputs.jsonl"));
        var expected = File.ReadAllLines(Path.Combine(folder, "expected.jsonl"));
        if (query is null || plain is null || inputs.Length != expected.Length)
        {
            yield return (name, query is null ? "the policies do not compile" : $"{inputs.Length} inputs and {expected.Length} results");
            yield break;
        }
        for (var i = 0; i < inputs.Length; i++)
        {
            var wanted = expected[i] == "undefined" ? default : RegoValue.FromJson(expected[i]);
            foreach (var (way, run) in _ways)
            {
                yield return ($"{name} input {i + 1}, {way}", Compare(run(query, plain, Encoding.UTF8.GetBytes(inputs[i]), data), wanted));
            }
        }
    }

    private static string? Compare(RegoValue value, RegoValue wanted)
    {
        // Results are JSON: a set is an array there.
        var got = value.IsDefined ? RegoValue.FromJson(value.ToJson()) : default;
        return got == wanted ? null : $"wanted {wanted}, got {got}";
    }

    private static RegoValue ThroughJson(PreparedQuery query, byte[] input, RegoValue data)
    {
        var output = new ArrayBufferWriter<byte>();
        return query.EvaluateJson(input, data, output) ? RegoValue.FromJson(output.WrittenSpan) : default;
    }

    private static PreparedQuery? Prepare(PolicyFiles files, string query, bool indexed) =>
        RegoCompiler.Compile(files.Modules, new CompilerOptions { IndexRules = indexed }).Policies?.Prepare(query).Query;

    private static RegoValue ReadData(string folder)
    {
        var plain = Path.Combine(folder, "data.json");
        if (File.Exists(plain))
        {
            return RegoValue.FromJson(File.ReadAllBytes(plain));
        }
        using var stream = new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return RegoValue.FromJson(buffer.ToArray());
    }
}
