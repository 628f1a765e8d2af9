using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Packs;

/// <summary>Compares two values of a parameter: which one asks for more.</summary>
internal static class Strictness
{
    /// <summary>Compares.</summary>
    /// <param name="parameter">The parameter; <see cref="ControlParameter.Stricter"/> says which way is stricter.</param>
    /// <param name="value">The one value.</param>
    /// <param name="other">The other.</param>
    /// <returns>Above 0 when the first is stricter, 0 when they ask for the same, below 0 when it is looser; null when nobody can tell.</returns>
    public static int? Compare(ControlParameter parameter, JsonNode? value, JsonNode? other)
    {
        if (JsonNode.DeepEquals(value, other))
        {
            return 0;
        }
        return parameter.Stricter switch
        {
            "higher" => Order(value, other),
            "lower" => -Order(value, other),
            "more" => OfLists(value, other),
            "fewer" => -OfLists(value, other),
            _ => null,
        };
    }

    private static int? Order(JsonNode? a, JsonNode? b)
    {
        if (a is JsonObject left && b is JsonObject right)
        {
            return OfMaps(left, right);
        }
        if (TryNumber(a, out var x) && TryNumber(b, out var y))
        {
            return x.CompareTo(y);
        }
        return a is not null && b is not null && Version.TryParse(Dotted(a), out var v) && Version.TryParse(Dotted(b), out var w) ? v.CompareTo(w) : null;
    }

    /// <summary>A map is higher when no entry of the other is missing or lower; of maps that are higher in one place and lower in another nobody can tell.</summary>
    private static int? OfMaps(JsonObject a, JsonObject b)
    {
        var (higher, lower) = (false, false);
        foreach (var (key, wanted) in b)
        {
            if (!a.ContainsKey(key) || Order(a[key], wanted) is not { } order)
            {
                return null;
            }
            higher |= order > 0;
            lower |= order < 0;
        }
        return higher && lower ? null : higher ? 1 : lower ? -1 : 0;
    }

    private static int? OfLists(JsonNode? a, JsonNode? b)
    {
        if (a is not JsonArray left || b is not JsonArray right)
        {
            return null;
        }
        var mine = left.Select(i => i?.ToJsonString()).ToHashSet();
        var theirs = right.Select(i => i?.ToJsonString()).ToHashSet();
        return mine.SetEquals(theirs) ? 0 : mine.IsSupersetOf(theirs) ? 1 : mine.IsSubsetOf(theirs) ? -1 : null;
    }

    private static string Dotted(JsonNode node) => node.ToString() is var text && text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";

    private static bool TryNumber(JsonNode? node, out double number)
    {
        number = 0;
        return node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
