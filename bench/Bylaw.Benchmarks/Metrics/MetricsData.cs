using System.Globalization;
using DuckDB.NET.Data;
using Bylaw.Testing;

namespace Bylaw.Benchmarks.Metrics;

/// <summary>Writes the data of the workloads; all of it follows from fixed seeds.</summary>
internal static class MetricsData
{
    /// <summary>The columns of the model for the robustness workload.</summary>
    public const int Width = 12;

    public static void Write(string folder, int rows)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var file = Path.Combine(folder, "predictions.parquet").Replace("'", "''", StringComparison.Ordinal);
        // hash() is a fixed function of the row number, so every run writes the same rows.
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            COPY (
                SELECT ['white', 'black', 'asian', 'other', 'hispanic'][1 + (hash(i) % 100 > 60)::INT + (hash(i) % 100 > 80)::INT + (hash(i) % 100 > 88)::INT + (hash(i) % 100 > 95)::INT] AS race,
                       CASE WHEN hash(i + 7) % 2 = 0 THEN 'f' ELSE 'm' END AS sex,
                       (hash(i + 13) % 1000 < 300)::INT AS y,
                       (hash(i + 13) % 1000 + hash(i + 29) % 300 < 450)::INT AS yhat
                FROM range({rows}) t(i))
            TO '{file}' (FORMAT parquet)
            """);
        command.ExecuteNonQuery();
        var random = new Bylaw.Metrics.Numerics.SeededRandom(1);
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), OnnxWriter.Linear([.. Enumerable.Range(0, Width).Select(i => (float)((i % 5) - 2) / 3)], 0.1f));
        using var writer = new StreamWriter(Path.Combine(folder, "rows.csv"));
        writer.WriteLine(string.Join(',', Enumerable.Range(0, Width).Select(i => $"x{i}")) + ",sex,y");
        for (var row = 0; row < 16_000; row++)
        {
            var values = Enumerable.Range(0, Width).Select(_ => random.NextNormal()).ToArray();
            writer.WriteLine(string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))) + $",{(row % 2 == 0 ? "f" : "m")},{(values.Sum() > 0 ? 1 : 0)}");
        }
    }
}
