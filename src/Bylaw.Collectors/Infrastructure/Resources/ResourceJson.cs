using System.Text.Json;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>Writes resources in the one shape that rules see.</summary>
/// <remarks>
/// <c>attributes</c> holds known values only, so a rule that forgets about unknowns sees them as absent and cannot pass by mistake.
/// <c>at</c> gives values, blocks and place by dotted path, <c>unknown</c> what is not known yet and whether something will surely be there,
/// <c>defaults</c> what the provider puts where nothing is written.
/// </remarks>
internal static class ResourceJson
{
    public static byte[] Write(IEnumerable<InfraResource> resources)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = 1000 }))
        {
            writer.WriteStartArray();
            var views = resources.Select(r => new ResourceView(r)).ToList();
            ResourceRelations.Apply(views);
            foreach (var view in views)
            {
                Write(writer, view);
            }
            writer.WriteEndArray();
        }
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, ResourceView view)
    {
        var (resource, type, attributes, facts) = (view.Resource, view.Type, view.Attributes, view.Facts);
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
        WriteIndex(writer, view);
        if (resource.Position.IsKnown)
        {
            writer.WriteStartObject("source");
            writer.WriteString("file", resource.Position.File);
            writer.WriteNumber("line", resource.Position.Line);
            writer.WriteNumber("column", resource.Position.Column);
            writer.WriteNumber("end_line", resource.Position.EndLine);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void WriteIndex(Utf8JsonWriter writer, ResourceView view)
    {
        var (type, attributes, file) = (view.Type, view.Attributes, view.Resource.Position.File);
        var index = ResourceIndex.Of(attributes);
        writer.WriteStartObject("at");
        foreach (var (path, entry) in index.Known)
        {
            writer.WriteStartObject(path);
            if (entry.Values.Count > 0)
            {
                writer.WriteStartArray("values");
                entry.Values.ForEach(v => ConfigJson.WriteTo(writer, v));
                writer.WriteEndArray();
            }
            if (entry.Blocks.Count > 0)
            {
                writer.WriteStartArray("blocks");
                entry.Blocks.ForEach(b => WriteKnown(writer, b));
                writer.WriteEndArray();
            }
            if (entry.Place.IsKnown)
            {
                if (entry.Place.File != file)
                {
                    writer.WriteString("file", entry.Place.File);
                }
                writer.WriteNumber("line", entry.Place.Line);
                writer.WriteNumber("column", entry.Place.Column);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.WriteStartObject("unknown");
        // A property that depends on an unknown is unknown under its own name too.
        foreach (var (path, value) in index.Unknown.Concat(view.Facts.Where(f => f.Value.IsUnknown && !index.Unknown.ContainsKey(f.Key))))
        {
            writer.WriteStartObject(path);
            writer.WriteString("reason", value.Text);
            writer.WriteBoolean("present", value.IsReference);
            if (value.Target is not null)
            {
                writer.WriteString("to", value.Target);
            }
            if (value.Position.IsKnown)
            {
                writer.WriteNumber("line", value.Position.Line);
                writer.WriteNumber("column", value.Position.Column);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.WriteStartObject("defaults");
        foreach (var (path, preset) in ResourceTables.Defaults(type))
        {
            if (!index.Known.ContainsKey(path) && !index.Unknown.ContainsKey(path))
            {
                writer.WritePropertyName(path);
                ConfigJson.WriteTo(writer, preset);
            }
        }
        writer.WriteEndObject();
    }

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
