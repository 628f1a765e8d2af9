using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;

namespace Bylaw.Evidence.Schemas;

/// <summary>Holds the published schemas of the envelope and of every kind, and validates evidence at the door.</summary>
/// <remarks>Safe to call from many threads.</remarks>
public static class EvidenceSchemas
{
    private static readonly FrozenDictionary<string, Lazy<JsonSchema>> _byName = EvidenceKinds.All.Append("envelope")
        .ToFrozenDictionary(n => n, n => new Lazy<JsonSchema>(() => Load(n)), StringComparer.Ordinal);

    /// <summary>Returns the schema of the envelope, or of a kind's spec.</summary>
    /// <param name="name"><c>envelope</c> or one of <see cref="EvidenceKinds.All"/>.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static JsonSchema Get(string name) =>
        _byName.TryGetValue(name, out var schema) ? schema.Value : throw new ArgumentException($"no schema named '{name}'", nameof(name));

    /// <summary>Lists where an envelope breaks the contract: its own schema first, then its kind's.</summary>
    /// <param name="envelope">An evidence document as JSON.</param>
    /// <returns>The violations; empty when it is valid.</returns>
    public static IReadOnlyList<SchemaViolation> Validate(JsonObject envelope)
    {
        var violations = Get("envelope").Validate(envelope);
        return violations.Count > 0
            ? violations
            : Get(envelope["kind"]!.GetValue<string>()).Validate(envelope["spec"], "/spec");
    }

    private static JsonSchema Load(string name)
    {
        using var stream = typeof(EvidenceSchemas).Assembly.GetManifestResourceStream($"{name}.schema.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return JsonSchema.Parse(bytes.ToArray());
    }
}
