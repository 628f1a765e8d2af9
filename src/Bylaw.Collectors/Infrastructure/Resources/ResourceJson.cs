using System.Text.Json;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>Writes resources in the one shape that rules see.</summary>
/// <remarks>
/// <c>attributes</c> holds known values only, so a rule that forgets about unknowns sees them as absent and cannot pass by mistake.
/// <c>unknown</c> names by JSON pointer what is not known yet, <c>defaults</c> what the provider puts where nothing is written.
/// </remarks>
internal static class ResourceJson
{
    private const int MaxPositionDepth = 5;

    public static byte[] Write(IEnumerable<InfraResource> resources)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = 1000 }))
        {
            writer.WriteStartArray();
            foreach (var resource in resources)
            {
                Write(writer, resource);
            }
            writer.WriteEndArray();
        }
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, InfraResource resource)
    {
        var (type, attributes) = ResourceNormalizer.Normalize(resource);
        var facts = ResourceFacts.Of(type, attributes, resource);
        writer.WriteStartObject();
        writer.WriteString("address", resource.Address);
        writer.WriteString("type", type);
        writer.WriteString("native_type", resource.NativeType);
        writer.WriteString("format", resource.Format);
        foreach (var (name, value) in facts)
        {
            if (!value.IsUnknown && !value.IsNull)
            {
                writer.WritePropertyName(name);
                WriteKnown(writer, value);
            }
        }
        writer.WriteStartArray("unknown_properties");
        foreach (var (name, value) in facts)
        {
            if (value.IsUnknown)
            {
                writer.WriteStringValue(name);
            }
        }
        writer.WriteEndArray();
        writer.WritePropertyName("attributes");
        WriteKnown(writer, attributes);
        writer.WriteStartObject("unknown");
        WriteUnknown(writer, attributes, string.Empty);
        writer.WriteEndObject();
        writer.WriteStartObject("defaults");
        foreach (var (path, preset) in ResourceTables.Defaults(type))
        {
            if (!ResourcePath.Find(attributes, path).Any(v => !v.IsNull))
            {
                writer.WritePropertyName(path);
                ConfigJson.WriteTo(writer, preset);
            }
        }
        writer.WriteEndObject();
        WriteSource(writer, resource, attributes);
        writer.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter writer, InfraResource resource, ConfigValue attributes)
    {
        if (!resource.Position.IsKnown)
        {
            return;
        }
        writer.WriteStartObject("source");
        writer.WriteString("file", resource.Position.File);
        writer.WriteNumber("line", resource.Position.Line);
        writer.WriteNumber("column", resource.Position.Column);
        writer.WriteNumber("end_line", resource.Position.EndLine);
        writer.WriteEndObject();
        writer.WriteStartObject("positions");
        WritePositions(writer, attributes, string.Empty, resource.Position.File, 0);
        writer.WriteEndObject();
    }

    /// <summary>Each attribute's place as [line, column]; a third item names the file when it is another one.</summary>
    private static void WritePositions(Utf8JsonWriter writer, ConfigValue value, string pointer, string? file, int depth)
    {
        if (depth > MaxPositionDepth)
        {
            return;
        }
        foreach (var (key, inner) in Children(value))
        {
            var path = $"{pointer}/{key}";
            if (inner.Position.IsKnown && value.Kind == ConfigKind.Map)
            {
                writer.WriteStartArray(path);
                writer.WriteNumberValue(inner.Position.Line);
                writer.WriteNumberValue(inner.Position.Column);
                if (inner.Position.File != file)
                {
                    writer.WriteStringValue(inner.Position.File);
                }
                writer.WriteEndArray();
            }
            WritePositions(writer, inner, path, file, depth + 1);
        }
    }

    private static void WriteUnknown(Utf8JsonWriter writer, ConfigValue value, string pointer)
    {
        if (value.IsUnknown)
        {
            writer.WriteStartObject(pointer);
            writer.WriteString("reason", value.Text);
            writer.WriteBoolean("present", value.IsReference);
            if (value.Target is not null)
            {
                writer.WriteString("to", value.Target);
            }
            writer.WriteEndObject();
            return;
        }
        foreach (var (key, inner) in Children(value))
        {
            WriteUnknown(writer, inner, $"{pointer}/{key}");
        }
    }

    private static IEnumerable<(string Key, ConfigValue Value)> Children(ConfigValue value) => value.Kind switch
    {
        ConfigKind.Map => value.Entries.Select(e => (e.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), e.Value)),
        ConfigKind.List => value.Items.Select((item, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
        _ => [],
    };

    /// <summary>Leaves unknown and null entries out; in a list they hold their place as null.</summary>
    private static void WriteKnown(Utf8JsonWriter writer, ConfigValue value)
    {
        if (value.Kind == ConfigKind.List)
        {
            writer.WriteStartArray();
            foreach (var item in value.Items)
            {
                WriteKnown(writer, item);
            }
            writer.WriteEndArray();
        }
        else if (value.Kind == ConfigKind.Map)
        {
            writer.WriteStartObject();
            foreach (var (key, item) in value.Entries)
            {
                if (!item.IsUnknown && !item.IsNull)
                {
                    writer.WritePropertyName(key);
                    WriteKnown(writer, item);
                }
            }
            writer.WriteEndObject();
        }
        else
        {
            ConfigJson.WriteTo(writer, value);
        }
    }
}
