using System.Text;
using System.Text.Json.Nodes;

namespace Bylaw.Manifest;

/// <summary>Writes the reference page of every field of the manifest from its schema.</summary>
public static class ManifestReference
{
    /// <summary>Writes the page.</summary>
    /// <returns>Markdown.</returns>
    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("# Fields of the manifest\n\nMade from the schemas; do not edit. How the manifest is used stands in [manifest.md](manifest.md).\n");
        foreach (var (name, schema) in ManifestSchema.Build()["properties"]!.AsObject())
        {
            var section = schema!.AsObject();
            text.Append($"\n## {name}\n\n{Sentence(section["description"]?.ToString() ?? "facts of the system")}\n");
            var entry = section["items"] as JsonObject is { } items && section["type"]?.ToString() == "array" ? items : section;
            if (entry["properties"] is JsonObject properties)
            {
                text.Append("\n| field | value | meaning |\n|---|---|---|\n");
                Rows(text, properties, "");
            }
        }
        return text.ToString();
    }

    private static void Rows(StringBuilder text, JsonObject properties, string prefix)
    {
        foreach (var (name, node) in properties)
        {
            var schema = node!.AsObject();
            var path = prefix + name;
            if (schema["properties"] is JsonObject { Count: > 0 } inner && schema["description"] is null)
            {
                Rows(text, inner, path + ".");
                continue;
            }
            text.Append($"| `{path}` | {Value(schema)} | {Meaning(schema)} |\n");
            if (schema["properties"] is JsonObject { Count: > 0 } own && name != "prohibited_screen")
            {
                Rows(text, own, path + ".");
            }
        }
    }

    private static string Value(JsonObject schema)
    {
        if (schema["enum"] is JsonArray choices)
        {
            return string.Join(", ", choices.Select(c => $"`{c}`"));
        }
        if (schema["format"] is { } format)
        {
            return format.ToString() == "date" ? "day" : format.ToString() == "date-time" ? "moment" : format.ToString();
        }
        var types = schema["type"] switch { JsonArray several => several.Select(t => t!.ToString()), JsonValue one => [one.ToString()], _ => ["any"] };
        var items = schema["items"] as JsonObject;
        return string.Join(" or ", types.Select(t => t switch
        {
            "string" => "text",
            "boolean" => "true or false",
            "integer" => "whole number",
            "array" => items?["enum"] is JsonArray of ? "list of " + string.Join(", ", of.Select(o => $"`{o}`"))
                : items?["properties"] is JsonObject keys ? "list of mappings: " + string.Join(", ", keys.Select(k => $"`{k.Key}`")) : "list",
            "object" => "mapping",
            _ => t,
        }));
    }

    private static string Meaning(JsonObject schema) => (schema["description"]?.ToString() ?? "").Replace("|", "\\|", StringComparison.Ordinal);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}
