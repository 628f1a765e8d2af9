using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>Gives a resource the names that the rules know, whatever source it comes from: the type and attribute names of the Terraform providers.</summary>
internal static class ResourceNormalizer
{
    public static (string Type, ConfigValue Attributes) Normalize(InfraResource resource)
    {
        var table = ResourceTables.Type(resource.NativeType);
        return resource.Format switch
        {
            "cloudformation" => (
                table?["type"]?.Text ?? AwsType(resource.NativeType),
                Rename(table, Snake(resource.Attributes, inDocument: false))),
            "arm" or "bicep" => (
                AzureType(resource.NativeType, table, resource.Attributes),
                Rename(table, Snake(Flatten(resource.Attributes), inDocument: false))),
            _ => (resource.NativeType, resource.Attributes),
        };
    }

    /// <summary><c>AWS::SageMaker::Domain</c> is <c>aws_sagemaker_domain</c>: the service is one word, the rest is words.</summary>
    private static string AwsType(string nativeType)
    {
        var parts = nativeType.Split("::");
        return parts is ["AWS", var service, ..]
            ? string.Join('_', (string[])["aws", service.ToLowerInvariant(), .. parts.Skip(2).Select(SnakeCase.Of)])
            : nativeType;
    }

    private static string AzureType(string nativeType, ConfigValue? table, ConfigValue attributes)
    {
        if (nativeType == "Microsoft.MachineLearningServices/workspaces/computes" && attributes["properties"]?["computeType"]?.AsString() == "AmlCompute")
        {
            return "azurerm_machine_learning_compute_cluster";
        }
        return table?["type"]?.Text ?? nativeType;
    }

    /// <summary>Lifts what Azure keeps under <c>properties</c> to the top, where the provider has it.</summary>
    private static ConfigValue Flatten(ConfigValue attributes)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (key, value) in attributes.Entries)
        {
            if (key != "properties")
            {
                entries.Set(key, value);
            }
        }
        foreach (var (key, value) in attributes["properties"]?.Entries ?? ConfigMap.Empty)
        {
            entries.Set(key, value);
        }
        if (attributes["properties"] is { IsUnknown: true } unknown)
        {
            entries.Set("*", unknown);
        }
        return ConfigValue.Map(entries.Build(), attributes.Position);
    }

    /// <summary>Policy documents and names that people give (tags, variables of the environment) keep their own spelling, and tags are a map from name to value.</summary>
    private static ConfigValue Snake(ConfigValue value, bool inDocument)
    {
        switch (value.Kind)
        {
            case ConfigKind.Map:
                var entries = new ConfigMap.Builder();
                foreach (var (key, item) in value.Entries)
                {
                    var isDocument = inDocument || key.EndsWith("PolicyDocument", StringComparison.Ordinal) || key is "KeyPolicy" or "Policy" or "Tags" or "tags" or "Variables" or "EnvironmentVariables" or "environmentVariables";
                    var name = inDocument ? key : SnakeCase.Of(key);
                    entries.Set(name, key is "Tags" or "tags" && item.Kind == ConfigKind.List ? Tags(item) : Snake(item, isDocument));
                }
                return ConfigValue.Map(entries.Build(), value.Position);
            case ConfigKind.List:
                return ConfigValue.List([.. value.Items.Select(i => Snake(i, inDocument))], value.Position);
            default:
                return value;
        }
    }

    private static ConfigValue Tags(ConfigValue list)
    {
        var entries = new ConfigMap.Builder();
        foreach (var tag in list.Items)
        {
            if ((tag["Key"] ?? tag["key"])?.AsScalarText() is { } key && (tag["Value"] ?? tag["value"]) is { } value)
            {
                entries.Set(key, value);
            }
        }
        return ConfigValue.Map(entries.Build(), list.Position);
    }

    private static ConfigValue Rename(ConfigValue? table, ConfigValue attributes)
    {
        foreach (var (from, to) in table?["rename"]?.Entries ?? ConfigMap.Empty)
        {
            attributes = ResourcePath.Move(attributes, from, to.Text, v => v);
        }
        foreach (var (from, to) in table?["enabled"]?.Entries ?? ConfigMap.Empty)
        {
            attributes = ResourcePath.Move(attributes, from, to.Text, v => v.AsScalarText()?.ToLowerInvariant() switch
            {
                "enabled" or "true" => ConfigValue.Boolean(true, v.Position),
                "disabled" or "false" or "unspecified" => ConfigValue.Boolean(false, v.Position),
                _ => v,
            });
        }
        foreach (var (from, to) in table?["not"]?.Entries ?? ConfigMap.Empty)
        {
            attributes = ResourcePath.Move(attributes, from, to.Text, v => v.AsScalarText()?.ToLowerInvariant() switch
            {
                "true" => ConfigValue.Boolean(false, v.Position),
                "false" => ConfigValue.Boolean(true, v.Position),
                _ => v,
            });
        }
        return attributes;
    }
}
