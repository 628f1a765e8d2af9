using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform;

/// <summary>Converts a value to a variable's type constraint: primitives, and the defaults of <c>optional(type, default)</c>.</summary>
internal static class VariableType
{
    public static ConfigValue Apply(HclExpression? type, ConfigValue value)
    {
        if (value.IsUnknown)
        {
            return value;
        }
        switch (type)
        {
            case HclVariable { Name: "bool" } when value is { Kind: ConfigKind.String, Text: "true" or "false" }:
                return ConfigValue.Boolean(value.Text == "true", value.Position);
            case HclVariable { Name: "number" } when value.Kind == ConfigKind.String && BigFloat.TryParse(value.Text, out var number):
                return number.ToValue(value.Position);
            case HclVariable { Name: "string" } when value.Kind is ConfigKind.Number or ConfigKind.Boolean:
                return ConfigValue.String(value.Text, value.Position);
            case HclCall { Name: "list" or "set", Arguments: [var item] } when value.Kind == ConfigKind.List:
                return ConfigValue.List([.. value.Items.Select(v => Apply(item, v))], value.Position);
            case HclCall { Name: "map", Arguments: [var item] } when value.Kind == ConfigKind.Map:
                var entries = new ConfigMap.Builder();
                foreach (var (key, inner) in value.Entries)
                {
                    entries.Set(key, Apply(item, inner));
                }
                return ConfigValue.Map(entries.Build(), value.Position);
            case HclCall { Name: "object", Arguments: [HclObject shape] } when value.Kind == ConfigKind.Map:
                return Object(shape, value);
            default:
                return value;
        }
    }

    private static ConfigValue Object(HclObject shape, ConfigValue value)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (key, inner) in value.Entries)
        {
            entries.Set(key, inner);
        }
        foreach (var item in shape.Items)
        {
            var name = item.Key is HclVariable variable ? variable.Name : (item.Key as HclTemplate)?.Parts is [HclTemplateText text] ? text.Text : null;
            if (name is null)
            {
                continue;
            }
            var optional = item.Value as HclCall is { Name: "optional" } call ? call : null;
            var present = entries.Get(name) is { IsNull: false } given ? given : null;
            if (present is not null)
            {
                entries.Set(name, Apply(optional?.Arguments.FirstOrDefault() ?? item.Value, present));
            }
            else if (optional is { Arguments: [var inner, var preset] })
            {
                var file = new HclFile(new SourceText(string.Empty, string.Empty), new HclBody([], [], default), []);
                entries.Set(name, Apply(inner, new HclEvaluator(file, HclScope.Empty, new HclBudget()).Evaluate(Unplaced(preset))));
            }
            else if (optional is not null)
            {
                entries.Set(name, ConfigValue.Null());
            }
        }
        return ConfigValue.Map(entries.Build(), value.Position);
    }

    /// <summary>A default stands in the declaring file, whose positions say nothing about the value that is given here.</summary>
    private static HclExpression Unplaced(HclExpression expression) => expression with { Span = default };
}
