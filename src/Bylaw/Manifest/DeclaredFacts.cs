using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Manifest;

/// <summary>Turns what people wrote into facts in the form of the evidence schemas.</summary>
internal static class DeclaredFacts
{
    /// <summary>Takes the facts of one entry: options of collectors are left out, short forms are written out.</summary>
    /// <param name="kind">The kind of evidence.</param>
    /// <param name="entry">The entry of the manifest; not changed.</param>
    /// <param name="broken">Tells whether a pointer below the entry has a fault; what is broken states nothing.</param>
    /// <returns>Facts that keep the kind's schema.</returns>
    public static JsonObject Of(string kind, JsonObject entry, Func<string, bool> broken)
    {
        var facts = Map(ManifestSchema.Facts(kind), entry, "", broken);
        return kind == "system" ? WithScreen(facts, entry) : facts;
    }

    private static JsonObject Map(JsonObject schema, JsonObject written, string pointer, Func<string, bool> broken)
    {
        var properties = schema["properties"] as JsonObject;
        var facts = new JsonObject();
        foreach (var (key, value) in written)
        {
            var inner = $"{pointer}/{YamlTree.Escape(key)}";
            var known = properties?[key] as JsonObject;
            if (value is null || broken(inner) || (properties is not null && known is null && !key.StartsWith("x_", StringComparison.Ordinal)))
            {
                continue;
            }
            if (Value(known, value, inner, broken) is { } fact)
            {
                facts[key] = fact;
            }
        }
        return facts;
    }

    private static JsonNode? Value(JsonObject? schema, JsonNode value, string pointer, Func<string, bool> broken) => value switch
    {
        // A text where a mapping or list of facts is wanted is the path of a file that states them: an option, not a fact.
        JsonValue when schema?["type"]?.ToString() is "object" or "array" => null,
        JsonObject map => Map(schema ?? [], map, pointer, broken),
        JsonArray list => new JsonArray([.. list.Select((item, i) => item is null ? null : Value(schema?["items"] as JsonObject, item, $"{pointer}/{i}", broken))]),
        _ => Scalar(schema, value),
    };

    private static JsonNode Scalar(JsonObject? schema, JsonNode value)
    {
        var text = value.ToString();
        if (schema?["type"]?.ToString() != "string")
        {
            return value.DeepClone();
        }
        if (schema["pattern"]?.ToString() is { } pattern && pattern.Contains("sha256:", StringComparison.Ordinal) && text.StartsWith("sha256:", StringComparison.Ordinal))
        {
            return text["sha256:".Length..];
        }
        return schema["format"]?.ToString() == "date-time" && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary><c>prohibited_screen: none</c> is ten answers no, and a word is an answer.</summary>
    private static JsonObject WithScreen(JsonObject facts, JsonObject entry)
    {
        switch (entry["prohibited_screen"])
        {
            case JsonValue word when word.ToString() == "none":
                facts["prohibited_screen"] = new JsonObject(ManifestSchema.ScreenPoints.Select(p => KeyValuePair.Create(p, (JsonNode?)Answer("no"))));
                break;
            case JsonObject answers:
                facts["prohibited_screen"] = new JsonObject(answers.Where(a => a.Value is not null).Select(a => KeyValuePair.Create(a.Key, (JsonNode?)(a.Value is JsonObject
                    ? a.Value.DeepClone()
                    : Answer(a.Value!.GetValueKind() == JsonValueKind.True ? "yes" : a.Value.GetValueKind() == JsonValueKind.False ? "no" : a.Value.ToString())))));
                break;
            default:
                break;
        }
        return facts;
    }

    private static JsonObject Answer(string word) => new() { ["answer"] = word };
}
