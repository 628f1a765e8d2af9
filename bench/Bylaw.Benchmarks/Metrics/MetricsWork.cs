using System.Diagnostics;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Images;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Studies;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;

namespace Bylaw.Benchmarks.Metrics;

/// <summary>Does one workload, checks its answer, and prints milliseconds, the peak of memory in MB, and milliseconds of processor time.</summary>
internal static class MetricsWork
{
    private static TimeSpan _processorStart;

    public static int Run(string which, string folder)
    {
        using var process = Process.GetCurrentProcess();
        _processorStart = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var right = which switch
        {
            "predictions" => Predictions(folder),
            "bootstrap" => Bootstrap(watch),
            _ => Robustness(folder),
        };
        watch.Stop();
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{watch.Elapsed.TotalMilliseconds:F1} {process.PeakWorkingSet64 / 1e6:F0} {(process.TotalProcessorTime - _processorStart).TotalMilliseconds:F0}"));
        return right ? 0 : 2;
    }

    private static bool Predictions(string folder)
    {
        using var table = TableSource.Open(Path.Combine(folder, "predictions.parquet"));
        var layout = new PredictionLayout { Label = "y", Prediction = "yhat", Attributes = ["race", "sex"] };
        var result = EvaluationResult.Of(table, layout, AnalysisOptions.Default);
        return result.Cells.Rows > 0 && result.Cross!.Groups.Length == 10 && result.Cross.Metrics.All(m => m.Value is not null && m.Interval is not null)
            && result.Attributes.Sum(a => a.Table.Overall.Rows) == 2 * result.Cells.Rows;
    }

    /// <summary>The first run of a process also compiles; the second is measured, as within an evaluation of several attributes.</summary>
    private static bool Bootstrap(Stopwatch watch)
    {
        ConfusionCell[] cells = [.. Enumerable.Range(1, 10).Select(i => new ConfusionCell(40_000 * i, 9_000 * i, 120_000 * i, 15_000 * i))];
        Func<IReadOnlyList<ConfusionCell>, double?>[] metrics = [.. GroupMetrics.All.Select(m => m.Compute)];
        CellBootstrap.Run(cells, metrics, 2000);
        using (var process = Process.GetCurrentProcess())
        {
            _processorStart = process.TotalProcessorTime;
        }
        watch.Restart();
        var intervals = CellBootstrap.Run(cells, metrics, 2000);
        return intervals.Length == metrics.Length && intervals.All(i => i is not null);
    }

    private static bool Robustness(string folder)
    {
        var run = ModelEvaluation.Run(
            Path.Combine(folder, "rows.csv"), Path.Combine(folder, "model.onnx"), new PredictionLayout { Label = "y", Attributes = ["sex"] },
            AnalysisOptions.Default, [.. Enumerable.Range(0, MetricsData.Width).Select(i => $"x{i}")], ImageScaling.Default, true, new StudyOptions(), _ => { });
        return run.Robustness!.Metrics.Count(m => m.Name.StartsWith("flip_rate_", StringComparison.Ordinal)) >= 16 && run.Result.Cells.Rows == 16_000;
    }
}
