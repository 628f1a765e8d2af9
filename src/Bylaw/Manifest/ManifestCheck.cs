using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bylaw.Manifest;

/// <summary>Checks what people wrote against the manifest's schema and says each fault in words, where it stands, with a mend.</summary>
/// <remarks>Knows the keywords that <see cref="ManifestSchema"/> writes: type, const, enum, pattern, format, minimum, maximum, properties, patternProperties, additionalProperties, items, required.</remarks>
internal sealed class ManifestCheck(YamlTree tree, List<ManifestProblem> problems)
{
    /// <summary>Checks a node and all below it.</summary>
    /// <param name="schema">What is wanted.</param>
    /// <param name="value">What stands there.</param>
    /// <param name="pointer">Where.</param>
    public void Check(JsonObject schema, JsonNode? value, string pointer)
    {
        if (value is null)
        {
            // An empty value says nothing, which is the same as no key; the root and required keys are told by their own rule.
            return;
        }
        if (schema["type"] is { } type && !IsOfType(value, type))
        {
            Report(pointer, $"{Name(pointer)} must be {Words(type, schema)}, not {Kind(value)}");
            return;
        }
        switch (value)
        {
            case JsonObject map:
                CheckMap(schema, map, pointer);
                break;
            case JsonArray list when schema["items"] is JsonObject items:
                for (var i = 0; i < list.Count; i++)
                {
                    Check(items, list[i], $"{pointer}/{i}");
                }
                break;
            case JsonValue scalar:
                CheckScalar(schema, scalar, pointer);
                break;
            default:
                break;
        }
    }

    private void CheckMap(JsonObject schema, JsonObject map, string pointer)
    {
        var properties = schema["properties"] as JsonObject;
        foreach (var (key, value) in map)
        {
            var inner = $"{pointer}/{YamlTree.Escape(key)}";
            if (properties?[key] is JsonObject known)
            {
                Check(known, value, inner);
            }
            else if (properties is not null && !key.StartsWith("x_", StringComparison.Ordinal))
            {
                Report(inner, $"unknown key `{key}`{Meant(key, properties.Select(p => p.Key))}");
            }
            else if (schema["additionalProperties"] is JsonObject any)
            {
                Check(any, value, inner);
            }
        }
        foreach (var required in schema["required"] as JsonArray ?? [])
        {
            if (map[required!.ToString()] is null || map[required.ToString()]!.ToString().Length == 0)
            {
                Report(pointer, $"{Name(pointer)} has no `{required}`: write {Hint(required.ToString())}");
            }
        }
    }

    private void CheckScalar(JsonObject schema, JsonValue value, string pointer)
    {
        var text = value.ToString();
        if (schema["const"] is { } wanted && wanted.ToString() != text)
        {
            Report(pointer, $"{Name(pointer)} must be {wanted}: it says which version of the format this is");
        }
        else if (schema["enum"] is JsonArray choices && !choices.Any(c => c!.ToString() == text))
        {
            var words = choices.Select(c => c!.ToString()).ToList();
            Report(pointer, $"{Name(pointer)} cannot be `{text}`{Meant(text, words)}; it is one of {string.Join(", ", words)}");
        }
        else if (value.GetValueKind() == JsonValueKind.String && schema["pattern"]?.ToString() is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            Report(pointer, pattern.EndsWith("{64}$", StringComparison.Ordinal)
                ? $"{Name(pointer)} must be a SHA-256: 64 lower-case hexadecimal digits"
                : $"{Name(pointer)} cannot be `{text}`: write `none`, or one answer for each of {string.Join(", ", ManifestSchema.ScreenPoints)}");
        }
        else if (schema["format"]?.ToString() is { } format && !KeepsFormat(text, format))
        {
            Report(pointer, $"{Name(pointer)} cannot be `{text}`: write {(format == "date" ? "a day, such as 2026-11-25" : format == "date-time" ? "a moment, such as 2026-11-25T12:00:00Z" : "a " + format)}");
        }
        else if (value.GetValueKind() == JsonValueKind.Number && value.TryGetDecimal() is { } number
            && (number < (schema["minimum"]?.TryGetDecimal() ?? decimal.MinValue) || number > (schema["maximum"]?.TryGetDecimal() ?? decimal.MaxValue)))
        {
            Report(pointer, $"{Name(pointer)} cannot be {text}: it lies between {schema["minimum"] ?? "any"} and {schema["maximum"] ?? "any"}");
        }
    }

    private static bool KeepsFormat(string text, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => text.Length >= 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) && char.IsAsciiDigit(text[3]),
        _ => true,
    };

    private static bool IsOfType(JsonNode value, JsonNode type) => type is JsonArray several ? several.Any(t => IsOfType(value, t!)) : type.ToString() switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.GetValueKind() == JsonValueKind.Number && value.TryGetDecimal() is { } n && n == decimal.Truncate(n),
        "number" => value.GetValueKind() == JsonValueKind.Number,
        // A version such as 2 or 1.5 is read as a number and meant as a text.
        "string" => value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number,
        _ => true,
    };

    private static string Words(JsonNode type, JsonObject schema) => type is JsonArray several
        ? string.Join(" or ", several.Select(t => Words(t!, schema)))
        : type.ToString() switch
        {
            "object" => "a mapping" + (schema["properties"] is JsonObject { Count: > 0 } p ? $" ({string.Join(", ", p.Select(x => x.Key).Take(5))}{(p.Count > 5 ? ", …" : "")})" : ""),
            "array" => "a list",
            "boolean" => "true or false",
            "integer" => "a whole number",
            "number" => "a number",
            _ => schema["enum"] is JsonArray choices ? $"one of {string.Join(", ", choices.Select(c => c!.ToString()))}" : "a text",
        };

    private static string Kind(JsonNode value) => value switch
    {
        JsonObject => "a mapping",
        JsonArray => "a list",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.Number => $"the number {value}",
            JsonValueKind.True or JsonValueKind.False => value.ToString().ToLowerInvariant(),
            _ => $"the text `{value}`",
        },
    };

    private static string Hint(string key) => key switch
    {
        "governance" or "organisation" => $"`{key}: 1` first, the version of the format",
        "system" => "`system: {id: loan-score, purpose: …}`, which names the AI system",
        _ => $"a short name, such as `{key}: loan-score`",
    };

    private static string Name(string pointer)
    {
        var parts = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "the manifest" : "`" + string.Join('.', parts).Replace("~1", "/", StringComparison.Ordinal) + "`";
    }

    private static string Meant(string word, IEnumerable<string> candidates) => NearWord.Find(word, candidates) is { } near ? $"; did you mean `{near}`?" : "";

    private void Report(string pointer, string message)
    {
        var (line, column) = tree.PlaceOf(pointer);
        problems.Add(new ManifestProblem(line, column, message) { Pointer = pointer });
    }
}
