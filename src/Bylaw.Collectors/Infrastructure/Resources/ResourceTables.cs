using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>The tables that stand beside this file: names of types, documented defaults, and where each property of the infra kind is found.</summary>
internal static class ResourceTables
{
    private static readonly Lazy<ConfigValue> _types = new(() => Load("resource-types.json"));
    private static readonly Lazy<ConfigValue> _defaults = new(() => Load("resource-defaults.json"));
    private static readonly Lazy<ConfigValue> _facts = new(() => Load("resource-facts.json"));

    public static ConfigValue? Type(string nativeType) => _types.Value[nativeType];

    public static ConfigMap Defaults(string type) => _defaults.Value[type]?.Entries ?? ConfigMap.Empty;

    public static ConfigMap Facts(string type) => _facts.Value[type]?.Entries ?? ConfigMap.Empty;

    private static ConfigValue Load(string name)
    {
        using var stream = typeof(ResourceTables).Assembly.GetManifestResourceStream("Bylaw.Collectors.Infrastructure.Resources." + name)!;
        using var reader = new StreamReader(stream);
        return new JsonReader().Read(name, reader.ReadToEnd(), ReadLimits.Default).Input;
    }
}
