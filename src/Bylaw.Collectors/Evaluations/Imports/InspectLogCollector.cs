using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Evaluations.Imports;

/// <summary>Imports a log of Inspect: the JSON form, or the header of the zipped <c>.eval</c> form.</summary>
[Collector("import-inspect", "evaluation", Version = "1", Summary = "Imports the scores of an Inspect evaluation log.")]
public sealed class InspectLogCollector : IEvidenceCollector
{
    private const long MaxHeaderBytes = 64L << 20;

    /// <inheritdoc/>
    public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken) => EvaluationImport.RunAsync(
        context, ["inspect"],
        async (path, cancellation) => Read(path.EndsWith(".eval", StringComparison.Ordinal)
            ? Header(context, path)
            : await EvaluationImport.JsonAsync(context, path, cancellation).ConfigureAwait(false)),
        cancellationToken);

    private static ImportedEvaluation Read(JsonObject log)
    {
        if (log["eval"] is not JsonObject eval || EvaluationImport.Text(log["status"]) is not { } status)
        {
            throw new ImportException("an Inspect log has `eval` and `status`");
        }
        var results = log["results"] as JsonObject;
        var metrics = new List<MetricValue>();
        var total = (long?)EvaluationImport.Number(results?["total_samples"]);
        foreach (var score in results?["scores"] as JsonArray ?? [])
        {
            var name = EvaluationImport.Text(score!["name"]) ?? EvaluationImport.Text(score["scorer"]) ?? "score";
            var rows = (long?)EvaluationImport.Number(score["scored_samples"]) ?? (long?)EvaluationImport.Number(results!["completed_samples"]) ?? total ?? 0;
            var byName = score["metrics"] as JsonObject ?? [];
            var error = EvaluationImport.Number((byName["stderr"] as JsonObject)?["value"]);
            foreach (var (metric, value) in byName)
            {
                var number = EvaluationImport.Number((value as JsonObject)?["value"]);
                metrics.Add(new(metric, number, metric is "accuracy" or "mean" && number is { } middle && error is { } e
                    ? new(middle - (1.959963984540054 * e), middle + (1.959963984540054 * e)) : null, "as the scorer defines it", name, rows, metric == "accuracy" ? true : null));
            }
        }
        var skipped = new List<string>();
        if (status != "success")
        {
            skipped.Add($"the run ended with status {(status is "error" or "cancelled" or "started" ? status : "other than success")}");
        }
        if (total is { } all && EvaluationImport.Number(results?["completed_samples"]) is { } completed && completed < all)
        {
            skipped.Add(string.Create(CultureInfo.InvariantCulture, $"{all - completed} of {all} samples were not completed"));
        }
        if ((log["invalidated"] as JsonValue)?.TryGetValue<bool>(out var invalid) == true && invalid)
        {
            skipped.Add("the log is marked as invalidated");
        }
        var dataset = eval["dataset"] as JsonObject;
        return new()
        {
            Kind = "performance",
            Metrics = [.. metrics],
            Engine = "inspect_ai",
            EngineVersion = EvaluationImport.Text((eval["packages"] as JsonObject)?["inspect_ai"]),
            Suite = EvaluationImport.Text(eval["task"]),
            SuiteVersion = eval["task_version"]?.ToString(),
            Cases = total ?? (long?)EvaluationImport.Number(dataset?["samples"]),
            At = EvaluationImport.Time((log["stats"] as JsonObject)?["completed_at"]) ?? EvaluationImport.Time(eval["created"]),
            ModelName = EvaluationImport.Text(eval["model"]),
            Skipped = [.. skipped],
        };
    }

    private static JsonObject Header(CollectorContext context, string path)
    {
        try
        {
            using var zip = new ZipArchive(context.Files.OpenRead(path), ZipArchiveMode.Read);
            var entry = zip.GetEntry("header.json") ?? throw new ImportException("the .eval file holds no header.json: the run did not end, or the file was cut");
            if (entry.Length > MaxHeaderBytes)
            {
                throw new ImportException("the header of the log is too large");
            }
            using var stream = entry.Open();
            return JsonNode.Parse(stream) as JsonObject ?? throw new ImportException("the header of the log is not a JSON object");
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new ImportException("the .eval file is no zip archive that can be read");
        }
    }
}
