using System.Text.Json.Nodes;

namespace Bylaw.Evidence.Schemas;

/// <summary>Holds one JSON Schema and judges values by it.</summary>
/// <remarks>
/// Source: JSON Schema draft 2020-12. Known: boolean schemas, type, const, enum, the numeric, string, array and object limits, pattern, format (date,
/// date-time, uri, email, uuid), properties, patternProperties, additionalProperties, propertyNames, required, dependentRequired, items, prefixItems,
/// contains, uniqueItems, allOf, anyOf, oneOf, not, if/then/else, and <c>$ref</c> inside the document; of older drafts, <c>items</c> as a list with
/// <c>additionalItems</c>. Other keywords are annotations.
/// Safe to call from many threads.
/// </remarks>
public sealed class JsonSchema
{
    private readonly JsonNode _root;

    private JsonSchema(JsonNode root) => _root = root;

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">UTF-8 JSON text: an object or a boolean.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="System.Text.Json.JsonException">The text is not JSON.</exception>
    public static JsonSchema Parse(ReadOnlySpan<byte> schema) => new(JsonNode.Parse(schema)!);

    /// <summary>Lists where a value breaks the schema.</summary>
    /// <param name="value">Any JSON value; null is the JSON null.</param>
    /// <param name="pointer">The pointer that messages begin with.</param>
    /// <returns>The violations in document order; empty when the value is valid.</returns>
    public IReadOnlyList<SchemaViolation> Validate(JsonNode? value, string pointer = "")
    {
        var validation = new SchemaValidation(_root);
        validation.Check(_root, value, pointer);
        return validation.Violations;
    }

    /// <summary>Gets the schema text as a new JSON value.</summary>
    /// <returns>A copy.</returns>
    public JsonNode ToJson() => _root.DeepClone();
}
