using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Packs;

/// <summary>Takes texts out of YAML that was read.</summary>
internal static class MetadataText
{
    /// <summary>Reads a text that must be there.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static string Need(JsonObject node, string key) =>
        node[key] is JsonValue value ? value.ToString() : throw new FormatException($"`{key}` is missing");

    /// <summary>Reads a list of texts, or one text as a list of one.</summary>
    public static ImmutableArray<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.Where(i => i is not null).Select(i => i!.ToString())],
        JsonValue value => [value.ToString()],
        _ => [],
    };
}
