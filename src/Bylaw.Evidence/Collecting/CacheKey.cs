using System.Text.Json.Nodes;
using Bylaw.Evidence.Json;

namespace Bylaw.Evidence.Collecting;

/// <summary>Computes the name under which an answer is kept: equal inputs, equal name.</summary>
public static class CacheKey
{
    /// <summary>Computes a key from the collector, the subject, the options and the digests of all inputs.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="inputs">What is read, by relative path or URI, with its digest.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Compute(CollectorContext context, IEnumerable<KeyValuePair<string, string>> inputs) =>
        Sha256Digest.OfJson(new JsonObject
        {
            ["collector"] = new JsonArray(context.Collector.Name, context.Collector.Version),
            ["subject"] = context.Subject.ToJson(),
            ["options"] = context.Options.DeepClone(),
            ["inputs"] = new JsonObject(inputs.DistinctBy(i => i.Key).Select(i => KeyValuePair.Create(i.Key, (JsonNode?)i.Value))),
        });
}
