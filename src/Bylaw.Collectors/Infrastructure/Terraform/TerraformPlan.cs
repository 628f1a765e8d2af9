using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform;

/// <summary>Reads the JSON of <c>terraform show -json</c>, of a plan or of a state, in every format version since 0.1.</summary>
/// <remarks>What <c>after_unknown</c> marks is unknown; what is null is absent; what will be deleted is not there.</remarks>
internal static class TerraformPlan
{
    public static bool Looks(ConfigValue root) =>
        root["format_version"] is not null && (root["resource_changes"] ?? root["planned_values"] ?? root["values"]) is not null
        || root["planned_values"]?["root_module"] is not null;

    public static InfraReading Read(ConfigValue root)
    {
        var references = PlanReferences.Of(root["configuration"]);
        var resources = ImmutableArray.CreateBuilder<InfraResource>();
        if (root["resource_changes"] is { Kind: ConfigKind.List } changes)
        {
            foreach (var change in changes.Items)
            {
                if (ReadChange(change, references) is { } resource)
                {
                    resources.Add(resource);
                }
            }
        }
        else
        {
            ReadModule((root["planned_values"] ?? root["values"])?["root_module"], references, resources);
        }
        var drift = root["resource_drift"] is { Kind: ConfigKind.List } drifted ? drifted.Items.Length : (int?)null;
        return new InfraReading(resources.ToImmutable(), [])
        {
            DriftCount = drift,
            CheckedAt = drift is null ? null : root["timestamp"]?.AsString(),
        };
    }

    private static InfraResource? ReadChange(ConfigValue change, PlanReferences references)
    {
        if (change["mode"]?.AsString() == "data" || change["type"]?.AsString() is not { } type || change["address"]?.AsString() is not { } address)
        {
            return null;
        }
        var details = change["change"];
        if (details?["after"] is not { Kind: ConfigKind.Map } after)
        {
            // No state afterwards: deleted or forgotten.
            return details?["after_unknown"] is { IsTrue: true } ? Make(address, type, ConfigValue.Map(ConfigMap.Empty), change, references) : null;
        }
        return Make(address, type, Overlay(after, details["after_unknown"]), change, references);
    }

    private static void ReadModule(ConfigValue? module, PlanReferences references, ImmutableArray<InfraResource>.Builder resources)
    {
        foreach (var resource in module?["resources"]?.Items ?? [])
        {
            if (resource["mode"]?.AsString() != "data" && resource["type"]?.AsString() is { } type && resource["address"]?.AsString() is { } address)
            {
                resources.Add(Make(address, type, resource["values"] is { Kind: ConfigKind.Map } values ? values : ConfigValue.Map(ConfigMap.Empty), resource, references));
            }
        }
        foreach (var child in module?["child_modules"]?.Items ?? [])
        {
            ReadModule(child, references, resources);
        }
    }

    private static InfraResource Make(string address, string type, ConfigValue attributes, ConfigValue node, PlanReferences references) => new()
    {
        Address = address,
        NativeType = type,
        Format = "terraform-plan",
        Attributes = references.Mark(address, attributes),
        Position = node.Position,
        Region = references.RegionOf(address),
    };

    /// <summary>Lays the marks of <c>after_unknown</c> over the values.</summary>
    private static ConfigValue Overlay(ConfigValue? value, ConfigValue? unknown)
    {
        if (unknown is { IsTrue: true })
        {
            return ConfigValue.Unknown("known after apply", value?.Position ?? unknown.Position);
        }
        if (unknown is { Kind: ConfigKind.Map } marks && (value is null || value.Kind is ConfigKind.Map or ConfigKind.Null))
        {
            if (value is not { Kind: ConfigKind.Map } && !HasTrue(marks))
            {
                return value ?? ConfigValue.Null();
            }
            var entries = new ConfigMap.Builder();
            foreach (var (key, item) in value?.Entries ?? ConfigMap.Empty)
            {
                entries.Set(key, Overlay(item, marks[key]));
            }
            foreach (var (key, mark) in marks.Entries)
            {
                if (entries.Get(key) is null && HasTrue(mark))
                {
                    entries.Set(key, Overlay(null, mark));
                }
            }
            return ConfigValue.Map(entries.Build(), value?.Position ?? unknown.Position);
        }
        if (unknown is { Kind: ConfigKind.List } list && (value is null || value.Kind is ConfigKind.List or ConfigKind.Null))
        {
            var items = value?.Items ?? [];
            if (items.IsEmpty && !HasTrue(list))
            {
                return value ?? ConfigValue.Null();
            }
            var count = Math.Max(items.Length, list.Items.Length);
            var result = Enumerable.Range(0, count)
                .Select(i => Overlay(i < items.Length ? items[i] : null, i < list.Items.Length ? list.Items[i] : null));
            return ConfigValue.List([.. result], value?.Position ?? unknown.Position);
        }
        return value ?? ConfigValue.Null();
    }

    private static bool HasTrue(ConfigValue mark) => mark.Kind switch
    {
        ConfigKind.Map => mark.Entries.Any(e => HasTrue(e.Value)),
        ConfigKind.List => mark.Items.Any(HasTrue),
        _ => mark.IsTrue,
    };
}
