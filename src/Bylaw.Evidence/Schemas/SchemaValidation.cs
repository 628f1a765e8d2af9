using System.Text.Json.Nodes;

namespace Bylaw.Evidence.Schemas;

/// <summary>Walks one value against one schema and keeps what is wrong.</summary>
/// <param name="root">The schema document, for references.</param>
internal sealed partial class SchemaValidation(JsonNode root)
{
    private const int MaxReferenceDepth = 64; // a schema that refers to itself without consuming the value must end

    private readonly List<SchemaViolation> _violations = [];
    private int _referenceDepth;

    public IReadOnlyList<SchemaViolation> Violations => _violations;

    /// <summary>Checks one value against one subschema.</summary>
    public void Check(JsonNode? schema, JsonNode? value, string pointer)
    {
        if (schema is JsonValue flag && flag.TryGetValue<bool>(out var allowed))
        {
            if (!allowed)
            {
                Report(pointer, "is not allowed here");
            }
            return;
        }
        if (schema is not JsonObject keywords)
        {
            return;
        }
        CheckReference(keywords, value, pointer);
        CheckType(keywords, value, pointer);
        CheckConstants(keywords, value, pointer);
        switch (value)
        {
            case JsonObject members:
                CheckObject(keywords, members, pointer);
                break;
            case JsonArray items:
                CheckArray(keywords, items, pointer);
                break;
            case JsonValue scalar:
                CheckScalar(keywords, scalar, pointer);
                break;
        }
        CheckCombinations(keywords, value, pointer);
    }

    private void Report(string pointer, string message) => _violations.Add(new(pointer, message));

    private bool Holds(JsonNode? schema, JsonNode? value)
    {
        var trial = new SchemaValidation(root) { _referenceDepth = _referenceDepth };
        trial.Check(schema, value, "");
        return trial._violations.Count == 0;
    }

    private void CheckReference(JsonObject keywords, JsonNode? value, string pointer)
    {
        if (keywords["$ref"]?.GetValue<string>() is not { } reference)
        {
            return;
        }
        if (Resolve(reference) is not { } target || ++_referenceDepth > MaxReferenceDepth)
        {
            Report(pointer, $"the schema's reference {reference} cannot be followed");
            return;
        }
        Check(target, value, pointer);
        _referenceDepth--;
    }

    private JsonNode? Resolve(string reference)
    {
        if (!reference.StartsWith('#'))
        {
            return null;
        }
        JsonNode? node = root;
        foreach (var part in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/").Replace("~0", "~");
            node = node switch
            {
                JsonObject members => members[name],
                JsonArray items when int.TryParse(name, out var index) && index < items.Count => items[index],
                _ => null,
            };
        }
        return node;
    }

    private void CheckCombinations(JsonObject keywords, JsonNode? value, string pointer)
    {
        foreach (var part in keywords["allOf"] as JsonArray ?? [])
        {
            Check(part, value, pointer);
        }
        if (keywords["anyOf"] is JsonArray any && !any.Any(s => Holds(s, value)))
        {
            Report(pointer, "fits none of the allowed forms");
        }
        if (keywords["oneOf"] is JsonArray one && one.Count(s => Holds(s, value)) is var fits && fits != 1)
        {
            Report(pointer, fits == 0 ? "fits none of the allowed forms" : "fits more than one of the allowed forms");
        }
        if (keywords["not"] is { } not && Holds(not, value))
        {
            Report(pointer, "has a form that is ruled out");
        }
        if (keywords["if"] is { } condition)
        {
            Check(keywords[Holds(condition, value) ? "then" : "else"], value, pointer);
        }
    }

    private void CheckConstants(JsonObject keywords, JsonNode? value, string pointer)
    {
        if (keywords.TryGetPropertyValue("const", out var constant) && !JsonNode.DeepEquals(constant, value))
        {
            Report(pointer, $"must be {constant?.ToJsonString() ?? "null"}");
        }
        if (keywords["enum"] is JsonArray values && !values.Any(v => JsonNode.DeepEquals(v, value)))
        {
            Report(pointer, "must be one of " + string.Join(", ", values.Select(v => v?.ToJsonString() ?? "null")));
        }
    }
}
