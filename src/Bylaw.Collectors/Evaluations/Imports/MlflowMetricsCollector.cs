using System.Globalization;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Models.Cards;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Evaluations.Imports;

/// <summary>Imports the metrics of a run in an MLflow file store: <c>meta.yaml</c>, and one file a metric with <c>time value step</c> lines.</summary>
[Collector("import-mlflow", "evaluation", Version = "1", Summary = "Imports the last value of each metric of an MLflow run folder.")]
public sealed class MlflowMetricsCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken) => EvaluationImport.RunAsync(
        context, ["mlflow"], (path, cancellation) => ReadAsync(context, path.TrimEnd('/'), cancellation), cancellationToken);

    private static async Task<ImportedEvaluation> ReadAsync(CollectorContext context, string run, CancellationToken cancellationToken)
    {
        if (!context.Files.FileExists($"{run}/meta.yaml"))
        {
            throw new ImportException("the folder holds no meta.yaml: name the folder of one run");
        }
        var meta = MlflowMeta.Read(await context.Files.ReadTextAsync($"{run}/meta.yaml", cancellationToken, 1L << 20).ConfigureAwait(false))
            ?? throw new ImportException("meta.yaml of the run cannot be read");
        var metrics = new List<MetricValue>();
        foreach (var file in context.Files.FolderExists($"{run}/metrics") ? context.Files.EnumerateFiles($"{run}/metrics") : [])
        {
            var name = file[(file.IndexOf("/metrics/", StringComparison.Ordinal) + "/metrics/".Length)..];
            var text = await context.Files.ReadTextAsync(file, cancellationToken).ConfigureAwait(false);
            metrics.Add(new(name, Last(text, name), null, "as logged", "all", 0, null));
        }
        return new()
        {
            Kind = "performance",
            Metrics = [.. metrics],
            Engine = "mlflow",
            EngineVersion = null,
            Suite = meta.RunName,
            At = meta.End ?? meta.Start,
            ModelName = null,
            Skipped = meta.Finished ? [] : ["the run is not marked as finished"],
        };
    }

    /// <summary>Takes the value of the highest step, and of the last time within it.</summary>
    private static double? Last(string text, string name)
    {
        (long Step, long Time, double? Value)? best = null;
        var number = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            number++;
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length is not (2 or 3) || !long.TryParse(parts[0], CultureInfo.InvariantCulture, out var time)
                || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                || !long.TryParse(parts.Length == 3 ? parts[2] : "0", CultureInfo.InvariantCulture, out var step))
            {
                throw new ImportException($"metric file `{name}`, line {number}: a line is `time value step`");
            }
            if (best is not { } b || (step, time).CompareTo((b.Step, b.Time)) >= 0)
            {
                best = (step, time, double.IsFinite(value) ? value : null);
            }
        }
        return best is { } found ? found.Value : throw new ImportException($"metric file `{name}` is empty");
    }
}
