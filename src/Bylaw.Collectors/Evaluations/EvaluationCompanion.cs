using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Models.Signing;
using Bylaw.Collectors.Records;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Evaluations;

/// <summary>What a run wrote beside its predictions: <c>evaluation.yaml</c> (when, on which model and data, by whom) and <c>thresholds.yaml</c> (limits set before it).</summary>
internal sealed class EvaluationCompanion
{
    private readonly JsonObject _run;
    private readonly JsonArray? _thresholds;

    private EvaluationCompanion(JsonObject run, JsonArray? thresholds, List<string> files)
    {
        _run = run;
        _thresholds = thresholds;
        Files = files;
    }

    /// <summary>Gets the files that were read.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Gets the digest of the model that the run names, or null.</summary>
    public string? ModelDigest => Digest("model_digest");

    /// <summary>Gets the digest of the test set that the run names, or null.</summary>
    public string? DatasetDigest => Digest("dataset_digest");

    /// <summary>Gets the id of the test set, or null.</summary>
    public string? DatasetId => _run["dataset_id"]?.ToString();

    /// <summary>Reads what stands beside a predictions file.</summary>
    public static EvaluationCompanion Read(CollectorContext context, string predictions, ICollection<Gap> gaps)
    {
        var folder = Path.GetDirectoryName(predictions)?.Replace('\\', '/') ?? "";
        var files = new List<string>();
        var run = Find(context, folder, "evaluation") is { } file && RecordFile.TryReadMap(context, file, "evaluation.model_digest", gaps) is { } map ? Note(file, map) : [];
        var limits = context.Text("thresholds") ?? Find(context, folder, "thresholds");
        var set = limits is not null && RecordFile.TryReadMap(context, limits, "evaluation.thresholds", gaps) is { } all ? Thresholds(Note(limits, all), limits, context, gaps) : null;
        if (context.Options["evaluator"] is JsonObject evaluator)
        {
            run["evaluator"] = evaluator.DeepClone();
        }
        return new EvaluationCompanion(run, set, files);

        JsonObject Note(string path, JsonObject content)
        {
            files.Add(path);
            return content;
        }
    }

    /// <summary>Makes the document of an evaluation and adds to it what the run wrote beside its predictions.</summary>
    public static async Task<Collection> WithAsync(CollectorContext context, string predictions, Func<EvaluationCompanion, EvidenceDocument> make, CancellationToken cancellationToken)
    {
        var gaps = new List<Gap>();
        var companion = Read(context, predictions, gaps);
        var document = make(companion);
        companion.AddTo(document.Spec);
        var read = await RecordFile.SourcesAsync(context, companion.Files, cancellationToken).ConfigureAwait(false);
        return Collection.Of(document with { Sources = [.. document.Sources, .. read] }, gaps);
    }

    /// <summary>Computes the digest of a model file or folder as the model's own evidence names it.</summary>
    public static async Task<string> DigestOfModelAsync(SourceFolder files, string path, CancellationToken cancellationToken)
    {
        var full = files.Resolve(path);
        return (await ModelManifest.ReadAsync(full, ModelSignatureVerifier.FindSignature(full), cancellationToken).ConfigureAwait(false)).Digest;
    }

    /// <summary>Adds what the run says to one evaluation. Thresholds are limits of performance.</summary>
    public void AddTo(JsonObject spec)
    {
        if (DateTimeOffset.TryParse(_run["at"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            spec["at"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
        if (DatasetDigest is { } digest)
        {
            spec["dataset_digest"] = digest;
        }
        if (_run["evaluator"] is JsonObject evaluator)
        {
            spec["evaluator"] = RecordFile.Only(evaluator, "person", "organisation", "independent");
        }
        if (_thresholds is not null && spec["kind"]?.ToString() == "performance")
        {
            spec["thresholds"] = _thresholds.DeepClone();
        }
    }

    private static JsonArray Thresholds(JsonObject file, string path, CollectorContext context, ICollection<Gap> gaps)
    {
        var list = new JsonArray();
        foreach (var entry in (file["thresholds"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (entry["metric"] is null || entry["value"] is null || entry["op"]?.ToString() is not (">=" or ">" or "<=" or "<"))
            {
                gaps.Add(context.Gap(GapReason.Malformed, $"a threshold in {path} needs metric, op (>=, >, <=, <) and value", "evaluation.thresholds", path));
                continue;
            }
            var threshold = RecordFile.Only(entry, "metric", "op", "value", "declared_at");
            threshold["declared_at"] ??= file["declared_at"]?.DeepClone();
            list.Add(threshold);
        }
        return list;
    }

    private static string? Find(CollectorContext context, string folder, string name) =>
        ((string[])[".yaml", ".yml", ".json"]).Select(e => folder.Length == 0 ? name + e : $"{folder}/{name}{e}").FirstOrDefault(context.Files.FileExists);

    private string? Digest(string name) =>
        _run[name]?.ToString().Replace("sha256:", "", StringComparison.Ordinal) is { Length: 64 } digest && digest.All(char.IsAsciiHexDigitLower) ? digest : null;
}
