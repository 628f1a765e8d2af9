using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Json;
using Bylaw.Evidence.Schemas;

namespace Bylaw.Evidence.Documents;

/// <summary>Holds one piece of evidence: the envelope that says who saw what and when, and the facts.</summary>
/// <remarks>Treat <see cref="Spec"/> as read-only once the document is made; its digest is its name.</remarks>
public sealed record EvidenceDocument
{
    /// <summary>The value of <c>schema</c> in every envelope.</summary>
    public const string SchemaName = "evidence/v1";

    /// <summary>Gets the kind, one of <see cref="EvidenceKinds.All"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets what the evidence is about.</summary>
    public required Subject Subject { get; init; }

    /// <summary>Gets when it was collected.</summary>
    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>Gets the moment after which it is stale, or null when it only goes stale with its subject.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Gets the tool that made it.</summary>
    public required CollectorIdentity Collector { get; init; }

    /// <summary>Gets how its facts are known, save those that <see cref="Provenance"/> names.</summary>
    public required EvidenceOrigin Origin { get; init; }

    /// <summary>Gets the places it was read from.</summary>
    public ImmutableArray<EvidenceSource> Sources { get; init; } = [];

    /// <summary>Gets the person behind declared or attested evidence.</summary>
    public string? By { get; init; }

    /// <summary>Gets the origin of single fields, by JSON pointer into <see cref="Spec"/>.</summary>
    public ImmutableSortedDictionary<string, Provenance> Provenance { get; init; } = ImmutableSortedDictionary<string, Provenance>.Empty;

    /// <summary>Gets what was looked at and what was not, or null when the question does not arise.</summary>
    public Completeness? Completeness { get; init; }

    /// <summary>Gets the facts, by the field names of the kind's schema without the leading kind.</summary>
    public required JsonObject Spec { get; init; }

    /// <summary>Writes the envelope with the facts in it.</summary>
    /// <returns>A new object that shares nothing with the document.</returns>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["schema"] = SchemaName,
            ["kind"] = Kind,
            ["subject"] = Subject.ToJson(),
            ["collected_at"] = Wire.Time(CollectedAt),
        };
        if (ValidUntil is { } until)
        {
            json["valid_until"] = Wire.Time(until);
        }
        json["collector"] = new JsonObject { ["name"] = Collector.Name, ["version"] = Collector.Version };
        json["origin"] = Wire.Name(Origin);
        if (!Sources.IsDefaultOrEmpty)
        {
            json["source"] = new JsonArray([.. Sources.Select(s => (JsonNode)s.ToJson())]);
        }
        if (By is not null)
        {
            json["by"] = By;
        }
        if (Provenance.Count > 0)
        {
            json["provenance"] = new JsonObject(Provenance.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value.ToJson())));
        }
        if (Completeness is not null)
        {
            json["completeness"] = Completeness.ToJson();
        }
        json["spec"] = Spec.DeepClone();
        return json;
    }

    /// <summary>Computes the digest that names the document: SHA-256 of its canonical JSON.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="CanonicalJsonException">The facts have no canonical form.</exception>
    public string ComputeDigest() => Sha256Digest.OfJson(ToJson());

    /// <summary>Reads a document and checks it against the envelope's and the kind's schema.</summary>
    /// <param name="json">An envelope.</param>
    /// <returns>The document.</returns>
    /// <exception cref="InvalidEvidenceException">It breaks a schema; every violation is listed.</exception>
    public static EvidenceDocument FromJson(JsonObject json)
    {
        var violations = EvidenceSchemas.Validate(json);
        if (violations.Count > 0)
        {
            throw new InvalidEvidenceException(violations);
        }
        return new EvidenceDocument
        {
            Kind = json["kind"]!.GetValue<string>(),
            Subject = Subject.FromJson(json["subject"]!.AsObject()),
            CollectedAt = Moment(json["collected_at"]!),
            ValidUntil = json["valid_until"] is { } until ? Moment(until) : null,
            Collector = new(json["collector"]!["name"]!.GetValue<string>(), json["collector"]!["version"]!.GetValue<string>()),
            Origin = Wire.Origin(json["origin"]!.GetValue<string>()),
            Sources = json["source"]?.AsArray().Select(s => EvidenceSource.FromJson(s!.AsObject())).ToImmutableArray() ?? [],
            By = json["by"]?.GetValue<string>(),
            Provenance = json["provenance"]?.AsObject()
                .ToImmutableSortedDictionary(p => p.Key, p => Documents.Provenance.FromJson(p.Value!.AsObject()))
                ?? ImmutableSortedDictionary<string, Provenance>.Empty,
            Completeness = json["completeness"] is JsonObject completeness ? Completeness.FromJson(completeness) : null,
            Spec = json["spec"]!.DeepClone().AsObject(),
        };
    }

    /// <summary>Reads a document from JSON text and checks it.</summary>
    /// <param name="json">UTF-8 JSON text of one envelope.</param>
    /// <returns>The document.</returns>
    /// <exception cref="InvalidEvidenceException">The text is not a JSON object, or breaks a schema.</exception>
    public static EvidenceDocument Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject envelope
                ? FromJson(envelope)
                : throw new InvalidEvidenceException([new("", "must be an object")]);
        }
        catch (JsonException error)
        {
            throw new InvalidEvidenceException([new("", $"not JSON: {error.Message}")]);
        }
        catch (ArgumentException)
        {
            throw new InvalidEvidenceException([new("", "a member occurs twice in one object")]);
        }
    }

    private static DateTimeOffset Moment(JsonNode node) =>
        DateTimeOffset.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
