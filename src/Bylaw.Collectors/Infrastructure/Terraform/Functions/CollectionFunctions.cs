using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

/// <summary>Functions over lists and objects. Most of them keep unknown items where they are instead of losing the whole.</summary>
internal static class CollectionFunctions
{
    private const int MaxRange = 100_000;

    public static void AddTo(Dictionary<string, TerraformFunction> table)
    {
        table["length"] = new(1, 1, true, a => Length(a[0]));
        table["keys"] = new(1, 1, true, a => Known(a[0]) ?? StringFunctions.Strings(Sorted(a[0]).Select(e => e.Key)));
        table["values"] = new(1, 1, true, a => Known(a[0]) ?? ConfigValue.List([.. Sorted(a[0]).Select(e => e.Value)]));
        table["concat"] = new(1, int.MaxValue, true, a => a.FirstOrDefault(v => v.IsUnknown) ?? ConfigValue.List([.. a.SelectMany(v => List(v))]));
        table["merge"] = new(0, int.MaxValue, true, Merge);
        table["lookup"] = new(2, 3, true, Lookup);
        table["element"] = new(2, 2, true, Element);
        table["slice"] = new(3, 3, false, Slice);
        table["flatten"] = new(1, 1, true, a => Known(a[0]) ?? ConfigValue.List([.. Flatten(a[0])]));
        table["reverse"] = new(1, 1, true, a => Known(a[0]) ?? ConfigValue.List([.. List(a[0]).Reverse()]));
        table["chunklist"] = new(2, 2, false, a => ConfigValue.List(
            [.. List(a[0]).Chunk(Math.Max(1, HclConvert.Integer(a[1]))).Select(c => ConfigValue.List([.. c]))]));
        table["zipmap"] = new(2, 2, true, Zipmap);
        table["coalesce"] = new(1, int.MaxValue, true, a => Coalesce(a, v => v.IsNull || v is { Kind: ConfigKind.String, Text: "" }));
        table["coalescelist"] = new(1, int.MaxValue, true, a => Coalesce(a, v => v.IsNull || v.Items.Length == 0));
        table["compact"] = new(1, 1, false, a => ConfigValue.List([.. List(a[0]).Where(v => !v.IsNull && v.Text.Length > 0)]));
        table["contains"] = new(2, 2, false, a => ConfigValue.Boolean(List(a[0]).Any(v => Same(v, a[1]))));
        table["index"] = new(2, 2, false, a => List(a[0]).ToList().FindIndex(v => Same(v, a[1])) is var at and >= 0
            ? ConfigValue.Number(at)
            : throw new HclEvaluationException("the value is not in the list"));
        table["one"] = new(1, 1, true, a => Known(a[0]) ?? (List(a[0]).Length switch
        {
            0 => ConfigValue.Null(),
            1 => List(a[0])[0],
            _ => throw new HclEvaluationException("the list has more than one item"),
        }));
        table["range"] = new(1, 3, false, Range);
        table["alltrue"] = new(1, 1, false, a => ConfigValue.Boolean(List(a[0]).All(v => !v.IsNull && HclConvert.Boolean(v))));
        table["anytrue"] = new(1, 1, false, a => ConfigValue.Boolean(List(a[0]).Any(v => !v.IsNull && HclConvert.Boolean(v))));
        table["matchkeys"] = new(3, 3, false, a => ConfigValue.List(
            [.. List(a[0]).Zip(List(a[1])).Where(p => List(a[2]).Any(k => Same(k, p.Second))).Select(p => p.First)]));
        table["transpose"] = new(1, 1, false, Transpose);
    }

    internal static ImmutableArray<ConfigValue> List(ConfigValue value) => value.Kind == ConfigKind.List
        ? value.Items
        : throw new HclEvaluationException($"a list was expected, not {HclConvert.Name(value)}");

    internal static ConfigValue? Known(ConfigValue value) => value.IsUnknown ? ConfigValue.Unknown(value.Text) : null;

    /// <summary>Compares as a list of strings would after the language's own conversion.</summary>
    internal static bool Same(ConfigValue a, ConfigValue b) =>
        HclConvert.AreEqual(a, b) || (a.AsScalarText() is { } left && b.AsScalarText() == left);

    private static IEnumerable<KeyValuePair<string, ConfigValue>> Sorted(ConfigValue value) => value.Kind == ConfigKind.Map
        ? value.Entries.OrderBy(e => e.Key, StringComparer.Ordinal)
        : throw new HclEvaluationException($"an object was expected, not {HclConvert.Name(value)}");

