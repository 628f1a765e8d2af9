using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Code.Signals;

/// <summary>Derives facts about a system from the signs of AI in its code: whether it retrieves, and what it generates.</summary>
/// <remarks>Only what was seen is stated. That nothing was seen proves nothing, so a fact that is not seen is left to the manifest.</remarks>
[Collector("system-code", "system", Summary = "What the code shows of a system: retrieval, generated media.")]
public sealed class SystemFactsCollector : IEvidenceCollector
{
    private static readonly Dictionary<string, string> _media = new(StringComparer.Ordinal) { ["hosted_model"] = "text", ["image"] = "image", ["audio"] = "audio" };

    /// <inheritdoc/>
    public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var gaps = new List<Gap>();
        var files = CodeFiles.Open(context, "system.uses_retrieval", gaps);
        var sure = AiUseScan.Scan(files, cancellationToken).Where(s => s.Confidence >= 0.8).ToList();
        var spec = new JsonObject();
        if (sure.Exists(s => s.Category == "vector_store") && context.Options["uses_retrieval"] is null)
        {
            spec["uses_retrieval"] = true;
        }
        var media = sure.Where(s => _media.ContainsKey(s.Category)).Select(s => _media[s.Category]).Distinct().Order(StringComparer.Ordinal).ToList();
        if (media.Count > 0 && context.Options["generates"] is null)
        {
            spec["generates"] = new JsonArray([.. media.Select(m => (JsonNode)m)]);
        }
        return Task.FromResult(spec.Count == 0
            ? new Collection([], [.. gaps])
            : Collection.Of(context.Document("system", spec) with { Origin = EvidenceOrigin.Derived }, gaps));
    }
}
