using System.Diagnostics.CodeAnalysis;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>The conversions and comparisons that the language does by itself.</summary>
internal static class HclConvert
{
    public static string Text(ConfigValue value) => value.Kind switch
    {
        ConfigKind.String or ConfigKind.Number or ConfigKind.Boolean => value.Text,
        ConfigKind.Null => throw new HclEvaluationException("null has no text"),
        _ => throw new HclEvaluationException($"{Name(value)} has no text"),
    };

    public static bool Boolean(ConfigValue value) => value switch
    {
        { Kind: ConfigKind.Boolean } => value.IsTrue,
        { Kind: ConfigKind.String, Text: "true" or "1" } => true,
        { Kind: ConfigKind.String, Text: "false" or "0" } => false,
        _ => throw new HclEvaluationException($"a boolean was expected, not {Name(value)}"),
    };

    public static BigFloat Number(ConfigValue value) =>
        value.Kind is ConfigKind.Number or ConfigKind.String && BigFloat.TryParse(value.Text, out var number)
            ? number
            : throw new HclEvaluationException($"a number was expected, not {Name(value)}");

    public static int Integer(ConfigValue value) =>
        Number(value).TryToInt32(out var whole) ? whole : throw new HclEvaluationException("a whole number was expected");

    public static bool AreEqual(ConfigValue a, ConfigValue b)
    {
        if (a.Kind != b.Kind)
        {
            return false;
        }
        switch (a.Kind)
        {
            case ConfigKind.Null:
                return true;
            case ConfigKind.Number:
                return a.Text == b.Text || Number(a).CompareTo(Number(b)) == 0;
            case ConfigKind.List:
                return a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(p => AreEqual(p.First, p.Second));
            case ConfigKind.Map:
                return a.Entries.Count == b.Entries.Count && a.Entries.All(e => b.TryGet(e.Key, out var other) && AreEqual(e.Value, other));
            default:
                return a.Text == b.Text;
        }
    }

    /// <summary>Tells whether an unknown stands anywhere inside, and returns the first.</summary>
    public static bool HoldsUnknown(ConfigValue value, [NotNullWhen(true)] out ConfigValue? unknown)
    {
        unknown = value.Kind switch
        {
            ConfigKind.Unknown => value,
            ConfigKind.List => First(value.Items),
            ConfigKind.Map => First(value.Entries.Select(e => e.Value)),
            _ => null,
        };
        return unknown is not null;

        static ConfigValue? First(IEnumerable<ConfigValue> items)
        {
            foreach (var item in items)
            {
                if (HoldsUnknown(item, out var found))
                {
                    return found;
                }
            }
            return null;
        }
    }

    public static string Name(ConfigValue value) => value.Kind switch
    {
        ConfigKind.Null => "null",
        ConfigKind.Boolean => "a boolean",
        ConfigKind.Number => "a number",
        ConfigKind.String => "a string",
        ConfigKind.List => "a list",
        ConfigKind.Map => "an object",
        _ => "an unknown value",
    };
}
