using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Bylaw.Rego.Values;

/// <content>JSON in and out.</content>
public readonly partial struct RegoValue
{
    private const long DefaultMaxBytes = 1 << 30;

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

    /// <summary>Makes a value out of a .NET object, as it would be written to JSON.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="value">The object; null gives <c>null</c>.</param>
    /// <param name="options">How it is written: names, converters; null for the web defaults (camel case).</param>
    /// <returns>The value.</returns>
    [RequiresUnreferencedCode("Serialisation by reflection; use the overload that takes a JsonTypeInfo where code is trimmed.")]
    [RequiresDynamicCode("Serialisation by reflection; use the overload that takes a JsonTypeInfo where code is compiled ahead.")]
    public static RegoValue FromObject<T>(T value, JsonSerializerOptions? options = null) =>
        FromJson(JsonSerializer.SerializeToUtf8Bytes(value, options ?? JsonSerializerOptions.Web));

    /// <summary>Makes a value out of a .NET object without reflection.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="value">The object; null gives <c>null</c>.</param>
    /// <param name="type">How it is written, from a source-generated context.</param>
    /// <returns>The value.</returns>
    public static RegoValue FromObject<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        FromJson(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Writes the value as JSON: keys sorted, sets as sorted arrays, numbers as written.</summary>
    /// <param name="output">Where the UTF-8 bytes go.</param>
    /// <exception cref="ArgumentException">The value is undefined.</exception>
    /// <exception cref="ValueTooLongException">The text is longer than 1 GiB; what was written stays written.</exception>
    public void WriteJson(IBufferWriter<byte> output) => WriteJson(output, DefaultMaxBytes);

    /// <summary>Writes the value as JSON unless it is too long: keys sorted, sets as sorted arrays, numbers as written.</summary>
    /// <param name="output">Where the UTF-8 bytes go.</param>
    /// <param name="maxBytes">How many bytes may be written, at least 0; some more may be before it is seen.</param>
    /// <exception cref="ArgumentException">The value is undefined.</exception>
    /// <exception cref="ValueTooLongException">The text is longer; what was written stays written.</exception>
    public void WriteJson(IBufferWriter<byte> output, long maxBytes)
    {
        if (!RegoJsonWriter.TryWrite(output, this, maxBytes))
        {
            throw new ValueTooLongException(maxBytes);
        }
    }

    /// <summary>Writes the value as JSON: keys sorted, sets as sorted arrays, numbers as written.</summary>
    /// <param name="indent">What each level is indented by; null for one line.</param>
    /// <returns>JSON text.</returns>
    /// <exception cref="ArgumentException">The value is undefined.</exception>
    /// <exception cref="ValueTooLongException">The text is longer than 500,000,000 bytes.</exception>
    public string ToJson(string? indent = null) => RegoJsonWriter.ToText(this, indent);

    /// <summary>Writes the value as JSON unless it is too long: keys sorted, sets as sorted arrays, numbers as written.</summary>
    /// <param name="indent">What each level is indented by; null for one line.</param>
    /// <param name="maxBytes">How many bytes of UTF-8 the text may have, 0 to 500,000,000.</param>
    /// <returns>JSON text.</returns>
    /// <exception cref="ArgumentException">The value is undefined.</exception>
    /// <exception cref="ValueTooLongException">The text is longer.</exception>
    public string ToJson(string? indent, int maxBytes) =>
        RegoJsonWriter.ToText(this, indent, maxBytes: Math.Min(maxBytes, ValueTooLongException.MostText));
}

/// <summary>Serialises JSON elements without reflection.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonElementContext : System.Text.Json.Serialization.JsonSerializerContext;
