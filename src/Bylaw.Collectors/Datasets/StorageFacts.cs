using System.Text.Json.Nodes;
using Bylaw.Collectors.Infrastructure;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets;

/// <summary>Reads how the place that holds the data is protected, from the infrastructure's own description.</summary>
/// <remarks>Encryption of storage is a fact beside the verdicts on values, never in place of them: whoever may read the data reads it in the clear.</remarks>
internal static class StorageFacts
{
    /// <summary>Adds what the description says of one resource to <c>storage</c>.</summary>
    /// <param name="spec">Evidence to add to.</param>
    /// <param name="context">Gives <c>storage: {resource, infrastructure}</c>.</param>
    /// <returns>A gap when the resource was named and cannot be told; null otherwise.</returns>
    public static Gap? Add(JsonObject spec, CollectorContext context)
    {
        if (context.Options["storage"] is not JsonObject declared || declared["resource"]?.ToString() is not { Length: > 0 } address)
        {
            return null;
        }
        var folder = declared["infrastructure"]?.ToString() ?? "infra";
        if (!context.Files.FolderExists(folder))
        {
            return context.Gap(GapReason.NotFound, $"no folder {folder} that describes the storage", "dataset.storage.encrypted_at_rest", folder);
        }
        var result = InfrastructureScan.Read(context.Files.RootPath, context.Files.EnumerateFiles(folder));
        var resource = JsonNode.Parse(result.ResourcesJson)!.AsArray().OfType<JsonObject>().FirstOrDefault(r => r["address"]?.ToString() == address);
        if (resource is null)
        {
            return context.Gap(GapReason.NotFound, $"{folder} describes no resource {address}", "dataset.storage.encrypted_at_rest", folder);
        }
        var storage = spec["storage"] as JsonObject ?? [];
        storage["resource"] = address;
        Copy("encrypted", "encrypted_at_rest");
        storage["encrypted_at_rest"] ??= (resource["attributes"]?["encrypted"] ?? resource["attributes"]?["storage_encrypted"])?.DeepClone();
        Copy("cmk", "customer_managed_key");
        Copy("public_network", "public_access");
        Copy("region", "region");
        if (storage.Parent is null)
        {
            spec["storage"] = storage;
        }
        if (storage["encrypted_at_rest"] is JsonValue told && told.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False)
        {
            return null;
        }
        storage.Remove("encrypted_at_rest");
        return context.Gap(GapReason.NotFound, $"{address} does not say whether it is encrypted, or only a value known after deployment does", "dataset.storage.encrypted_at_rest", folder);

        void Copy(string fact, string field)
        {
            if (resource[fact] is JsonValue value)
            {
                storage[field] = value.DeepClone();
            }
        }
    }
}
