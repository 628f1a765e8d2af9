using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Code.Prompts;

/// <summary>The digests that were approved, by path: <c>{"version": 1, "prompts": {"prompts/system.md": "SHA-256"}}</c>.</summary>
public static class PromptLock
{
    /// <summary>Writes a lock of prompts.</summary>
    /// <param name="digests">Paths from the project's root, with their SHA-256.</param>
    /// <returns>The file's content.</returns>
    public static JsonObject Write(IEnumerable<KeyValuePair<string, string>> digests) => new()
    {
        ["version"] = 1,
        ["prompts"] = new JsonObject(digests.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))),
    };

    /// <summary>Reads a lock.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal static Dictionary<string, string> Read(string text)
    {
        try
        {
            var root = JsonNode.Parse(text) as JsonObject;
            if (root?["version"]?.ToString() != "1" || root["prompts"] is not JsonObject prompts)
            {
                throw new InvalidDataException("a lock of prompts needs `version` 1 and `prompts`");
            }
            return prompts.ToDictionary(p => p.Key, p => p.Value is JsonValue v && v.ToString() is { Length: 64 } digest ? digest : throw new InvalidDataException($"`{p.Key}` has no SHA-256"), StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException("the lock of prompts is no JSON", fault);
        }
    }
}
