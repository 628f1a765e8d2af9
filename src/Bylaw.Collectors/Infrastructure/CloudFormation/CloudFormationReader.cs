using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.CloudFormation;

/// <summary>Reads CloudFormation templates, YAML or JSON, with intrinsics computed as far as the template alone allows.</summary>
internal static class CloudFormationReader
{
    public static bool Looks(ConfigValue root) =>
        root["AWSTemplateFormatVersion"] is not null
        || (root["Resources"] is { Kind: ConfigKind.Map } resources
            && (root["Transform"] is not null || resources.Entries.Any(r => r.Value["Type"]?.AsString() is { } type && type.Contains("::", StringComparison.Ordinal))));

    /// <summary>Reads YAML with the meaning of its tags.</summary>
    public static StructuredDocument Parse(string file, string text, ReadLimits limits) =>
        text.AsSpan().TrimStart().StartsWith("{")
            ? new JsonReader().Read(file, text, limits)
            : new YamlReader().Read(file, text, limits, TemplateTags.Expand);

    public static InfraReading Read(ConfigValue root)
    {
        var problems = new List<ConfigProblem>();
        if (root["Resources"] is not { Kind: ConfigKind.Map } resources)
        {
            return InfraReading.Failed(new ConfigProblem("the template has no map `Resources`", root.Position));
        }
        var template = new TemplateScope(root, problems);
        var result = ImmutableArray.CreateBuilder<InfraResource>();
        foreach (var (name, resource) in LoopExpansion.Expand(resources, template))
        {
            if (resource["Type"]?.AsString() is not { } type)
            {
                problems.Add(new ConfigProblem($"resource `{name}` has no `Type`", resource.Position));
                continue;
            }
            if (resource["Condition"]?.AsString() is { } condition && template.Condition(condition) is { Kind: ConfigKind.Boolean, IsTrue: false })
            {
                continue;
            }
            result.Add(new InfraResource
            {
                Address = name,
                NativeType = type,
                Format = "cloudformation",
                Attributes = Properties(root, type, resource, template),
                Position = resource.Position,
            });
        }
        return new InfraReading(result.ToImmutable(), [.. problems.Distinct()]);
    }

    private static ConfigValue Properties(ConfigValue root, string type, ConfigValue resource, TemplateScope template)
    {
        var own = resource["Properties"] is { } properties ? template.Resolve(properties) : null;
        var entries = new ConfigMap.Builder();
        // The serverless transform lays Globals below each resource of the kind.
        var section = type switch
        {
            "AWS::Serverless::Function" => "Function",
            "AWS::Serverless::Api" => "Api",
            "AWS::Serverless::HttpApi" => "HttpApi",
            "AWS::Serverless::SimpleTable" => "SimpleTable",
            "AWS::Serverless::StateMachine" => "StateMachine",
            _ => null,
        };
        if (section is not null && root["Globals"]?[section] is { Kind: ConfigKind.Map } globals)
        {
            own = Merge(template.Resolve(globals) ?? ConfigValue.Map(ConfigMap.Empty), own ?? ConfigValue.Map(ConfigMap.Empty));
        }
        if (own is { IsUnknown: true })
        {
            entries.Set("*", own);
        }
        foreach (var (key, value) in own?.Entries ?? ConfigMap.Empty)
        {
            entries.Set(key, value);
        }
        return ConfigValue.Map(entries.Build(), resource.Position);
    }

    /// <summary>Maps merge, lists add up, anything else of the resource wins.</summary>
    private static ConfigValue Merge(ConfigValue below, ConfigValue above)
    {
        if (below.Kind == ConfigKind.List && above.Kind == ConfigKind.List)
        {
            return ConfigValue.List(below.Items.AddRange(above.Items), above.Position);
        }
        if (below.Kind != ConfigKind.Map || above.Kind != ConfigKind.Map)
        {
            return above;
        }
        var entries = new ConfigMap.Builder();
        foreach (var (key, value) in below.Entries)
        {
            entries.Set(key, value);
        }
        foreach (var (key, value) in above.Entries)
        {
            entries.Set(key, entries.Get(key) is { } other ? Merge(other, value) : value);
        }
        return ConfigValue.Map(entries.Build(), above.Position);
    }
}
