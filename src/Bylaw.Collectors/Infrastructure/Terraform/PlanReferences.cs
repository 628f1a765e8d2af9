using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform;

/// <summary>What a plan's configuration part says about where unknown values come from, and which region a provider has.</summary>
internal sealed class PlanReferences
{
    private readonly Dictionary<string, ConfigValue> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _regions = new(StringComparer.Ordinal);

    public static PlanReferences Of(ConfigValue? configuration)
    {
        var result = new PlanReferences();
        result.ReadModule(configuration?["root_module"], string.Empty);
        foreach (var (name, provider) in configuration?["provider_config"]?.Entries ?? ConfigMap.Empty)
        {
            if ((provider["expressions"]?["region"] ?? provider["expressions"]?["location"])?["constant_value"]?.AsString() is { } region)
            {
                result._regions[name] = region;
            }
        }
        return result;
    }

    public string? RegionOf(string address) =>
        _resources.TryGetValue(WithoutIndices(address), out var resource) && resource["provider_config_key"]?.AsString() is { } key
            ? _regions.GetValueOrDefault(key)
            : null;

    /// <summary>Names the resource that a top-level or block-level unknown refers to, so that rules over several resources can follow it.</summary>
    public ConfigValue Mark(string address, ConfigValue attributes)
    {
        var plain = WithoutIndices(address);
        if (!_resources.TryGetValue(plain, out var resource) || resource["expressions"] is not { } expressions)
        {
            return attributes;
        }
        return Mark(attributes, expressions, plain);
    }

    private static ConfigValue Mark(ConfigValue value, ConfigValue expression, string address)
    {
        switch (value.Kind)
        {
            case ConfigKind.Unknown:
                var target = expression["references"]?.Items.Select(i => i.AsString()).FirstOrDefault(r => r is not null && !r.StartsWith("var.", StringComparison.Ordinal));
                return target is null ? value : ConfigValue.Unknown(value.Text, value.Position, target: ResourcePart(target, address));
            case ConfigKind.Map when expression.Kind == ConfigKind.Map:
                var entries = new ConfigMap.Builder();
                foreach (var (key, item) in value.Entries)
                {
                    entries.Set(key, expression[key] is { } inner ? Mark(item, inner, address) : item);
                }
                return ConfigValue.Map(entries.Build(), value.Position);
            case ConfigKind.List:
                var expressions = expression.Kind == ConfigKind.List ? expression.Items : [];
                return ConfigValue.List(
                    [.. value.Items.Select((item, i) => i < expressions.Length ? Mark(item, expressions[i], address) : item)], value.Position);
            default:
                return value;
        }
    }

    /// <summary>References are written relative to their module: <c>aws_kms_key.k.arn</c> in <c>module.a</c> is <c>module.a.aws_kms_key.k</c>.</summary>
    private static string ResourcePart(string reference, string address)
    {
        var parts = reference.Split('.');
        var count = parts[0] is "module" or "data" ? 3 : 2;
        var own = string.Join('.', parts.Take(Math.Min(count, parts.Length)));
        var at = address.LastIndexOf("module.", StringComparison.Ordinal);
        if (at < 0)
        {
            return own;
        }
        var end = address.IndexOf('.', at + "module.".Length);
        return end < 0 ? own : address[..(end + 1)] + own;
    }

    private void ReadModule(ConfigValue? module, string prefix)
    {
        foreach (var resource in module?["resources"]?.Items ?? [])
        {
            if (resource["address"]?.AsString() is { } address)
            {
                _resources[prefix + address] = resource;
            }
        }
        foreach (var (name, call) in module?["module_calls"]?.Entries ?? ConfigMap.Empty)
        {
            ReadModule(call["module"], $"{prefix}module.{name}.");
        }
    }

    private static string WithoutIndices(string address)
    {
        if (!address.Contains('[', StringComparison.Ordinal))
        {
            return address;
        }
        var result = new System.Text.StringBuilder(address.Length);
        for (var i = 0; i < address.Length; i++)
        {
            if (address[i] == '[')
            {
                var quoted = i + 1 < address.Length && address[i + 1] == '"';
                var end = address.IndexOf(quoted ? "\"]" : "]", i + 2, StringComparison.Ordinal);
                i = end < 0 ? address.Length : end + (quoted ? 1 : 0);
                continue;
            }
            result.Append(address[i]);
        }
        return result.ToString();
    }
}
