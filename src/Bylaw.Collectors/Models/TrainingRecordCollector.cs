using System.Text.Json.Nodes;
using Bylaw.Collectors.Records;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Models;

/// <summary>Reads what a training run recorded beside its model: <c>training.json</c>, <c>explain.json</c>, <c>input.schema.json</c>.</summary>
/// <remarks>
/// <c>training.json</c>: run_id, code_commit, env_lock_sha256, seed, dataset_ids, dataset_digests, started_at, ended_at, compute_flop; also version, registry,
/// status and features (name, protected, importance). <c>explain.json</c>: local_method, and it is itself the global explanation.
/// </remarks>
[Collector("model-training", "model", Summary = "The record of a training run: data, seed, commit, features, explanations, input schema.")]
public sealed class TrainingRecordCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Text("path") is not { } path)
        {
            return Collection.Empty;
        }
        var folder = context.Files.FolderExists(path) ? path : Path.GetDirectoryName(path)?.Replace('\\', '/') ?? "";
        var gaps = new List<Gap>();
        var read = new List<string>();
        var spec = new JsonObject();
        if ((context.Text("training_file") ?? Find("training.json", "training.yaml")) is { } record && RecordFile.TryReadMap(context, record, "model.training", gaps) is { } run)
        {
            read.Add(record);
            spec["training"] = RecordFile.Only(
                run, "run_id", "code_commit", "env_lock_sha256", "seed", "dataset_ids", "dataset_digests", "started_at", "ended_at", "compute_flop");
            foreach (var name in (string[])["version", "status"])
            {
                if (run[name] is { } value)
                {
                    spec[name] = value.ToString();
                }
            }
            if (run["registry"] is JsonObject registry)
            {
                spec["registry"] = RecordFile.Only(registry, "name", "uploaded_by_kind", "public_access");
            }
            if (run["features"] is JsonArray features)
            {
                spec["features"] = new JsonArray([.. features.OfType<JsonObject>().Select(f => (JsonNode)RecordFile.Only(f, "name", "protected", "proxy_score", "importance"))]);
            }
        }
        if (Find("explain.json", "explanation.json") is { } explain && RecordFile.TryReadMap(context, explain, "model.explainability", gaps) is { } explanation)
        {
            read.Add(explain);
            spec["explainability"] = new JsonObject { ["global_ref"] = explain, ["local_method"] = explanation["local_method"]?.ToString() ?? "" };
        }
        if (Find("input.schema.json") is { } schema)
        {
            read.Add(schema);
            spec["input_schema_ref"] = schema;
        }
        return spec.Count == 0
            ? Collection.Missing(gaps)
            : Collection.Of(context.Document("model", spec) with { Sources = [.. await RecordFile.SourcesAsync(context, read, cancellationToken).ConfigureAwait(false)] }, gaps);

        string? Find(params string[] names) => names.Select(n => folder.Length == 0 ? n : $"{folder}/{n}").FirstOrDefault(context.Files.FileExists);
    }
}
