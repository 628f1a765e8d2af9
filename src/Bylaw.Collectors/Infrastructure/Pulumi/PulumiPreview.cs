using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Pulumi;

/// <summary>Reads <c>pulumi preview --json</c>: the state that each step leads to, outputs not known yet kept unknown.</summary>
internal static class PulumiPreview
{
    /// <summary>The mark that stands for a value known only after deployment.</summary>
    private const string UnknownMark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static bool Looks(ConfigValue root) => root["steps"] is { Kind: ConfigKind.List } steps && steps.Items.Any(s => s["urn"] is not null);

    public static InfraReading Read(ConfigValue root)
    {
        var resources = ImmutableArray.CreateBuilder<InfraResource>();
        foreach (var step in root["steps"]!.Items)
        {
            if (step["op"]?.AsString() is "delete" or "delete-replaced" or "discard" || step["newState"] is not { Kind: ConfigKind.Map } state
                || state["type"]?.AsString() is not { } type || type.StartsWith("pulumi:", StringComparison.Ordinal))
            {
                continue;
            }
            var urn = state["urn"]?.AsString() ?? type;
            resources.Add(new InfraResource
            {
                Address = urn,
                NativeType = TerraformType(type),
                Format = "pulumi",
                Attributes = Convert(state["inputs"] ?? ConfigValue.Map(ConfigMap.Empty, state.Position)),
                Position = state.Position,
            });
        }
        return new InfraReading(resources.ToImmutable(), []);
    }

    /// <summary><c>aws:sagemaker/notebookInstance:NotebookInstance</c> is <c>aws_sagemaker_notebook_instance</c>; bridged providers share names.</summary>
    private static string TerraformType(string type)
    {
        var parts = type.Split(':', '/');
        if (parts is not [var provider, var module, _, var name])
        {
            return type;
        }
        var prefix = provider switch { "azure" => "azurerm", "gcp" => "google", _ => provider };
        var service = module is "index" ? string.Empty : SnakeCase.Of(module) + "_";
        return $"{prefix}_{service}{SnakeCase.Of(name)}";
    }

    private static ConfigValue Convert(ConfigValue value)
    {
        switch (value.Kind)
        {
            case ConfigKind.String when value.Text == UnknownMark:
                return ConfigValue.Unknown("known after apply", value.Position);
            case ConfigKind.List:
                return ConfigValue.List([.. value.Items.Select(Convert)], value.Position);
            case ConfigKind.Map:
                var entries = new ConfigMap.Builder();
                foreach (var (key, item) in value.Entries)
                {
                    if (!key.StartsWith("__", StringComparison.Ordinal))
                    {
                        entries.Set(SnakeCase.Of(key), Convert(item));
                    }
                }
                return ConfigValue.Map(entries.Build(), value.Position);
            default:
                return value;
        }
    }
}
