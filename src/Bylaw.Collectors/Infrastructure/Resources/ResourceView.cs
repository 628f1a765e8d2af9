using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>A resource under the names that rules know, with its properties, while those are being worked out.</summary>
internal sealed class ResourceView
{
    public ResourceView(InfraResource resource)
    {
        Resource = resource;
        (Type, Attributes) = ResourceNormalizer.Normalize(resource);
        foreach (var (name, value) in ResourceFacts.Of(Type, Attributes, resource))
        {
            Facts[name] = value;
        }
    }

    public InfraResource Resource { get; }

    public string Type { get; }

    public ConfigValue Attributes { get; }

    /// <summary>Gets the properties of the infra kind; unknown ones stand as unknown values.</summary>
    public SortedDictionary<string, ConfigValue> Facts { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the known values at a dotted path.</summary>
    public IEnumerable<ConfigValue> At(string path) => ResourcePath.Find(Attributes, path).Where(v => !v.IsNull);

    /// <summary>States a property that another resource brings.</summary>
    public void Set(string name, bool value) => Facts[name] = ConfigValue.Boolean(value);

    /// <summary>Tells whether a value names this resource: by reference, or by one of its known names.</summary>
    public bool IsNamedBy(ConfigValue value) =>
        value.IsUnknown
            ? value.Target is { } target && (target == Resource.Address || (Resource.Address.StartsWith(target, StringComparison.Ordinal) && Resource.Address[target.Length] == '['))
            : value.AsString() is { Length: > 0 } text && (Names().Any(n => n == text) || text.EndsWith("/" + Resource.Address, StringComparison.Ordinal));

    private IEnumerable<string> Names()
    {
        foreach (var name in (string[])["bucket", "id", "arn", "name", "role", "endpoint_config_name"])
        {
            if (Attributes[name]?.AsString() is { Length: > 0 } text)
            {
                yield return text;
            }
        }
        yield return Resource.Address;
    }
}
