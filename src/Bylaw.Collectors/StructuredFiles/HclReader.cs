using Bylaw.Collectors.Infrastructure.Hcl;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads HCL 2 as it is written: blocks are objects by label, expressions that are no constants are <c>${text}</c>.</summary>
/// <remarks>Nothing is computed here; for computed infrastructure use the infrastructure collector.</remarks>
public sealed class HclReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "hcl";

    /// <inheritdoc/>
    public bool Matches(string fileName) =>
        fileName.EndsWith(".tf", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".hcl", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".tfvars", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".tofu", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var parsed = HclParser.Parse(file, text, limits.MaxDepth);
        return new StructuredDocument(
            file, Name, [Body(parsed, parsed.Body)], [.. parsed.Diagnostics.Select(d => new ConfigProblem(d.Message, parsed.At(d.Span)))]);
    }

    private static ConfigValue Body(HclFile file, HclBody body)
    {
        var entries = new ConfigMap.Builder();
        foreach (var attribute in body.Attributes)
        {
            entries.Set(attribute.Name, Value(file, attribute.Value).At(file.At(attribute.Span)));
        }
        foreach (var block in body.Blocks)
        {
            var value = Body(file, block.Body).At(file.At(block.Span));
            foreach (var label in block.Labels.Reverse())
            {
                var labelled = new ConfigMap.Builder();
                labelled.Set(label, value);
                value = ConfigValue.Map(labelled.Build(), value.Position);
            }
            entries.Set(block.Type, entries.Get(block.Type) is { } before ? Merge(before, value, block.Labels.Length) : value);
        }
        return ConfigValue.Map(entries.Build(), file.At(body.Span));
    }

    /// <summary>Blocks with other labels join one object; blocks with the same labels become a list.</summary>
    private static ConfigValue Merge(ConfigValue before, ConfigValue added, int labels)
    {
        if (labels == 0 || before.Kind != ConfigKind.Map)
        {
            return ConfigValue.List(before.Kind == ConfigKind.List ? before.Items.Add(added) : [before, added], before.Position);
        }
        var entries = new ConfigMap.Builder();
        foreach (var (key, value) in before.Entries)
        {
            entries.Set(key, value);
        }
        foreach (var (key, value) in added.Entries)
        {
            entries.Set(key, entries.Get(key) is { } same ? Merge(same, value, labels - 1) : value);
        }
        return ConfigValue.Map(entries.Build(), before.Position);
    }

    private static ConfigValue Value(HclFile file, HclExpression expression)
    {
        var place = file.At(expression.Span);
        switch (expression)
        {
            case HclLiteral literal:
                return literal.Value;
            case HclUnary { Operator: "-", Operand: HclLiteral { Value.Kind: ConfigKind.Number } number }:
                return ConfigValue.Number("-" + number.Value.Text, place);
            case HclTemplate template when template.Parts.All(p => p is HclTemplateText):
                return ConfigValue.String(string.Concat(template.Parts.Select(p => ((HclTemplateText)p).Text)), place);
            case HclTemplate { IsHeredoc: false }:
                return ConfigValue.String(file.Source.Text[(expression.Span.Start + 1)..(expression.Span.End - 1)], place);
            case HclTuple tuple:
                return ConfigValue.List([.. tuple.Items.Select(i => Value(file, i))], place);
            case HclObject map:
                var entries = new ConfigMap.Builder();
                foreach (var item in map.Items)
                {
                    var key = item.Key switch
                    {
                        HclVariable name => name.Name,
                        HclTemplate { Parts: [HclTemplateText text] } => text.Text,
                        HclLiteral literal => literal.Value.Text,
                        _ => "${" + Text(file, item.Key) + "}",
                    };
                    entries.Set(key, Value(file, item.Value));
                }
                return ConfigValue.Map(entries.Build(), place);
            default:
                return ConfigValue.String("${" + Text(file, expression) + "}", place);
        }
    }

    private static string Text(HclFile file, HclExpression expression) => file.Source.Text[expression.Span.Start..expression.Span.End];
}
