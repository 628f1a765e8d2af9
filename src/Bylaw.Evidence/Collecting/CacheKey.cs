using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Json;

namespace Bylaw.Evidence.Collecting;

/// <summary>Computes the name under which an answer is kept: all that it follows from, but for the files.</summary>
internal static class CacheKey
{
    /// <summary>Computes a key from the collector and its code, the subject, the options, the variables and the day.</summary>
    /// <param name="collector">Who answers.</param>
    /// <param name="context">The context of the run.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Compute(IEvidenceCollector collector, CollectorContext context) =>
        Sha256Digest.OfJson(new JsonObject
        {
            ["collector"] = new JsonArray(context.Collector.Name, context.Collector.Version),
            ["code"] = new JsonArray([.. CodeOf(collector.GetType().Assembly).Select(c => (JsonNode)c)]),
            ["subject"] = context.Subject.ToJson(),
            ["options"] = context.Options.DeepClone(),
            ["variables"] = new JsonObject(context.Variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value))),
            ["day"] = context.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), // ages are counted in days
        });

    /// <summary>Names the code that answers: another build may see more in the same files.</summary>
    private static IEnumerable<string> CodeOf(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Where(n => n.Name?.StartsWith("Bylaw.", StringComparison.Ordinal) == true)
        .Select(Assembly.Load).Prepend(assembly)
        .Select(a => a.ManifestModule.ModuleVersionId.ToString()).Distinct().Order(StringComparer.Ordinal);
}
