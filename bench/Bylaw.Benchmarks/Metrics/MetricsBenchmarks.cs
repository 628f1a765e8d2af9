using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Bylaw.Benchmarks.Metrics;

/// <summary>Measures evaluation at scale; each workload in a process of its own, so that its memory is its own.</summary>
internal sealed class MetricsBenchmarks : IBenchmarkGroup
{
    private const int Runs = 5;

    public string Name => "metrics";

    public string Summary => "10 M predictions by race and sex, 2,000 bootstrap draws, ONNX robustness on 16,000 rows";

    public async Task<int> RunAsync(string[] args)
    {
        if (args is ["child", var which, var work])
        {
            return MetricsWork.Run(which, work);
        }
        var folder = Directory.CreateTempSubdirectory("bylaw-bench").FullName;
        try
        {
            var rows = args is [var asked, ..] && int.TryParse(asked, CultureInfo.InvariantCulture, out var given) ? given : 10_000_000;
            Console.WriteLine($"preparing {rows.ToString("N0", CultureInfo.InvariantCulture)} predictions");
            MetricsData.Write(folder, rows);
            var ok = await MeasureAsync("predictions", $"{rows.ToString("N0", CultureInfo.InvariantCulture)} predictions, race x sex, all metrics, intervals, tests", folder, 1000, 300);
            ok &= await MeasureAsync("bootstrap", "2,000 bootstrap draws of the cells, all metrics", folder, 50, null);
            ok &= await MeasureAsync("robustness", "ONNX robustness, 16,000 rows x 20 perturbations", folder, 30_000, null);
            return ok ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<bool> MeasureAsync(string which, string words, string folder, double barMs, double? barMb)
    {
        var times = new List<double>();
        var memory = new List<double>();
        var processor = new List<double>();
        for (var run = 0; run < (which == "robustness" ? 2 : Runs); run++)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), "metrics", "child", which, folder]) { RedirectStandardOutput = true })!;
            var line = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                Console.WriteLine($"{which} gave a wrong answer: {line}");
                return false;
            }
            var numbers = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            times.Add(double.Parse(numbers[0], CultureInfo.InvariantCulture));
            memory.Add(double.Parse(numbers[1], CultureInfo.InvariantCulture));
            processor.Add(double.Parse(numbers[2], CultureInfo.InvariantCulture));
        }
        times.Sort();
        processor.Sort();
        var (median, peak) = (times[times.Count / 2], memory.Max());
        var met = median <= barMs && (barMb is null || peak <= barMb);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{words,-62} median {median,8:F0} ms ({times[0]:F0} to {times[^1]:F0}), processor {processor[processor.Count / 2]:F0} ms, peak {peak:F0} MB; bar {barMs:F0} ms{(barMb is { } mb ? $", {mb:F0} MB" : "")}: {(met ? "met" : "NOT met")}"));
        Console.WriteLine(JsonSerializer.Serialize(new { group = Name, workload = which, median_ms = median, min_ms = times[0], max_ms = times[^1], processor_ms = processor[processor.Count / 2], peak_mb = peak, met }));
        return met;
    }

    private static string[] Host() => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(MetricsBenchmarks).Assembly.Location] : [];
}