    private static ConfigValue Length(ConfigValue value) => value.Kind switch
    {
        ConfigKind.Unknown => ConfigValue.Unknown(value.Text),
        ConfigKind.List => ConfigValue.Number(value.Items.Length),
        ConfigKind.Map => ConfigValue.Number(value.Entries.Count),
        ConfigKind.String => ConfigValue.Number(new System.Globalization.StringInfo(value.Text).LengthInTextElements),
        _ => throw new HclEvaluationException($"{HclConvert.Name(value)} has no length"),
    };

    private static ConfigValue Merge(IReadOnlyList<ConfigValue> maps)
    {
        var entries = new ConfigMap.Builder();
        foreach (var map in maps)
        {
            if (map.IsUnknown)
            {
                return ConfigValue.Unknown(map.Text);
            }
            foreach (var (key, value) in map.IsNull ? ConfigMap.Empty : map.Kind == ConfigKind.Map ? map.Entries : throw new HclEvaluationException("objects were expected"))
            {
                entries.Set(key, value);
            }
        }
        return ConfigValue.Map(entries.Build());
    }

    private static ConfigValue Lookup(IReadOnlyList<ConfigValue> arguments)
    {
        if (arguments[0].IsUnknown || arguments[1].IsUnknown)
        {
            return ConfigValue.Unknown(arguments[0].IsUnknown ? arguments[0].Text : arguments[1].Text);
        }
        return arguments[0][HclConvert.Text(arguments[1])]
            ?? (arguments.Count == 3 ? arguments[2] : throw new HclEvaluationException($"there is no key `{arguments[1].Text}`"));
    }

    private static ConfigValue Element(IReadOnlyList<ConfigValue> arguments)
    {
        if (arguments[0].IsUnknown || arguments[1].IsUnknown)
        {
            return ConfigValue.Unknown(arguments[0].IsUnknown ? arguments[0].Text : arguments[1].Text);
        }
        var items = List(arguments[0]);
        var at = HclConvert.Integer(arguments[1]);
        return items.Length == 0 ? throw new HclEvaluationException("the list is empty") : items[((at % items.Length) + items.Length) % items.Length];
    }

    private static ConfigValue Slice(IReadOnlyList<ConfigValue> arguments)
    {
        var items = List(arguments[0]);
        var (start, end) = (HclConvert.Integer(arguments[1]), HclConvert.Integer(arguments[2]));
        return start >= 0 && start <= end && end <= items.Length
            ? ConfigValue.List(items[start..end])
            : throw new HclEvaluationException($"{start} to {end} is outside a list of {items.Length}");
    }

    private static IEnumerable<ConfigValue> Flatten(ConfigValue value) =>
        List(value).SelectMany(item => item.Kind == ConfigKind.List ? Flatten(item) : [item]);

    private static ConfigValue Zipmap(IReadOnlyList<ConfigValue> arguments)
    {
        if (HclConvert.HoldsUnknown(arguments[0], out var unknown) || (arguments[1].IsUnknown && (unknown = arguments[1]) is not null))
        {
            return ConfigValue.Unknown(unknown.Text);
        }
        var entries = new ConfigMap.Builder();
        foreach (var (key, value) in List(arguments[0]).Zip(List(arguments[1])))
        {
            entries.Set(HclConvert.Text(key), value);
        }
        return ConfigValue.Map(entries.Build());
    }

    private static ConfigValue Coalesce(IReadOnlyList<ConfigValue> arguments, Func<ConfigValue, bool> isEmpty)
    {
        foreach (var argument in arguments)
        {
            if (argument.IsUnknown || !isEmpty(argument))
            {
                return argument;
            }
        }
        throw new HclEvaluationException("every argument is empty");
    }

    private static ConfigValue Range(IReadOnlyList<ConfigValue> arguments)
    {
        var numbers = arguments.Select(HclConvert.Integer).ToList();
        var (start, end) = numbers.Count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1]);
        var step = numbers.Count == 3 ? numbers[2] : end < start ? -1 : 1;
        if (step == 0 || Math.Abs((long)end - start) / Math.Abs((long)step) > MaxRange)
        {
            throw new HclEvaluationException($"a range needs a step and at most {MaxRange} numbers");
        }
        var items = ImmutableArray.CreateBuilder<ConfigValue>();
        for (long i = start; step > 0 ? i < end : i > end; i += step)
        {
            items.Add(ConfigValue.Number(i));
        }
        return ConfigValue.List(items.ToImmutable());
    }

    private static ConfigValue Transpose(IReadOnlyList<ConfigValue> arguments)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (key, list) in Sorted(arguments[0]))
        {
            foreach (var item in List(list))
            {
                entries.Set(HclConvert.Text(item), ConfigValue.List((entries.Get(item.Text)?.Items ?? []).Add(ConfigValue.String(key))));
            }
        }
        return ConfigValue.Map(entries.Build());
    }
}
