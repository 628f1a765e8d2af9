using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Records;

/// <summary>Reads the records of decisions that the running system wrote: <c>decisions.jsonl</c> in the folder of logs. Each record is judged by itself.</summary>
/// <remarks>At most 1,000 records are judged, the last ones; the document says so when there are more.</remarks>
[Collector("decision-sample", "logging", "decision", Summary = "Records of decisions, one a line, from the folder of logs.")]
public sealed class DecisionSampleCollector : IEvidenceCollector
{
    private const int MaxRecords = 1000;

    private static readonly string[] _fields =
    [
        "id", "at", "effect", "policy_digest", "control_ids", "input_digest", "model_digest", "hash", "prev_hash", "outcome", "marking", "notice", "latency_ms",
    ];

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Text("path") is not { } folder || !context.Files.FolderExists(folder)
            || context.Files.EnumerateFiles(folder).FirstOrDefault(f => Path.GetFileName(f) is "decisions.jsonl" or "decisions.ndjson") is not { } file)
        {
            return Collection.Empty;
        }
        var lines = (await context.Files.ReadTextAsync(file, cancellationToken).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var source = await context.Files.SourceAsync(file, cancellationToken).ConfigureAwait(false);
        var documents = new List<EvidenceDocument>();
        var gaps = new List<Gap>();
        for (var i = Math.Max(0, lines.Length - MaxRecords); i < lines.Length; i++)
        {
            try
            {
                var record = JsonNode.Parse(lines[i]) as JsonObject ?? throw new JsonException("no object");
                var id = record["id"]?.ToString() ?? $"line {i + 1}";
                documents.Add(context.Document("decision", RecordFile.Only(record, _fields)) with
                {
                    Subject = new Subject(id),
                    Origin = EvidenceOrigin.Runtime,
                    Sources = [source with { Lines = (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) }],
                });
            }
            catch (Exception fault) when (fault is JsonException or ArgumentException)
            {
                gaps.Add(context.Gap(GapReason.Malformed, $"line {i + 1} of {file} is no record", "decision.id", $"{file}:{i + 1}"));
            }
        }
        return new Collection([.. documents], [.. gaps]);
    }
}
