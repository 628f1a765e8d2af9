using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac;

/// <summary>Takes values from a body as a decoding specification says: the part of <c>hcldec</c> that conformance cases use.</summary>
internal sealed class HclDecoder(HclFile specFile, HclFile input, IHclScope scope)
{
    private readonly HclEvaluator _evaluator = new(input, scope, new HclBudget());
    private readonly HclEvaluator _specEvaluator = new(specFile, scope, new HclBudget());

    public List<HclDiagnostic> Diagnostics { get; } = [];

    public ConfigValue Decode(HclBlock spec, HclBody body, bool isRoot)
    {
        if (isRoot && spec.Type != "literal")
        {
            ReportUnexpected(spec, body);
        }
        switch (spec.Type)
        {
            case "literal":
                return _specEvaluator.Evaluate(spec.Body.Attribute("value")!.Value);
            case "object":
                return DecodeObject(spec, body);
            case "attr":
                return body.Attribute(Name(spec)) is { } attribute ? Convert(_evaluator.Evaluate(attribute.Value), TypeOf(spec)) : ConfigValue.Null();
            case "block":
                return Blocks(spec, body).FirstOrDefault() is { } only ? Inner(spec, only) : ConfigValue.Null();
            case "block_list" or "block_tuple" or "block_set":
                return ConfigValue.List([.. Blocks(spec, body).Select(b => Inner(spec, b))]);
            case "block_map" or "block_object":
                var entries = new ConfigMap.Builder();
                foreach (var block in Blocks(spec, body))
                {
                    entries.Set(block.Labels[0], Inner(spec, block));
                }
                return ConfigValue.Map(entries.Build());
            case "default":
                return spec.Body.Blocks.Select(b => Decode(b, body, false)).FirstOrDefault(v => !v.IsNull) ?? ConfigValue.Null();
            default:
                throw new NotSupportedException($"specification `{spec.Type}`");
        }
    }

    private ConfigValue DecodeObject(HclBlock spec, HclBody body)
    {
        var entries = new ConfigMap.Builder();
        foreach (var part in spec.Body.Blocks)
        {
            entries.Set(part.Labels is [var label, ..] ? label : Name(part), Decode(part, body, false));
        }
        return ConfigValue.Map(entries.Build());
    }

    private ConfigValue Inner(HclBlock spec, HclBlock block) => Decode(spec.Body.Blocks.Single(), block.Body, isRoot: true);

    private IEnumerable<HclBlock> Blocks(HclBlock spec, HclBody body) => body.Blocks.Where(b => b.Type == BlockType(spec));

    private string Name(HclBlock spec) => Text(spec, "name") ?? spec.Labels.FirstOrDefault() ?? string.Empty;

    private string BlockType(HclBlock spec) => Text(spec, "block_type") ?? spec.Labels.FirstOrDefault() ?? string.Empty;

    private string? Text(HclBlock spec, string name) => spec.Body.Attribute(name) is { } a ? _specEvaluator.Evaluate(a.Value).Text : null;

    private static HclExpression? TypeOf(HclBlock spec) => spec.Body.Attribute("type")?.Value;

    private void ReportUnexpected(HclBlock spec, HclBody body)
    {
        IEnumerable<HclBlock> parts = spec.Type == "object" ? spec.Body.Blocks : [spec];
        var names = parts.Where(p => p.Type == "attr").Select(Name).ToHashSet();
        var types = parts.Where(p => p.Type.StartsWith("block", StringComparison.Ordinal)).Select(BlockType).ToHashSet();
        Diagnostics.AddRange(body.Attributes.Where(a => !names.Contains(a.Name)).Select(a => new HclDiagnostic("unexpected", a.NameSpan)));
        Diagnostics.AddRange(body.Blocks.Where(b => !types.Contains(b.Type)).Select(b => new HclDiagnostic("unexpected", b.TypeSpan)));
    }

    private static ConfigValue Convert(ConfigValue value, HclExpression? type) => type switch
    {
        HclVariable { Name: "string" } when value.AsScalarText() is { } text => ConfigValue.String(text),
        HclVariable { Name: "number" } when !value.IsNull => HclConvert.Number(value).ToValue(),
        HclVariable { Name: "bool" } when !value.IsNull => ConfigValue.Boolean(HclConvert.Boolean(value)),
        HclCall { Name: "list" or "set", Arguments: [var item] } => ConfigValue.List([.. value.Items.Select(v => Convert(v, item))]),
        HclCall { Name: "map", Arguments: [var item] } => Map(value, item),
        _ => value,
    };

    private static ConfigValue Map(ConfigValue value, HclExpression item)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (key, inner) in value.Entries)
        {
            entries.Set(key, Convert(inner, item));
        }
        return ConfigValue.Map(entries.Build());
    }
}
