using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>A field that may be looked up.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in a word or two; empty when nothing is known.</param>
/// <param name="Description">What it means; empty when nothing is said.</param>
/// <param name="Allowed">The values that it may have, as JSON; empty when any.</param>
internal sealed record Field(string Name, string Type, string Description, ImmutableArray<string> Allowed);

/// <summary>Looks things up in a JSON Schema: which fields there are below a path, and what is said of them.</summary>
internal static class SchemaView
{
    private const int MaxReferences = 16;

    /// <summary>Finds what describes the value at a path; undefined when nothing does.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="path">The steps, <c>*</c> for any item.</param>
    public static RegoValue Find(RegoValue schema, ReadOnlySpan<string> path)
    {
        var at = schema;
        foreach (var step in path)
        {
            at = Step(schema, at, step, MaxReferences);
        }
        return at;
    }

    /// <summary>Lists the fields of what a schema describes.</summary>
    public static IEnumerable<Field> Fields(RegoValue root, RegoValue schema)
    {
        foreach (var part in Parts(root, schema, MaxReferences))
        {
            if (part.Get("properties").TryGetObject(out var properties))
            {
                foreach (var (key, value) in properties)
                {
                    if (key.TryGetString(out var name))
                    {
                        yield return Describe(root, name, value);
                    }
                }
            }
        }
    }

    /// <summary>Describes a field.</summary>
    public static Field Describe(RegoValue root, string name, RegoValue schema)
    {
        var parts = Parts(root, schema, MaxReferences).ToList();
        string First(string key) => parts.Select(p => p.Get(key).TryGetString(out var text) ? text : "").FirstOrDefault(t => t.Length > 0, "");
        var allowed = parts.Select(p => p.Get("enum")).FirstOrDefault(e => e.TryGetArray(out _));
        return new Field(name, TypeOf(root, parts), First("description") is { Length: > 0 } text ? text : First("title"), Items(allowed));
    }

    /// <summary>Makes a schema that describes a sample.</summary>
    public static RegoValue OfSample(RegoValue sample, string file, int depth = 0)
    {
        var text = sample.ToJson();
        var shown = text.Length <= 80 ? text : text[..80] + "…";
        var schema = new ObjectBuilder();
        schema.Set("description", $"in `{file}`: `{shown}`");
        if (sample.TryGetObject(out var members))
        {
            schema.Set("type", "object");
            var properties = new ObjectBuilder();
            foreach (var (key, value) in members)
            {
                if (depth < 12 && key.TryGetString(out _))
                {
                    properties.Set(key, OfSample(value, file, depth + 1));
                }
            }
            schema.Set("properties", properties.Build());
        }
        else if (sample.TryGetArray(out var items))
        {
            schema.Set("type", "array");
            if (items.Count > 0 && depth < 12)
            {
                schema.Set("items", OfSample(items[0], file, depth + 1));
            }
        }
        else
        {
            schema.Set("type", sample.IsNumber ? "number" : sample.TryGetString(out _) ? "string" : sample == RegoValue.Null ? "null" : "boolean");
        }
        return schema.Build();
    }

    private static ImmutableArray<string> Items(RegoValue list)
    {
        if (!list.TryGetArray(out var items))
        {
            return [];
        }
        var texts = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < items.Count && i < 50; i++)
        {
            texts.Add(items[i].ToJson());
        }
        return texts.ToImmutable();
    }

    private static string TypeOf(RegoValue root, List<RegoValue> parts)
    {
        foreach (var part in parts)
        {
            var type = part.Get("type");
            if (type.TryGetString(out var name))
            {
                var items = name == "array" && part.Get("items") is { IsDefined: true } inner ? TypeOf(root, [.. Parts(root, inner, 4)]) : "";
                return items.Length > 0 ? $"array of {items}" : name;
            }
            if (type.TryGetArray(out var several))
            {
                return string.Join(" or ", Enumerable.Range(0, several.Count).Select(i => several[i].TryGetString(out var one) ? one : ""));
            }
        }
        return "";
    }

    private static RegoValue Step(RegoValue root, RegoValue schema, string step, int left)
    {
        foreach (var part in Parts(root, schema, left))
        {
            var found = part.Get("properties").Get(step);
            if (!found.IsDefined && (step == "*" || int.TryParse(step, out _)))
            {
                found = part.Get("items");
            }
            if (!found.IsDefined && part.Get("additionalProperties") is { IsDefined: true } other && other.TryGetObject(out _))
            {
                found = other;
            }
            if (found.IsDefined)
            {
                return found;
            }
        }
        return default;
    }

    /// <summary>Lists a schema and those that it is put together from.</summary>
    private static IEnumerable<RegoValue> Parts(RegoValue root, RegoValue schema, int left)
    {
        if (left == 0 || !schema.TryGetObject(out _))
        {
            yield break;
        }
        yield return schema;
        var others = new List<RegoValue>();
        if (schema.Get("$ref").TryGetString(out var reference) && reference.StartsWith('#'))
        {
            var target = root;
            foreach (var step in reference.Split('/').Skip(1))
            {
                target = target.Get(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
            }
            others.Add(target);
        }
        foreach (var word in (string[])["allOf", "anyOf", "oneOf"])
        {
            if (schema.Get(word).TryGetArray(out var list))
            {
                for (var i = 0; i < list.Count; i++)
                {
                    others.Add(list[i]);
                }
            }
        }
        foreach (var part in others.SelectMany(o => Parts(root, o, left - 1)))
        {
            yield return part;
        }
    }
}
