using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>Dotted paths into attributes. A list on the way means each of its items, since sources write one block as an object or as a list of one.</summary>
internal static class ResourcePath
{
    /// <summary>Gives all values at a path; an unknown on the way stands for everything below it.</summary>
    public static IEnumerable<ConfigValue> Find(ConfigValue root, string path) => Find(root, path.Split('.'), 0);

    private static IEnumerable<ConfigValue> Find(ConfigValue value, string[] steps, int at)
    {
        if (value.IsUnknown || at == steps.Length)
        {
            return [value];
        }
        return value.Kind switch
        {
            ConfigKind.List => value.Items.SelectMany(i => Find(i, steps, at)),
            ConfigKind.Map when value[steps[at]] is { } inner => Find(inner, steps, at + 1),
            ConfigKind.Map when at == 0 && value["*"] is { } unknown => [unknown],
            _ => [],
        };
    }

    /// <summary>Moves the value at one path to another, below the same list items when the paths begin alike.</summary>
    public static ConfigValue Move(ConfigValue root, string from, string to, Func<ConfigValue, ConfigValue> change) =>
        Move(root, from.Split('.'), to.Split('.'), change);

    private static ConfigValue Move(ConfigValue value, ReadOnlySpan<string> from, ReadOnlySpan<string> to, Func<ConfigValue, ConfigValue> change)
    {
        if (value.Kind == ConfigKind.List)
        {
            var items = ImmutableArray.CreateBuilder<ConfigValue>(value.Items.Length);
            foreach (var item in value.Items)
            {
                items.Add(Move(item, from, to, change));
            }
            return ConfigValue.List(items.ToImmutable(), value.Position);
        }
        if (value.Kind != ConfigKind.Map)
        {
            return value;
        }
        if (from.Length > 1 && to.Length > 1 && from[0] == to[0])
        {
            return value[from[0]] is { } inner ? With(value, from[0], Move(inner, from[1..], to[1..], change)) : value;
        }
        var found = value;
        foreach (var step in from)
        {
            if (found[step] is not { } next)
            {
                return value;
            }
            found = next;
        }
        return With(from.Length == 1 ? Without(value, from[0]) : value, to, change(found));
    }

    private static ConfigValue With(ConfigValue map, ReadOnlySpan<string> path, ConfigValue leaf) => path.Length == 1
        ? With(map, path[0], leaf)
        : With(map, path[0], With(map[path[0]] is { Kind: ConfigKind.Map } inner ? inner : ConfigValue.Map(ConfigMap.Empty, leaf.Position), path[1..], leaf));

    private static ConfigValue With(ConfigValue map, string key, ConfigValue value)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (name, item) in map.Entries)
        {
            entries.Set(name, item);
        }
        entries.Set(key, value);
        return ConfigValue.Map(entries.Build(), map.Position);
    }

    private static ConfigValue Without(ConfigValue map, string key)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (name, item) in map.Entries)
        {
            if (name != key)
            {
                entries.Set(name, item);
            }
        }
        return ConfigValue.Map(entries.Build(), map.Position);
    }
}
