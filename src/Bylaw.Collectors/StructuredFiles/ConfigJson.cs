using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Writes values as JSON.</summary>
public static class ConfigJson
{
    private static readonly JsonWriterOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };
    private static readonly JsonWriterOptions _indented = _compact with { Indented = true };

    /// <summary>Writes a value. Unknowns become null: a policy must look at the list of unknowns, not at a made-up value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="sorted">Whether keys come in ordinal order instead of file order.</param>
    /// <param name="indented">Whether to break lines.</param>
    /// <returns>JSON text.</returns>
    public static string Write(ConfigValue value, bool sorted = false, bool indented = false)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, _compact))
        {
            WriteTo(writer, value, sorted);
        }
        if (indented)
        {
            // Numbers are written raw, as they stand in the file, and a writer breaks no line before those: so lines are broken afterwards.
            using var whole = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), new JsonDocumentOptions { MaxDepth = _compact.MaxDepth });
            using var broken = new MemoryStream();
            using (var writer = new Utf8JsonWriter(broken, _indented))
            {
                whole.RootElement.WriteTo(writer);
            }
            return Encoding.UTF8.GetString(broken.GetBuffer(), 0, (int)broken.Length);
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Writes a value into a running writer.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    /// <param name="sorted">Whether keys come in ordinal order.</param>
    public static void WriteTo(Utf8JsonWriter writer, ConfigValue value, bool sorted = false)
    {
        switch (value.Kind)
        {
            case ConfigKind.Boolean:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case ConfigKind.Number:
                writer.WriteRawValue(value.Text);
                break;
            case ConfigKind.String:
                writer.WriteStringValue(value.Text);
                break;
            case ConfigKind.List:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                {
                    WriteTo(writer, item, sorted);
                }
                writer.WriteEndArray();
                break;
            case ConfigKind.Map:
                writer.WriteStartObject();
                foreach (var (key, item) in sorted ? value.Entries.OrderBy(e => e.Key, StringComparer.Ordinal) : (IEnumerable<KeyValuePair<string, ConfigValue>>)value.Entries)
                {
                    writer.WritePropertyName(key);
                    WriteTo(writer, item, sorted);
                }
                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
