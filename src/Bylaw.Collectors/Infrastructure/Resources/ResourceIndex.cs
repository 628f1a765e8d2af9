using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>What a resource says at each dotted path. Items of a list share the path of the list, so one path reads blocks in every source alike.</summary>
internal sealed class ResourceIndex
{
    private const int MaxDepth = 12;

    private ResourceIndex()
    {
    }

    /// <summary>Gets the known values by path, in the order they were found.</summary>
    public Dictionary<string, PathEntry> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the unknown values by path; the first one found speaks for all at its path.</summary>
    public Dictionary<string, ConfigValue> Unknown { get; } = new(StringComparer.Ordinal);

    public static ResourceIndex Of(ConfigValue attributes)
    {
        var index = new ResourceIndex();
        foreach (var (key, value) in attributes.Entries)
        {
            index.Visit(key, value, value.Position, 0);
        }
        return index;
    }

    private void Visit(string path, ConfigValue value, SourcePosition place, int depth)
    {
        place = value.Position.IsKnown ? value.Position : place;
        if (value.IsUnknown)
        {
            // Several unknowns at one path count as present only when each of them is.
            if (!Unknown.TryGetValue(path, out var before) || before.IsReference)
            {
                Unknown[path] = value;
            }
            return;
        }
        if (value.IsNull || depth > MaxDepth)
        {
            return;
        }
        if (value.Kind == ConfigKind.List)
        {
            Entry(path, place);
            foreach (var item in value.Items)
            {
                Visit(path, item, place, depth + 1);
            }
            return;
        }
        var entry = Entry(path, place);
        if (value.Kind == ConfigKind.Map)
        {
            entry.Blocks.Add(value);
            foreach (var (key, inner) in value.Entries)
            {
                Visit($"{path}.{key}", inner, place, depth + 1);
            }
            return;
        }
        entry.Values.Add(value);
    }

    private PathEntry Entry(string path, SourcePosition place)
    {
        if (!Known.TryGetValue(path, out var entry))
        {
            Known[path] = entry = new PathEntry(place);
        }
        return entry;
    }
}

/// <summary>The values and blocks at one path, and where the first of them is written.</summary>
internal sealed record PathEntry(SourcePosition Place)
{
    public List<ConfigValue> Values { get; } = [];

    public List<ConfigValue> Blocks { get; } = [];
}
