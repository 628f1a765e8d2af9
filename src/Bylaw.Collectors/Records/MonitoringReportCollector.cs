using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Records;

/// <summary>Imports reports of a monitoring job, alert rules kept as code, and the count of open complaints: <c>monitoring/</c>, or <c>path</c>.</summary>
/// <remarks>
/// A report is a mapping with <c>at</c>; a file named <c>alerts.*</c> holds <c>alerts</c>, one named <c>feedback.*</c> holds <c>open</c> and <c>overdue</c>,
/// one named <c>upstream.*</c> a list of models of suppliers.
/// </remarks>
[Collector("monitoring-reports", "monitoring", Summary = "Reports of drift, quality and fairness in use; alerts; open complaints.")]
public sealed class MonitoringReportCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Text("path") is not { } path)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "no monitoring reports: put them at monitoring/", "monitoring.reports"));
        }
        var gaps = new List<Gap>();
        var read = new List<string>();
        var spec = new JsonObject();
        var reports = new JsonArray();
        var files = context.Files.FileExists(path) ? [path] : context.Files.FolderExists(path) ? context.Files.EnumerateFiles(path).ToList() : [];
        foreach (var file in files.Where(f => Path.GetExtension(f).ToLowerInvariant() is ".json" or ".yaml" or ".yml" or ".toml"))
        {
            switch (Path.GetFileNameWithoutExtension(file))
            {
                case "alerts":
                    spec["alerts"] = Items(context, file, "alerts", "monitoring.alerts", gaps, read, "metric", "target");
                    break;
                case "upstream":
                    spec["upstream"] = Items(context, file, "models", "monitoring.upstream", gaps, read, "model_id", "pinned_version", "observed_version");
                    break;
                case "feedback" when RecordFile.TryReadMap(context, file, "monitoring.feedback", gaps) is { } feedback:
                    spec["feedback"] = RecordFile.Only(feedback, "open", "overdue");
                    read.Add(file);
                    break;
                default:
                    foreach (var report in RecordFile.ReadAll(context, file, "reports", "monitoring.reports", gaps, read).Where(r => r["at"] is not null))
                    {
                        reports.Add(report.DeepClone());
                    }
                    break;
            }
        }
        if (reports.Count > 0)
        {
            spec["reports"] = new JsonArray([.. reports.OrderBy(r => r!["at"]!.ToString(), StringComparer.Ordinal).Select(r => r!.DeepClone())]);
        }
        else
        {
            gaps.Add(context.Gap(GapReason.NotFound, $"no monitoring report in {path}", "monitoring.reports", path));
        }
        return spec.Count == 0
            ? Collection.Missing(gaps)
            : Collection.Of(
                context.Document("monitoring", spec) with
                {
                    Origin = EvidenceOrigin.Imported,
                    Sources = [.. await RecordFile.SourcesAsync(context, read, cancellationToken).ConfigureAwait(false)],
                    Completeness = new Completeness($"all reports of {path}", [.. gaps.Select(g => g.Message)]),
                },
                gaps);
    }

    private static JsonArray Items(CollectorContext context, string file, string key, string field, List<Gap> gaps, List<string> read, params string[] names) =>
        new([.. RecordFile.ReadAll(context, file, key, field, gaps, read).Where(r => r[names[0]] is not null).Select(r => (JsonNode)RecordFile.Only(r, names))]);
}
