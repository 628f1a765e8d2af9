using System.Diagnostics;
using System.Text.Json;
using Bylaw.Collectors.Datasets.Scanning;
using DuckDB.NET.Data;

namespace Bylaw.Benchmarks.Detection;

/// <summary>Scans a Parquet file of many rows in full and states time and peak memory; one clear number hides in the last row but one.</summary>
internal static class ParquetRun
{
    public static int Run(int rows)
    {
        var file = Path.Combine(Path.GetTempPath(), $"bylaw-bench-{Environment.ProcessId}.parquet");
        try
        {
            using (var connection = new DuckDBConnection("DataSource=:memory:"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = $"SET memory_limit='1GB'; COPY (SELECT i AS id, (i * 7919) % 100000 AS amount, 'city ' || (i % 997) AS city, CASE WHEN i = {rows - 2} THEN 'ssn 536-90-4399' ELSE 'note ' || (i % 5003) END AS note FROM range({rows}) AS t(i)) TO '{file}' (FORMAT parquet)";
                command.ExecuteNonQuery();
            }
            var before = Process.GetCurrentProcess().PeakWorkingSet64;
            var watch = Stopwatch.StartNew();
            var result = new DataScanner(new ScanOptions()).ScanFile(file, "ten.parquet", CancellationToken.None).Single();
            var seconds = watch.Elapsed.TotalSeconds;
            var peak = Process.GetCurrentProcess().PeakWorkingSet64;
            var found = result.Columns.Single(c => c.Name == "note").Verdict == "VIOLATION" && result.Rows == rows && result.IsComplete;
            Console.WriteLine($"parquet, {rows:N0} rows x 4, scanned in full: {seconds:F1} s, {rows / seconds / 1e6:F2} M rows/s, peak {peak / 1e6:F0} MB ({before / 1e6:F0} MB before), the one clear number {(found ? "found" : "MISSED")}");
            Console.WriteLine(JsonSerializer.Serialize(new { group = "detection", data = "parquet", rows, seconds = Math.Round(seconds, 2), peak_mb = peak / 1_000_000, found }));
            return found ? 0 : 1;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
