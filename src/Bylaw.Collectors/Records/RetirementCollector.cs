using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Records;

/// <summary>Imports what was done when systems were taken out of service: the file named by <c>path</c>.</summary>
[Collector("retirement-records", "retirement", Summary = "Systems out of service: endpoint, credentials, data, archived documents.")]
public sealed class RetirementCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Text("path") is not { } path)
        {
            return Collection.Empty; // the manifest itself may hold the records
        }
        var gaps = new List<Gap>();
        var read = new List<string>();
        var items = RecordFile.ReadAll(context, path, "retired", "retirement.items", gaps, read)
            .Select(i => (JsonNode)RecordFile.Only(i, "system_id", "endpoint_disabled", "credentials_revoked", "data_disposition", "docs_archived_until", "at")).ToList();
        return read.Count == 0
            ? Collection.Missing(gaps)
            : Collection.Of(
                context.Document("retirement", new JsonObject { ["items"] = new JsonArray([.. items]) }) with
                {
                    Origin = EvidenceOrigin.Imported,
                    Sources = [.. await RecordFile.SourcesAsync(context, read, cancellationToken).ConfigureAwait(false)],
                },
                gaps);
    }
}
