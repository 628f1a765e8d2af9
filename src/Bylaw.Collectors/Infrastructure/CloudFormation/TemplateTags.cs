using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.CloudFormation;

/// <summary>Turns the short YAML forms (<c>!Ref x</c>) into the long ones (<c>Ref: x</c>), so that both read alike afterwards.</summary>
internal static class TemplateTags
{
    public static ConfigValue Expand(string tag, ConfigValue value)
    {
        var name = tag is "Ref" or "Condition" ? tag : tag.StartsWith("Fn::", StringComparison.Ordinal) ? tag : "Fn::" + tag;
        if (name == "Fn::GetAtt" && value.AsString() is { } path && path.IndexOf('.', StringComparison.Ordinal) is var dot and > 0)
        {
            value = ConfigValue.List([ConfigValue.String(path[..dot], value.Position), ConfigValue.String(path[(dot + 1)..], value.Position)], value.Position);
        }
        var entries = new ConfigMap.Builder();
        entries.Set(name, value);
        return ConfigValue.Map(entries.Build(), value.Position);
    }
}
