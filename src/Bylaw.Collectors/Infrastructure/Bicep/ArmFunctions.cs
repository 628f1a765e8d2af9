using System.Globalization;
using System.Numerics;
using System.Text;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Bicep;

/// <summary>Functions of Bicep and ARM that need nothing but their arguments. Everything of the running deployment is unknown.</summary>
internal static class ArmFunctions
{
    /// <summary>Computes a call; null when the function is not one of these or its arguments do not fit.</summary>
    public static ConfigValue? Call(string name, IReadOnlyList<ConfigValue> a) => (name.ToLowerInvariant(), a.Count) switch
    {
        ("concat", _) when a.Count > 0 => a[0].Kind == ConfigKind.List
            ? ConfigValue.List([.. a.SelectMany(v => v.Items)])
            : ConfigValue.String(string.Concat(a.Select(Text))),
        ("format", >= 1) => Format(Text(a[0]), a),
        ("tolower", 1) => ConfigValue.String(Text(a[0]).ToLowerInvariant()),
        ("toupper", 1) => ConfigValue.String(Text(a[0]).ToUpperInvariant()),
        ("trim", 1) => ConfigValue.String(Text(a[0]).Trim()),
        ("replace", 3) => Text(a[1]).Length == 0 ? a[0] : ConfigValue.String(Text(a[0]).Replace(Text(a[1]), Text(a[2]), StringComparison.Ordinal)),
        ("split", 2) => ConfigValue.List([.. Text(a[0]).Split(a[1].Kind == ConfigKind.List ? [.. a[1].Items.Select(Text)] : [Text(a[1])], StringSplitOptions.None).Select(s => ConfigValue.String(s))]),
        ("join", 2) => ConfigValue.String(string.Join(Text(a[1]), a[0].Items.Select(Text))),
        ("startswith", 2) => ConfigValue.Boolean(Text(a[0]).StartsWith(Text(a[1]), StringComparison.OrdinalIgnoreCase)),
        ("endswith", 2) => ConfigValue.Boolean(Text(a[0]).EndsWith(Text(a[1]), StringComparison.OrdinalIgnoreCase)),
        ("indexof", 2) when a[0].Kind == ConfigKind.String => ConfigValue.Number(Text(a[0]).IndexOf(Text(a[1]), StringComparison.OrdinalIgnoreCase)),
        ("substring", 2 or 3) => Substring(a),
        ("string", 1) => ConfigValue.String(a[0].AsScalarText() ?? ConfigJson.Write(a[0])),
        ("bool", 1) => ConfigValue.Boolean(Text(a[0]).Equals("true", StringComparison.OrdinalIgnoreCase) || Text(a[0]) == "1"),
        ("int", 1) when BigInteger.TryParse(Text(a[0]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => ConfigValue.Number(whole.ToString(CultureInfo.InvariantCulture)),
        ("json", 1) => new JsonReader().Read("json", Text(a[0]), ReadLimits.Default) is { Succeeded: true } document ? document.Input : null,
        ("base64", 1) => ConfigValue.String(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a[0])))),
        ("empty", 1) => ConfigValue.Boolean(a[0].IsNull || Length(a[0]) == 0),
        ("length", 1) => ConfigValue.Number(Length(a[0])),
        ("first", 1) => a[0].Kind == ConfigKind.List ? a[0].Items.FirstOrDefault() ?? ConfigValue.Null() : ConfigValue.String(Text(a[0]) is { Length: > 0 } s ? s[..1] : string.Empty),
        ("last", 1) => a[0].Kind == ConfigKind.List ? a[0].Items.LastOrDefault() ?? ConfigValue.Null() : ConfigValue.String(Text(a[0]) is { Length: > 0 } s ? s[^1..] : string.Empty),
        ("take", 2) when a[0].Kind == ConfigKind.List => ConfigValue.List([.. a[0].Items.Take(HclConvert.Integer(a[1]))]),
        ("skip", 2) when a[0].Kind == ConfigKind.List => ConfigValue.List([.. a[0].Items.Skip(HclConvert.Integer(a[1]))]),
        ("take", 2) => ConfigValue.String(new string([.. Text(a[0]).Take(HclConvert.Integer(a[1]))])),
        ("skip", 2) => ConfigValue.String(new string([.. Text(a[0]).Skip(HclConvert.Integer(a[1]))])),
        ("contains", 2) => ConfigValue.Boolean(Contains(a[0], a[1])),
        ("array", 1) => a[0].Kind == ConfigKind.List ? a[0] : ConfigValue.List([a[0]]),
        ("createarray", _) => ConfigValue.List([.. a]),
        ("createobject", _) => CreateObject(a),
        ("range", 2) when HclConvert.Integer(a[1]) is >= 0 and <= 10_000 and var count => ConfigValue.List([.. Enumerable.Range(HclConvert.Integer(a[0]), count).Select(i => ConfigValue.Number(i))]),
        ("union", >= 2) => Union(a),
        ("intersection", 2) when a[0].Kind == ConfigKind.List => ConfigValue.List([.. a[0].Items.Where(i => a[1].Items.Any(o => HclConvert.AreEqual(i, o)))]),
        ("flatten", 1) => ConfigValue.List([.. a[0].Items.SelectMany(i => i.Items)]),
        ("items", 1) => ConfigValue.List([.. a[0].Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => Object(("key", ConfigValue.String(e.Key)), ("value", e.Value)))]),
        ("objectkeys", 1) => ConfigValue.List([.. a[0].Entries.Select(e => ConfigValue.String(e.Key))]),
        ("max" or "min", >= 1) => Extreme(name, a.Count == 1 ? a[0].Items : a),
        ("coalesce", _) => a.FirstOrDefault(v => !v.IsNull) ?? ConfigValue.Null(),
        ("if", 3) => HclConvert.Boolean(a[0]) ? a[1] : a[2],
        ("equals", 2) => ConfigValue.Boolean(HclConvert.AreEqual(a[0], a[1])),
        ("not", 1) => ConfigValue.Boolean(!HclConvert.Boolean(a[0])),
        ("and", >= 1) => ConfigValue.Boolean(a.All(HclConvert.Boolean)),
        ("or", >= 1) => ConfigValue.Boolean(a.Any(HclConvert.Boolean)),
        ("greater", 2) => ConfigValue.Boolean(HclConvert.Number(a[0]).CompareTo(HclConvert.Number(a[1])) > 0),
        ("greaterorequals", 2) => ConfigValue.Boolean(HclConvert.Number(a[0]).CompareTo(HclConvert.Number(a[1])) >= 0),
        ("less", 2) => ConfigValue.Boolean(HclConvert.Number(a[0]).CompareTo(HclConvert.Number(a[1])) < 0),
        ("lessorequals", 2) => ConfigValue.Boolean(HclConvert.Number(a[0]).CompareTo(HclConvert.Number(a[1])) <= 0),
        ("add", 2) => (HclConvert.Number(a[0]) + HclConvert.Number(a[1])).ToValue(),
        ("sub", 2) => (HclConvert.Number(a[0]) - HclConvert.Number(a[1])).ToValue(),
        ("mul", 2) => (HclConvert.Number(a[0]) * HclConvert.Number(a[1])).ToValue(),
        ("div", 2) when !HclConvert.Number(a[1]).IsZero => (HclConvert.Number(a[0]) / HclConvert.Number(a[1])).Truncate().ToValue(),
        ("mod", 2) when !HclConvert.Number(a[1]).IsZero => (HclConvert.Number(a[0]) % HclConvert.Number(a[1])).ToValue(),
        ("true", 0) => ConfigValue.Boolean(true),
        ("false", 0) => ConfigValue.Boolean(false),
        ("null", 0) => ConfigValue.Null(),
        ("any", 1) => a[0],
        _ => null,
    };

    public static ConfigValue Object(params ReadOnlySpan<(string Key, ConfigValue Value)> entries)
    {
        var builder = new ConfigMap.Builder();
        foreach (var (key, value) in entries)
        {
            builder.Set(key, value);
        }
        return ConfigValue.Map(builder.Build());
    }

    private static string Text(ConfigValue value) => value.IsNull ? string.Empty : HclConvert.Text(value);

    private static int Length(ConfigValue value) => value.Kind switch
    {
        ConfigKind.List => value.Items.Length,
        ConfigKind.Map => value.Entries.Count,
        _ => value.Text.Length,
    };

    private static bool Contains(ConfigValue container, ConfigValue item) => container.Kind switch
    {
        ConfigKind.List => container.Items.Any(i => HclConvert.AreEqual(i, item)),
        ConfigKind.Map => container.Entries.Any(e => e.Key.Equals(Text(item), StringComparison.OrdinalIgnoreCase)),
        _ => container.Text.Contains(Text(item), StringComparison.Ordinal),
    };

    private static ConfigValue? Substring(IReadOnlyList<ConfigValue> a)
    {
        var text = Text(a[0]);
        var start = HclConvert.Integer(a[1]);
        var length = a.Count == 3 ? HclConvert.Integer(a[2]) : text.Length - start;
        return start >= 0 && length >= 0 && start + length <= text.Length ? ConfigValue.String(text.Substring(start, length)) : null;
    }

    /// <summary>Only plain <c>{n}</c> is filled in; a format with a width or number form is left to the deployment.</summary>
    private static ConfigValue? Format(string format, IReadOnlyList<ConfigValue> a)
    {
        var result = format.Replace("{{", "\u0001", StringComparison.Ordinal).Replace("}}", "\u0002", StringComparison.Ordinal);
        for (var i = 1; i < a.Count; i++)
        {
            result = result.Replace("{" + (i - 1).ToString(CultureInfo.InvariantCulture) + "}", Text(a[i]), StringComparison.Ordinal);
        }
        return result.Contains('{', StringComparison.Ordinal)
            ? null
            : ConfigValue.String(result.Replace('\u0001', '{').Replace('\u0002', '}'));
    }

    private static ConfigValue CreateObject(IReadOnlyList<ConfigValue> a)
    {
        var entries = new ConfigMap.Builder();
        for (var i = 0; i + 1 < a.Count; i += 2)
        {
            entries.Set(Text(a[i]), a[i + 1]);
        }
        return ConfigValue.Map(entries.Build());
    }

    private static ConfigValue? Union(IReadOnlyList<ConfigValue> a)
    {
        if (a.All(v => v.Kind == ConfigKind.List))
        {
            var items = new List<ConfigValue>();
            foreach (var item in a.SelectMany(v => v.Items))
            {
                if (!items.Any(i => HclConvert.AreEqual(i, item)))
                {
                    items.Add(item);
                }
            }
            return ConfigValue.List([.. items]);
        }
        return a.All(v => v.Kind == ConfigKind.Map) ? a.Aggregate(Merge) : null;
    }

    private static ConfigValue Merge(ConfigValue below, ConfigValue above)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (key, value) in below.Entries.Concat(above.Entries))
        {
            entries.Set(key, entries.Get(key) is { Kind: ConfigKind.Map } old && value.Kind == ConfigKind.Map ? Merge(old, value) : value);
        }
        return ConfigValue.Map(entries.Build());
    }

    private static ConfigValue Extreme(string name, IReadOnlyList<ConfigValue> values)
    {
        var sorted = values.OrderBy(HclConvert.Number).ToList();
        return name.Equals("max", StringComparison.OrdinalIgnoreCase) ? sorted[^1] : sorted[0];
    }
}
