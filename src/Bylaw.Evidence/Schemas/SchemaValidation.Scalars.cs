using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bylaw.Evidence.Schemas;

/// <summary>Types, strings and numbers.</summary>
internal sealed partial class SchemaValidation
{
    private void CheckType(JsonObject keywords, JsonNode? value, string pointer)
    {
        var allowed = keywords["type"] switch
        {
            JsonArray several => several.Select(t => t!.GetValue<string>()).ToArray(),
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        if (allowed.Length > 0 && !allowed.Any(t => IsOfType(value, t)))
        {
            Report(pointer, $"must be {string.Join(" or ", allowed)}");
        }
    }

    private static bool IsOfType(JsonNode? value, string type) => type switch
    {
        "null" => value is null || value.GetValueKind() == JsonValueKind.Null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => Number(value) is { } number && Math.Floor(number) == number,
        _ => false,
    };

    /// <summary>Reads a number, however the node holds it.</summary>
    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;

    private void CheckScalar(JsonObject keywords, JsonValue scalar, string pointer)
    {
        if (Number(scalar) is { } number)
        {
            CheckNumber(keywords, number, pointer);
        }
        else if (scalar.GetValueKind() == JsonValueKind.String)
        {
            // GetValue<string> fails on a node made from a date or an enum; the JSON text is what counts.
            CheckString(keywords, JsonSerializer.Deserialize<string>(scalar.ToJsonString())!, pointer);
        }
    }

    private void CheckNumber(JsonObject keywords, double number, string pointer)
    {
        Bound("minimum", b => number >= b, "at least");
        Bound("maximum", b => number <= b, "at most");
        Bound("exclusiveMinimum", b => number > b, "above");
        Bound("exclusiveMaximum", b => number < b, "below");
        if (Number(keywords["multipleOf"]) is { } step && Math.Abs((number / step) - Math.Round(number / step)) > 1e-9)
        {
            Report(pointer, $"must be a multiple of {step}");
        }

        void Bound(string keyword, Func<double, bool> holds, string words)
        {
            if (Number(keywords[keyword]) is { } bound && !holds(bound))
            {
                Report(pointer, string.Create(CultureInfo.InvariantCulture, $"must be {words} {bound}"));
            }
        }
    }

    private void CheckString(JsonObject keywords, string text, string pointer)
    {
        // Lengths count Unicode characters, not UTF-16 code units (JSON Schema validation, section 6.3).
        var length = text.Length - text.Count(char.IsLowSurrogate);
        if (Number(keywords["minLength"]) is { } min && length < min)
        {
            Report(pointer, min == 1 ? "must not be empty" : $"must have at least {min} characters");
        }
        if (Number(keywords["maxLength"]) is { } max && length > max)
        {
            Report(pointer, $"must have at most {max} characters");
        }
        if (keywords["pattern"]?.GetValue<string>() is { } pattern && !Matches(text, pattern))
        {
            Report(pointer, $"must match {pattern}");
        }
        if (keywords["format"]?.GetValue<string>() is { } format && !HasFormat(text, format))
        {
            Report(pointer, $"is not a {format}");
        }
    }

    private static bool HasFormat(string text, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => DateTimePattern().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _) && text.Contains(':'),
        "email" => text.IndexOf('@') is > 0 and var at && at < text.Length - 1,
        "uuid" => Guid.TryParseExact(text, "D", out _),
        _ => true, // an unknown format is an annotation
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateTimePattern();
}
