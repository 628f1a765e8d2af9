using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Collectors.Approvals.Provenance;

/// <summary>What an in-toto provenance statement of SLSA says: which builder made which digests of which commit.</summary>
/// <param name="Envelope">The signed envelope.</param>
/// <param name="Subjects">SHA-256 of what was built.</param>
/// <param name="Builder">The builder's id, or null.</param>
/// <param name="SourceCommit">The commit that was built, or null.</param>
/// <param name="Bundle">The Sigstore bundle that holds the envelope, or null.</param>
internal sealed record ProvenanceStatement(DsseEnvelope Envelope, IReadOnlyList<string> Subjects, string? Builder, string? SourceCommit, byte[]? Bundle)
{
    private const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>Reads every provenance statement of a file: a DSSE envelope, one a line, or Sigstore bundles that hold them.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public static IReadOnlyList<ProvenanceStatement> ReadAll(string text)
    {
        var documents = text.TrimStart().StartsWith('{') && TryParse(text) is { } whole ? [whole] : text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => TryParse(l) ?? throw new InvalidDataException("a line is no JSON object")).ToList();
        return documents.Count == 0 ? throw new InvalidDataException("the file is empty") : [.. documents.Select(d => d["dsseEnvelope"] is JsonObject inner ? Read(inner, System.Text.Encoding.UTF8.GetBytes(d.ToJsonString())) : Read(d, null))];
    }

    private static ProvenanceStatement Read(JsonObject json, byte[]? bundle)
    {
        if (!DsseEnvelope.TryParse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), out var envelope, out var problem))
        {
            throw new InvalidDataException(problem);
        }
        try
        {
            var statement = JsonNode.Parse(envelope.Payload) as JsonObject;
            var type = statement?["predicateType"]?.ToString() ?? "";
            if (envelope.PayloadType != PayloadType || statement?["_type"]?.ToString().StartsWith("https://in-toto.io/Statement/", StringComparison.Ordinal) != true || !type.StartsWith("https://slsa.dev/provenance/", StringComparison.Ordinal))
            {
                throw new InvalidDataException("the statement is no SLSA provenance");
            }
            var subjects = (statement["subject"] as JsonArray ?? []).OfType<JsonObject>().Select(s => s["digest"]?["sha256"]?.ToString()).OfType<string>().Select(s => s.ToLowerInvariant()).ToList();
            var predicate = statement["predicate"];
            return new ProvenanceStatement(
                envelope, subjects,
                (predicate?["runDetails"]?["builder"]?["id"] ?? predicate?["builder"]?["id"])?.ToString(),
                Commit(predicate),
                bundle);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException("the statement is damaged", fault);
        }
    }

    /// <summary>The commit stands among the resolved dependencies in version 1 and in the configuration's source or the materials before.</summary>
    private static string? Commit(JsonNode? predicate)
    {
        var digests = (predicate?["buildDefinition"]?["resolvedDependencies"] as JsonArray ?? []).Select(d => d?["digest"])
            .Prepend(predicate?["invocation"]?["configSource"]?["digest"])
            .Concat((predicate?["materials"] as JsonArray ?? []).Select(m => m?["digest"]));
        return digests.Select(d => (d?["gitCommit"] ?? d?["sha1"])?.ToString()).FirstOrDefault(c => c is not null);
    }

    private static JsonObject? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
