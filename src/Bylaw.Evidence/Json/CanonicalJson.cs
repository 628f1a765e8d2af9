using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Evidence.Json;

/// <summary>Writes JSON in its one canonical form, so that equal content has equal bytes and one digest.</summary>
/// <remarks>Source: RFC 8785 (JSON Canonicalization Scheme). Safe to call from many threads.</remarks>
public static class CanonicalJson
{
    /// <summary>Serializes a value to canonical UTF-8.</summary>
    /// <param name="value">Any JSON value; null is the JSON null.</param>
    /// <returns>Canonical bytes, without a byte order mark.</returns>
    /// <exception cref="CanonicalJsonException">A number is not finite, a large integer is not exact, or a string holds a lone surrogate.</exception>
    public static byte[] Serialize(JsonNode? value)
    {
        using var document = JsonDocument.Parse(value is null ? "null" : value.ToJsonString(), Options);
        return Serialize(document.RootElement);
    }

    /// <summary>Serializes a parsed value to canonical UTF-8.</summary>
    /// <param name="value">A parsed JSON value.</param>
    /// <returns>Canonical bytes, without a byte order mark.</returns>
    /// <exception cref="CanonicalJsonException">A number is not finite, a large integer is not exact, a member occurs twice, or a string holds a lone surrogate.</exception>
    public static byte[] Serialize(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Serializes JSON text to canonical UTF-8.</summary>
    /// <param name="json">UTF-8 JSON text, at most 128 levels deep.</param>
    /// <returns>Canonical bytes, without a byte order mark.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="CanonicalJsonException">The text has no canonical form.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> json)
    {
        using var document = JsonDocument.Parse(json.ToArray(), Options);
        return Serialize(document.RootElement);
    }

    private static JsonDocumentOptions Options => new() { MaxDepth = 128 };

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, value);
                break;
            case JsonValueKind.Array:
                var separator = '[';
                foreach (var item in value.EnumerateArray())
                {
                    text.Append(separator);
                    Write(text, item);
                    separator = ',';
                }
                text.Append(separator == '[' ? "[]" : "]");
                break;
            case JsonValueKind.String:
                WriteString(text, ReadString(value));
                break;
            case JsonValueKind.Number:
                EcmaScriptNumber.Write(text, value.GetRawText());
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonElement value)
    {
        var members = value.EnumerateObject().Select(m => (Name: ReadName(m), m.Value)).ToArray();

        // RFC 8785, section 3.2.3: members are sorted by UTF-16 code units, which is what ordinal comparison does.
        Array.Sort(members, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        text.Append('{');
        for (var index = 0; index < members.Length; index++)
        {
            var name = members[index].Name;
            if (index > 0)
            {
                if (name == members[index - 1].Name)
                {
                    throw new CanonicalJsonException($"member \"{name}\" occurs twice");
                }
                text.Append(',');
            }
            WriteString(text, name);
            text.Append(':');
            Write(text, members[index].Value);
        }
        text.Append('}');
    }

    private static string ReadString(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new CanonicalJsonException("a string holds a lone surrogate or invalid UTF-8");
        }
    }

    private static string ReadName(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw new CanonicalJsonException("a member name holds a lone surrogate or invalid UTF-8");
        }
    }

    private static readonly SearchValues<char> _escaped =
        SearchValues.Create("\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(c => (char)c)));

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        while (rest.IndexOfAny(_escaped) is var at && at >= 0)
        {
            text.Append(rest[..at]);
            text.Append(rest[at] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                var control => $"\\u{(int)control:x4}",
            });
            rest = rest[(at + 1)..];
        }
        text.Append(rest).Append('"');
    }
}
