using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bylaw.Evidence.Schemas;

/// <summary>Objects and arrays.</summary>
internal sealed partial class SchemaValidation
{
    private void CheckObject(JsonObject keywords, JsonObject members, string pointer)
    {
        var properties = keywords["properties"] as JsonObject;
        var patterns = keywords["patternProperties"] as JsonObject;
        foreach (var name in (keywords["required"] as JsonArray ?? []).Select(n => n!.GetValue<string>()))
        {
            if (!members.ContainsKey(name))
            {
                Report(pointer, $"lacks `{name}`");
            }
        }
        foreach (var (name, needed) in keywords["dependentRequired"] as JsonObject ?? [])
        {
            if (members.ContainsKey(name) && needed!.AsArray().FirstOrDefault(n => !members.ContainsKey(n!.GetValue<string>())) is { } missing)
            {
                Report(pointer, $"lacks `{missing}`, which `{name}` calls for");
            }
        }
        CheckCount(keywords, "minProperties", "maxProperties", members.Count, "members", pointer);
        foreach (var (name, value) in members)
        {
            var place = $"{pointer}/{name.Replace("~", "~0").Replace("/", "~1")}";
            var known = false;
            if (properties is not null && properties.TryGetPropertyValue(name, out var schema))
            {
                known = true;
                Check(schema, value, place);
            }
            foreach (var (pattern, patternSchema) in patterns ?? [])
            {
                if (Matches(name, pattern))
                {
                    known = true;
                    Check(patternSchema, value, place);
                }
            }
            if (keywords["propertyNames"] is { } names)
            {
                Check(names, name, place);
            }
            if (!known && keywords["additionalProperties"] is { } additional)
            {
                CheckUnknown(additional, properties, name, value, place);
            }
        }
    }

    private void CheckUnknown(JsonNode additional, JsonObject? properties, string name, JsonNode? value, string place)
    {
        if (additional is not JsonValue)
        {
            Check(additional, value, place);
        }
        else if (!additional.GetValue<bool>())
        {
            var near = properties?.Select(p => p.Key).Where(p => EditDistance(p, name) <= 2).MinBy(p => EditDistance(p, name));
            Report(place, near is null ? "is not a known field" : $"is not a known field; did you mean `{near}`?");
        }
    }

    private void CheckArray(JsonObject keywords, JsonArray items, string pointer)
    {
        CheckCount(keywords, "minItems", "maxItems", items.Count, "items", pointer);
        // Before draft 2020-12 a list under `items` was what `prefixItems` is now, and `additionalItems` what `items` is.
        var isOlder = keywords["items"] is JsonArray;
        var prefix = (isOlder ? keywords["items"] : keywords["prefixItems"]) as JsonArray;
        for (var index = 0; index < items.Count; index++)
        {
            var schema = index < prefix?.Count ? prefix[index] : keywords[isOlder ? "additionalItems" : "items"];
            Check(schema, items[index], $"{pointer}/{index}");
        }
        if (keywords["uniqueItems"]?.GetValue<bool>() is true && HasEqualItems(items))
        {
            Report(pointer, "holds the same item twice");
        }
        if (keywords["contains"] is { } wanted)
        {
            var count = items.Count(i => Holds(wanted, i));
            var least = Number(keywords["minContains"]) ?? 1;
            if (count < least || count > (Number(keywords["maxContains"]) ?? double.MaxValue))
            {
                Report(pointer, $"has {count} items of the wanted form");
            }
        }
    }

    private static bool HasEqualItems(JsonArray items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            for (var j = i + 1; j < items.Count; j++)
            {
                if (JsonNode.DeepEquals(items[i], items[j]))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private void CheckCount(JsonObject keywords, string least, string most, int count, string unit, string pointer)
    {
        if (Number(keywords[least]) is { } min && count < min)
        {
            Report(pointer, $"has {count} {unit}, at least {min} are needed");
        }
        if (Number(keywords[most]) is { } max && count > max)
        {
            Report(pointer, $"has {count} {unit}, at most {max} are allowed");
        }
    }

    /// <summary>Matches a schema's pattern in linear time; a pattern that needs backtracking falls back to a timed match.</summary>
    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
    }

    private static int EditDistance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
        {
            return 3;
        }
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
