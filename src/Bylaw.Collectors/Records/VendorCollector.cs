using System.Text.Json.Nodes;
using Bylaw.Collectors.Documents;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Records;

/// <summary>Reads what contracts say of suppliers: the front matter of the documents in <c>vendor/</c>, or <c>path</c>. Suppliers that the manifest names stay as they are.</summary>
[Collector("vendor-contracts", "vendors", Summary = "Suppliers with contract, data agreement, review and upstream documents.")]
public sealed class VendorCollector : IEvidenceCollector
{
    private static readonly string[] _fields =
        ["name", "service", "contract_ref", "dpa_ref", "trains_on_customer_data", "region", "reviewed_at", "upstream_doc_ref"];

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Text("path") is not { } path || !context.Files.FolderExists(path))
        {
            return Collection.Empty;
        }
        var gaps = new List<Gap>();
        var read = new List<string>();
        var items = new JsonArray();
        var declared = (context.Options["items"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        foreach (var item in declared)
        {
            items.Add(item.DeepClone());
        }
        foreach (var file in context.Files.EnumerateFiles(path, "*.md"))
        {
            var document = DocumentFile.Read(context, file);
            if (document.Front["vendor"]?.ToString() is not { } name || declared.Exists(d => d["name"]?.ToString() == name))
            {
                continue;
            }
            read.Add(file);
            var item = RecordFile.Only(document.Front, _fields);
            item["name"] = name;
            item["contract_ref"] ??= file;
            items.Add(item);
        }
        return read.Count == 0
            ? Collection.Missing(gaps)
            : Collection.Of(
                context.Document("vendors", new JsonObject { ["items"] = items }) with
                {
                    Sources = [.. await RecordFile.SourcesAsync(context, read, cancellationToken).ConfigureAwait(false)],
                },
                gaps);
    }
}
