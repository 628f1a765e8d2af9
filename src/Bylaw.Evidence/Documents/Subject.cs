using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Evidence.Documents;

/// <summary>Names what a piece of evidence is about, by name and, where it has bytes, by digest.</summary>
/// <param name="Name">What the manifest calls it; not empty.</param>
public sealed record Subject(string Name)
{
    /// <summary>Gets digests by algorithm (<c>sha256</c>), in lower-case hexadecimal; empty when the subject has no bytes.</summary>
    public ImmutableSortedDictionary<string, string> Digest { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Returns the same subject with its SHA-256.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    /// <returns>A new subject.</returns>
    public Subject WithSha256(string sha256) => this with { Digest = Digest.SetItem("sha256", sha256) };

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["name"] = Name };
        if (Digest.Count > 0)
        {
            json["digest"] = new JsonObject(Digest.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        }
        return json;
    }

    internal static Subject FromJson(JsonObject json) => new(json["name"]!.GetValue<string>())
    {
        Digest = json["digest"]?.AsObject().ToImmutableSortedDictionary(d => d.Key, d => d.Value!.GetValue<string>())
            ?? ImmutableSortedDictionary<string, string>.Empty,
    };
}
