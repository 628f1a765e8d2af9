using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Evidence.Documents;

/// <summary>Tells where one field of a document came from, when that differs from the document's own origin.</summary>
/// <param name="Origin">How the field is known.</param>
public sealed record Provenance(EvidenceOrigin Origin)
{
    /// <summary>Gets the person who declared or attested it.</summary>
    public string? By { get; init; }

    /// <summary>Gets when it was stated.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets the place it was read from.</summary>
    public EvidenceSource? Source { get; init; }

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["origin"] = Wire.Name(Origin) };
        if (By is not null)
        {
            json["by"] = By;
        }
        if (At is { } at)
        {
            json["at"] = Wire.Time(at);
        }
        if (Source is not null)
        {
            json["source"] = Source.ToJson();
        }
        return json;
    }

    internal static Provenance FromJson(JsonObject json) => new(Wire.Origin(json["origin"]?.GetValue<string>() ?? "declared"))
    {
        By = json["by"]?.GetValue<string>(),
        At = json["at"] is { } at ? DateTimeOffset.Parse(at.GetValue<string>(), CultureInfo.InvariantCulture) : null,
        Source = json["source"] is JsonObject source ? EvidenceSource.FromJson(source) : null,
    };
}
