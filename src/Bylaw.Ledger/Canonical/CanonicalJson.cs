using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Bylaw.Ledger.Canonical;

/// <summary>Writes JSON in the one form that everyone who hashes it agrees on.</summary>
/// <remarks>
/// Source: RFC 8785 (JCS). Names are ordered by UTF-16 code unit, numbers are written as ECMAScript writes a double, strings
/// with the shortest escapes. Refused, since they have no such form or hide two meanings: repeated names, lone surrogates,
/// numbers beyond a double, text that is not UTF-8.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 200;

    private static readonly JsonDocumentOptions _options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Brings JSON text into canonical form.</summary>
    /// <param name="utf8">One JSON value in UTF-8.</param>
    /// <returns>The canonical bytes.</returns>
    /// <exception cref="FormatException">The text is not JSON, or has no canonical form; the message says why.</exception>
    public static byte[] Canonicalize(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, _options);
            return Canonicalize(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new FormatException($"not JSON: {error.Message}", error);
        }
    }

    /// <summary>Writes a parsed value in canonical form.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The canonical bytes.</returns>
    /// <exception cref="FormatException">The value has no canonical form; the message says why.</exception>
    public static byte[] Canonicalize(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            Write(value, output);
        }
        catch (InvalidOperationException error)
        {
            // What JsonElement throws for a string that is not Unicode text.
            throw new FormatException("a string holds a lone surrogate or broken UTF-8", error);
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes a string in canonical form, with its quotes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="output">Where to write.</param>
    public static void WriteString(string text, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (i + 1 >= text.Length || !char.IsSurrogatePair(c, text[i + 1]))
                {
                    throw new FormatException("a string holds a lone surrogate");
                }
                i++;
                continue;
            }
            if (c >= ' ' && c != '"' && c != '\\')
            {
                continue;
            }
            Encoding.UTF8.GetBytes(text.AsSpan(start, i - start), output);
            Encoding.UTF8.GetBytes(Escape(c), output);
            start = i + 1;
        }
        Encoding.UTF8.GetBytes(text.AsSpan(start), output);
        output.Write("\""u8);
    }

    private static void Write(JsonElement value, IBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                output.Write("["u8);
                var first = true;
                foreach (var item in value.EnumerateArray())
                {
                    if (!first)
                    {
                        output.Write(","u8);
                    }
                    first = false;
                    Write(item, output);
                }
                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, output);
                break;
            case JsonValueKind.Number:
                if (!value.TryGetDouble(out var number) || !double.IsFinite(number))
                {
                    throw new FormatException($"the number {value.GetRawText()} is beyond a double");
                }
                Encoding.UTF8.GetBytes(EcmaNumber.Format(number), output);
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }

    private static void WriteObject(JsonElement value, IBufferWriter<byte> output)
    {
        var members = new List<(string Name, JsonElement Value)>();
        foreach (var member in value.EnumerateObject())
        {
            members.Add((member.Name, member.Value));
        }
        members.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
            {
                if (members[i].Name == members[i - 1].Name)
                {
                    throw new FormatException($"the name `{members[i].Name}` stands twice in one object");
                }
                output.Write(","u8);
            }
            WriteString(members[i].Name, output);
            output.Write(":"u8);
            Write(members[i].Value, output);
        }
        output.Write("}"u8);
    }

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => $"\\u{(int)c:x4}",
    };
}
