using System.Text.Json.Nodes;
using Bylaw.Collectors.Infrastructure;

namespace Bylaw.Collectors.Logging;

/// <summary>What infrastructure says of the places that keep logs: the shortest retention, and whether any keeps them write-once.</summary>
/// <param name="RetentionDays">The shortest known retention in days; null when none is known.</param>
/// <param name="IsWriteOnce">Whether every store that is meant to be write-once is; null when no store says anything of it.</param>
/// <param name="Addresses">The stores.</param>
internal sealed record LogStores(int? RetentionDays, bool? IsWriteOnce, IReadOnlyList<string> Addresses)
{
    /// <summary>Finds the stores among the resources of files.</summary>
    /// <param name="root">The project.</param>
    /// <param name="paths">Infrastructure files.</param>
    /// <param name="only">Addresses that are meant; empty for every resource whose kind is a log store.</param>
    public static LogStores Read(string root, IEnumerable<string> paths, IReadOnlyList<string> only)
    {
        var scan = InfrastructureScan.Read(root, paths);
        var resources = (JsonNode.Parse(scan.ResourcesJson, documentOptions: new() { MaxDepth = 1000 }) as JsonArray ?? []).OfType<JsonObject>().ToList();
        var stores = resources.Where(r => only.Count == 0 ? r["kind"]?.ToString() == "log_store" : only.Contains(r["address"]?.ToString() ?? "")).ToList();
        var retention = stores.Select(s => s["log_retention_days"]).OfType<JsonValue>().Select(v => v.TryGetValue<int>(out var days) ? days : (int?)null).OfType<int>().ToList();
        // Zero is how the providers write "for ever".
        var bounded = retention.Where(d => d > 0).ToList();
        var writeOnce = stores.Select(s => s["write_once"]).OfType<JsonValue>().Select(v => v.GetValue<bool>()).ToList();
        return new LogStores(
            bounded.Count > 0 ? bounded.Min() : retention.Count > 0 ? 36_500 : null,
            writeOnce.Count == 0 ? null : writeOnce.TrueForAll(w => w),
            [.. stores.Select(s => s["address"]!.ToString())]);
    }
}
