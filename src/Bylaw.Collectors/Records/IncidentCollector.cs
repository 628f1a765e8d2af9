using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Records;

/// <summary>Imports the list of incidents that a ticket tool exports or people keep: <c>incidents/</c>, or <c>path</c>.</summary>
/// <remarks>An empty list says that there are none; no list says nothing.</remarks>
[Collector("incident-records", "incident", Summary = "Incidents with severity, times, model and corrective action.")]
public sealed class IncidentCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var gaps = new List<Gap>();
        var read = new List<string>();
        var paths = context.Texts("path").Concat(context.Texts("paths")).ToList();
        if (paths.Count == 0)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "no list of incidents: put one at incidents/, an empty list when there are none", "incident.items"));
        }
        var items = paths.SelectMany(p => RecordFile.ReadAll(context, p, "incidents", "incident.items", gaps, read)).ToList();
        if (read.Count == 0)
        {
            return Collection.Missing(gaps.Count > 0 ? gaps : [context.Gap(GapReason.NotFound, $"no list of incidents in {string.Join(", ", paths)}", "incident.items")]);
        }
        // A mapping that only holds an empty list is the list.
        var kept = items.Where(i => i["id"] is not null).Select(i => (JsonNode)RecordFile.Only(
            i, "id", "severity", "kind", "aware_at", "reported_at", "causal_link_at", "reported_to", "model_digest", "status", "corrective_ref", "artefact_hold"));
        var document = context.Document("incident", new JsonObject { ["items"] = new JsonArray([.. kept]) }) with
        {
            Origin = EvidenceOrigin.Imported,
            Sources = [.. await RecordFile.SourcesAsync(context, read, cancellationToken).ConfigureAwait(false)],
            Completeness = new Completeness($"all incidents of {string.Join(", ", paths)}", [.. gaps.Select(g => g.Message)]),
        };
        return Collection.Of(document, gaps);
    }
}
