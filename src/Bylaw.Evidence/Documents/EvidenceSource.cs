using System.Text.Json.Nodes;

namespace Bylaw.Evidence.Documents;

/// <summary>Names a place that a fact was read from.</summary>
/// <param name="Uri">A path relative to the project's root with forward slashes, or a URI without credentials.</param>
/// <param name="Sha256">The digest of what was read, 64 lower-case hexadecimal digits; null when it has none.</param>
/// <param name="Lines">One-based lines, <c>12</c> or <c>12-20</c>; null for the whole.</param>
public sealed record EvidenceSource(string Uri, string? Sha256 = null, string? Lines = null)
{
    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["uri"] = Uri };
        if (Sha256 is not null)
        {
            json["sha256"] = Sha256;
        }
        if (Lines is not null)
        {
            json["lines"] = Lines;
        }
        return json;
    }

    internal static EvidenceSource FromJson(JsonObject json) => new(
        json["uri"]?.GetValue<string>() ?? "", json["sha256"]?.GetValue<string>(), json["lines"]?.GetValue<string>());
}
