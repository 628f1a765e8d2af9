using System.Diagnostics;
using System.Text.Json;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Datasets.Tables;

namespace Bylaw.Benchmarks.Detection;

/// <summary>Scans a dense CSV file as a table, column by column with verdicts, as <c>bylaw scan</c> does; beside it the same scan with the rows read through SQL.</summary>
internal static class TableRun
{
    private const int Rounds = 3;

    public static int Run(int megabytes)
    {
        var file = Path.Combine(Path.GetTempPath(), $"bylaw-bench-{Environment.ProcessId}.csv");
        try
        {
            var (text, rows) = SampleCsv.Make(megabytes * 1_000_000, dense: true);
            File.WriteAllBytes(file, text);
            var (bytes, sql) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                bytes = Math.Min(bytes, Seconds(() => CsvTable.Open(file), rows));
                sql = Math.Min(sql, Seconds(() => DuckDbTable.OpenCsv(file), rows));
            }
            Console.WriteLine($"table, dense CSV of {megabytes} MB: read by bytes {bytes:F2} s, {megabytes / bytes:F0} MB/s; through SQL {sql:F2} s, {megabytes / sql:F0} MB/s; best of {Rounds}");
            Console.WriteLine(JsonSerializer.Serialize(new { group = "detection", data = "table", megabytes, seconds = Math.Round(bytes, 2), sql_seconds = Math.Round(sql, 2) }));
            return 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Seconds(Func<ITable> open, int rows)
    {
        var watch = Stopwatch.StartNew();
        var result = new ScanResult { Name = "dense.csv", Form = "table" };
        using (var table = open())
        {
            new TableScan(new ScanOptions()).Run(table, result, CancellationToken.None);
        }
        var seconds = watch.Elapsed.TotalSeconds;
        if (result.Rows != rows || !result.IsComplete || result.Columns.Count(c => c.Verdict == "VIOLATION") < 4)
        {
            throw new InvalidOperationException($"{result.Rows} rows of {rows}, {result.Columns.Count(c => c.Verdict == "VIOLATION")} columns");
        }
        return seconds;
    }
}
