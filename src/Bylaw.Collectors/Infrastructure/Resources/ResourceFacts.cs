using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>Works out the properties of the infra kind from attributes and documented defaults. What depends on an unknown is unknown.</summary>
internal static class ResourceFacts
{
    public static ConfigMap Of(string type, ConfigValue attributes, InfraResource resource)
    {
        var facts = new ConfigMap.Builder();
        foreach (var (name, rule) in ResourceTables.Facts(type))
        {
            if (Evaluate(type, attributes, rule) is { } value)
            {
                facts.Set(name, value);
            }
        }
        if (Region(attributes, resource) is { } region)
        {
            facts.Set("region", region);
        }
        if ((attributes["tags"] ?? attributes["labels"]) is { Kind: ConfigKind.Map } tags)
        {
            facts.Set("tags", tags);
        }
        foreach (var (name, value) in resource.Facts)
        {
            facts.Set(name, value);
        }
        if (facts.Get("kind") is null)
        {
            facts.Set("kind", ConfigValue.String("other"));
        }
        return facts.Build();
    }

    private static ConfigValue? Region(ConfigValue attributes, InfraResource resource)
    {
        foreach (var name in (string[])["location", "region"])
        {
            if (attributes[name] is { Kind: ConfigKind.String or ConfigKind.Unknown } region)
            {
                return region;
            }
        }
        return resource.Region is null ? null : ConfigValue.String(resource.Region);
    }

    private static ConfigValue? Evaluate(string type, ConfigValue attributes, ConfigValue rule)
    {
        if (rule.Kind == ConfigKind.String)
        {
            return rule;
        }
        if (rule["value"] is { } constant)
        {
            return constant;
        }
        if (rule["copy"] is { } source)
        {
            var copied = ResourcePath.Find(attributes, source.Text).FirstOrDefault() ?? ResourceTables.Defaults(type).FirstOrDefault(d => d.Key == source.Text).Value;
            return rule["strip"] is { } prefix && copied?.AsString() is { } text
                ? ConfigValue.String(text.Replace(prefix.Text, string.Empty, StringComparison.Ordinal).Replace('_', '.'), copied.Position)
                : copied;
        }
        var path = rule["path"]!.Text;
        var values = ResourcePath.Find(attributes, path).Where(v => !v.IsNull).ToList();
        if (rule["present"] is not null)
        {
            return values.Count == 0 || values.All(v => v is { Kind: ConfigKind.String, Text: "" }) ? ConfigValue.Boolean(false)
                : values.Any(v => !v.IsUnknown || v.IsReference) ? ConfigValue.Boolean(true, values[0].Position)
                : values[0];
        }
        if (values.Count == 0 && ResourceTables.Defaults(type).TryGet(path, out var preset))
        {
            values = [preset];
        }
        if (values.FirstOrDefault(v => v.IsUnknown) is { } unknown)
        {
            return unknown;
        }
        return rule["is"] is { } wanted
            ? ConfigValue.Boolean(values.Any(v => Same(v, wanted)), values.FirstOrDefault()?.Position ?? default)
            : ConfigValue.Boolean(!values.Any(v => Same(v, rule["is_not"]!)), values.FirstOrDefault()?.Position ?? default);
    }

    private static bool Same(ConfigValue value, ConfigValue wanted) => string.Equals(value.AsScalarText(), wanted.Text, StringComparison.OrdinalIgnoreCase);
}
