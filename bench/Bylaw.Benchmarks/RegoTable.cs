using System.Globalization;

namespace Bylaw.Benchmarks;

/// <summary>What was measured of one workload.</summary>
/// <param name="Name">The workload.</param>
/// <param name="ParsedNs">Nanoseconds an evaluation with the input as a value.</param>
/// <param name="JsonNs">Nanoseconds an evaluation from JSON to JSON.</param>
/// <param name="Bytes">Bytes allotted by an evaluation with the input as a value.</param>
/// <param name="Threads2">How much two threads get done beside one.</param>
/// <param name="Arithmetic2">The same of plain arithmetic in the same moments: what the machine gives.</param>
internal sealed record RegoRow(string Name, double ParsedNs, double JsonNs, long Bytes, double Threads2, double Arithmetic2);

/// <summary>Writes what was measured beside the best peer of each workload.</summary>
internal static class RegoTable
{
    /// <summary>Reads the peers' figures: workload, parsed and JSON to JSON, in microseconds.</summary>
    public static Dictionary<string, (double Parsed, double Json)> ReadPeers() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "rego-peers.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToDictionary(p => p[0], p => (double.Parse(p[1], CultureInfo.InvariantCulture), double.Parse(p[2], CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    public static void Write(IReadOnlyList<RegoRow> rows, Dictionary<string, (double Parsed, double Json)> peers)
    {
        Console.WriteLine();
        Console.WriteLine($"{"workload",-18}{"parsed µs",11}{"peer",11}{"ratio",8}{"JSON µs",11}{"peer",11}{"ratio",8}{"bytes/eval",12}{"2 threads",11}{"arithmetic",12}");
        var (parsed, json) = (new List<double>(), new List<double>());
        foreach (var row in rows)
        {
            var measured = $"{Number(row.ParsedNs / 1000),11}";
            if (!peers.TryGetValue(row.Name, out var peer))
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{row.Name,-18}{measured}{"",11}{"",8}{Number(row.JsonNs / 1000),11}{"",11}{"",8}{row.Bytes,12}{row.Threads2,10:0.00}x{row.Arithmetic2,11:0.00}x"));
                continue;
            }
            parsed.Add(peer.Parsed * 1000 / row.ParsedNs);
            json.Add(peer.Json * 1000 / row.JsonNs);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-18}{measured}{Number(peer.Parsed),11}{parsed[^1],8:0.0}{Number(row.JsonNs / 1000),11}{Number(peer.Json),11}{json[^1],8:0.0}{row.Bytes,12}{row.Threads2,10:0.00}x{row.Arithmetic2,11:0.00}x"));
        }
        if (parsed.Count > 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"geometric mean of the ratios over {parsed.Count} workloads: parsed {Mean(parsed):0.0}, JSON to JSON {Mean(json):0.0}; smallest {parsed.Min():0.0} and {json.Min():0.0}"));
        }
        Console.WriteLine($"collector: {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")}, {(System.Runtime.GCSettings.LatencyMode == System.Runtime.GCLatencyMode.Batch ? "not " : "")}concurrent");
    }

    private static double Mean(List<double> ratios) => Math.Exp(ratios.Average(Math.Log));

    private static string Number(double microseconds) =>
        microseconds.ToString(microseconds < 10 ? "0.000" : microseconds < 1000 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
