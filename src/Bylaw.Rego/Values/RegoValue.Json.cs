using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Bylaw.Rego.Values;

/// <content>JSON in and out.</content>
public readonly partial struct RegoValue
{
    /// <summary>Reads one JSON document.</summary>
    /// <param name="utf8">UTF-8 JSON; a byte order mark is passed over.</param>
    /// <returns>The value; of repeated keys the last one counts.</returns>
    /// <exception cref="JsonException">The text is not one JSON document, or nests deeper than 1,000.</exception>
    public static RegoValue FromJson(ReadOnlySpan<byte> utf8) => RegoJsonReader.Read(utf8);

    /// <summary>Reads one JSON document.</summary>
    /// <param name="json">JSON text.</param>
    /// <returns>The value; of repeated keys the last one counts.</returns>
    /// <exception cref="JsonException">The text is not one JSON document, or nests deeper than 1,000.</exception>
    public static RegoValue FromJson(string json) => RegoJsonReader.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>Makes a value out of a JSON element.</summary>
    /// <param name="element">Any element; undefined gives undefined.</param>
    /// <returns>The value.</returns>
    public static RegoValue FromJson(JsonElement element) =>
        element.ValueKind == JsonValueKind.Undefined ? default : FromJson(JsonSerializer.SerializeToUtf8Bytes(element, JsonElementContext.Default.JsonElement));

    /// <summary>Writes the value as JSON: keys sorted, sets as sorted arrays, numbers as written.</summary>
    /// <param name="output">Where the UTF-8 bytes go.</param>
    /// <exception cref="ArgumentException">The value is undefined.</exception>
    public void WriteJson(IBufferWriter<byte> output) => RegoJsonWriter.Write(output, this);

    /// <summary>Writes the value as JSON: keys sorted, sets as sorted arrays, numbers as written.</summary>
    /// <param name="indent">What each level is indented by; null for one line.</param>
    /// <returns>JSON text.</returns>
    /// <exception cref="ArgumentException">The value is undefined.</exception>
    public string ToJson(string? indent = null) => RegoJsonWriter.ToText(this, indent);
}

/// <summary>Serialises JSON elements without reflection.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonElementContext : System.Text.Json.Serialization.JsonSerializerContext;
