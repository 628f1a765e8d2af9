using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Evidence.Collecting;
using Bylaw.Metrics.Intervals;

namespace Bylaw.Collectors.Evaluations.Imports;

/// <summary>Imports a report of garak (<c>*.report.jsonl</c>): one entry a line.</summary>
[Collector("import-garak", "evaluation", Version = "1", Summary = "Imports the probe results of a garak report.")]
public sealed class GarakCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken) => EvaluationImport.RunAsync(
        context, ["garak"], (path, cancellation) => ReadAsync(context, path, cancellation), cancellationToken);

    private static async Task<ImportedEvaluation> ReadAsync(CollectorContext context, string path, CancellationToken cancellationToken)
    {
        var evals = new List<(string Probe, string Detector, long Passed, long Total, long Unjudged)>();
        string? version = null, model = null;
        DateTimeOffset? start = null, end = null;
        var completed = false;
        var number = 0;
        using var reader = new StreamReader(context.Files.OpenRead(path));
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }
            var entry = Parse(line, number);
            switch (EvaluationImport.Text(entry["entry_type"]))
            {
                case "start_run setup":
                    model = EvaluationImport.Text(entry["plugins.target_name"]) ?? EvaluationImport.Text(entry["plugins.model_name"]) ?? model;
                    version = EvaluationImport.Text(entry["_config.version"]) ?? version;
                    break;
                case "init":
                    version = EvaluationImport.Text(entry["garak_version"]) ?? version;
                    start = EvaluationImport.Time(entry["start_time"]);
                    break;
                case "completion":
                    completed = true;
                    end = EvaluationImport.Time(entry["end_time"]);
                    break;
                case "eval":
                    evals.Add(Eval(entry, number));
                    break;
            }
        }
        return Build(evals, version, model, end ?? start, completed);
    }

    private static JsonObject Parse(string line, int number)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject ?? throw new ImportException($"line {number} is no entry of a garak report");
        }
        catch (JsonException)
        {
            throw new ImportException($"line {number} is no JSON");
        }
    }

    private static (string, string, long, long, long) Eval(JsonObject entry, int number)
    {
        var probe = EvaluationImport.Text(entry["probe"]);
        var detector = EvaluationImport.Text(entry["detector"]);
        var passed = EvaluationImport.Number(entry["passed"]);
        var total = EvaluationImport.Number(entry["total_evaluated"]) ?? EvaluationImport.Number(entry["total"]);
        if (probe is null || detector is null || passed is not >= 0 || total is not { } all || passed > all)
        {
            throw new ImportException($"line {number}: an eval entry needs probe, detector, passed and total, and no more passed than in all");
        }
        return (probe, detector, (long)passed, (long)all, (long)(EvaluationImport.Number(entry["nones"]) ?? 0));
    }

    private static ImportedEvaluation Build(
        List<(string Probe, string Detector, long Passed, long Total, long Unjudged)> evals, string? version, string? model, DateTimeOffset? at, bool completed)
    {
        var metrics = new List<MetricValue>();
        Add("all", evals.Sum(e => e.Passed), evals.Sum(e => e.Total));
        foreach (var eval in evals)
        {
            Add($"{eval.Probe} / {eval.Detector}", eval.Passed, eval.Total);
        }
        var skipped = new List<string>();
        if (!completed)
        {
            skipped.Add("the report has no completion entry: the run did not end");
        }
        if (evals.Sum(e => e.Unjudged) is > 0 and var unjudged)
        {
            skipped.Add(string.Create(CultureInfo.InvariantCulture, $"{unjudged} outputs were not judged"));
        }
        if (evals.Count(e => e.Total == 0) is > 0 and var empty)
        {
            skipped.Add(string.Create(CultureInfo.InvariantCulture, $"{empty} probes judged no output"));
        }
        return new()
        {
            Kind = "redteam",
            Metrics = evals.Count == 0 ? [] : [.. metrics],
            Engine = "garak",
            EngineVersion = version,
            Suite = $"garak: {string.Join(", ", evals.Select(e => e.Probe.Split('.')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}",
            SuiteVersion = version,
            Cases = evals.Sum(e => e.Total),
            At = at,
            ModelName = model,
            Skipped = [.. skipped],
        };

        void Add(string slice, long passed, long total) => metrics.Add(new(
            "attack_success_rate", total > 0 ? (double)(total - passed) / total : null, ProportionIntervals.Wilson(total - passed, total), "share", slice, total, false));
    }
}
