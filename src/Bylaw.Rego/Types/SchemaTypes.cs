using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Types;

/// <summary>
/// Turns a JSON Schema into the type of the documents that it allows. What a type cannot say (ranges, patterns, required fields) is
/// passed over; where a schema leaves more open than a type can, the type is wider.
/// </summary>
/// <remarks>
/// As in OPA, an object whose <c>properties</c> are listed has no others unless <c>additionalProperties</c> or
/// <c>patternProperties</c> say so: a misspelt field is to be found.
/// </remarks>
internal sealed class SchemaTypes
{
    private const int MaxDepth = 200;

    private readonly RegoValue _root;
    private readonly Func<string, RegoValue> _other;
    private readonly Dictionary<string, RegoType?> _references = new(StringComparer.Ordinal);
    private int _depth;

    private SchemaTypes(in RegoValue root, Func<string, RegoValue> other)
    {
        _root = root;
        _other = other;
    }

    /// <summary>Returns the type of the documents that a schema allows.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="other">Finds another schema by the URI that a <c>$ref</c> names; undefined when there is none.</param>
    /// <exception cref="FormatException">The schema is not valid, or refers to what is not there.</exception>
    public static RegoType Read(in RegoValue schema, Func<string, RegoValue> other) => new SchemaTypes(schema, other).ReadSchema(schema, "#");

    private RegoType ReadSchema(in RegoValue schema, string place)
    {
        if (schema.Kind == ValueKind.Boolean)
        {
            return RegoType.Any;
        }
        if (!schema.TryGetObject(out var fields))
        {
            throw new FormatException($"{place} is {RegoValue.NameOf(schema.Kind)}, but a schema is an object or a boolean");
        }
        if (++_depth > MaxDepth)
        {
            throw new FormatException($"{place} is nested more than {MaxDepth} deep");
        }
        var type = fields.Get("$ref").TryGetString(out var reference) ? Follow(reference, place) : ReadOwn(fields, place);
        type = ReadList(fields, "allOf", place).Aggregate(type, Intersect);
        foreach (var keyword in (ReadOnlySpan<string>)["anyOf", "oneOf"])
        {
            var choices = ReadList(fields, keyword, place);
            if (choices.Count > 0)
            {
                type = Intersect(type, UnionType.Of(choices));
            }
        }
        _depth--;
        return fields.Get("nullable").IsTrue && !type.IsAny ? type.Or(RegoType.Null) : type;
    }

    private RegoType ReadOwn(RegoObject fields, string place)
    {
        var constant = fields.Get("const");
        if (constant.IsDefined)
        {
            return ValueTypes.Of(constant);
        }
        if (fields.Get("enum").TryGetArray(out var values) && values.Count > 0)
        {
            RegoType? joined = null;
            foreach (ref readonly var value in values.AsSpan())
            {
                joined = TypeRelations.Join(joined, ValueTypes.Of(value));
            }
            return joined!;
        }
        var named = fields.Get("type");
        if (named.TryGetString(out var name))
        {
            return OfName(name, fields, place);
        }
        if (named.TryGetArray(out var names))
        {
            var types = new List<RegoType>(names.Count);
            foreach (ref readonly var item in names.AsSpan())
            {
                types.Add(item.TryGetString(out var one) ? OfName(one, fields, place) : throw new FormatException($"{place}/type must list names of types"));
            }
            return types.Count == 0 ? RegoType.Any : UnionType.Of(types);
        }
        if (named.IsDefined)
        {
            throw new FormatException($"{place}/type must be the name of a type, or a list of names");
        }
        return fields.ContainsKey("properties") ? ReadObject(fields, place)
            : fields.ContainsKey("items") || fields.ContainsKey("prefixItems") ? ReadArray(fields, place)
            : RegoType.Any;
    }

    private RegoType OfName(string name, RegoObject fields, string place) => name switch
    {
        "null" => RegoType.Null,
        "boolean" => RegoType.Boolean,
        "number" or "integer" => RegoType.Number,
        "string" => RegoType.String,
        "array" => ReadArray(fields, place),
        "object" => ReadObject(fields, place),
        _ => throw new FormatException($"{place}/type is `{name}`, but must be array, boolean, integer, null, number, object or string"),
    };

    private ObjectType ReadObject(RegoObject fields, string place)
    {
        var more = fields.Get("additionalProperties");
        var properties = ImmutableArray.CreateBuilder<(RegoValue, RegoType)>();
        if (fields.Get("properties").TryGetObject(out var listed))
        {
            foreach (var (key, schema) in listed)
            {
                properties.Add((key, ReadSchema(schema, $"{place}/properties/{key.AsString()}")));
            }
        }
        else if (fields.ContainsKey("properties"))
        {
            throw new FormatException($"{place}/properties must be an object");
        }
        (RegoType, RegoType)? rest = null;
        if (more.TryGetObject(out _))
        {
            rest = (RegoType.String, ReadSchema(more, $"{place}/additionalProperties"));
        }
        else if (more.IsTrue || IsOpen(fields) || (properties.Count == 0 && !more.IsFalse))
        {
            rest = (properties.Count == 0 ? RegoType.Any : RegoType.String, RegoType.Any);
        }
        return new ObjectType(properties.ToImmutable(), rest);
    }

    /// <summary>Tells whether other keywords may bring in properties that are not listed.</summary>
    private static bool IsOpen(RegoObject fields) =>
        fields.ContainsKey("patternProperties") || fields.ContainsKey("then") || fields.ContainsKey("else")
        || fields.ContainsKey("dependentSchemas") || fields.ContainsKey("unevaluatedProperties");

    private ArrayType ReadArray(RegoObject fields, string place)
    {
        var items = fields.Get("items");
        var first = fields.Get("prefixItems").TryGetArray(out var prefix) ? prefix : items.TryGetArray(out var tuple) ? tuple : RegoArray.Empty;
        var known = ImmutableArray.CreateBuilder<RegoType>(first.Count);
        for (var i = 0; i < first.Count; i++)
        {
            known.Add(ReadSchema(first[i], $"{place}/items/{i}"));
        }
        var more = items.TryGetArray(out _) ? fields.Get("additionalItems") : items;
        RegoType? rest = more.IsFalse ? null : more.TryGetObject(out _) ? ReadSchema(more, $"{place}/items") : RegoType.Any;
        return new ArrayType(known.ToImmutable(), rest);
    }

    private List<RegoType> ReadList(RegoObject fields, string keyword, string place)
    {
        var types = new List<RegoType>();
        var value = fields.Get(keyword);
        if (value.TryGetArray(out var list))
        {
            for (var i = 0; i < list.Count; i++)
            {
                types.Add(ReadSchema(list[i], $"{place}/{keyword}/{i}"));
            }
        }
        else if (value.IsDefined)
        {
            throw new FormatException($"{place}/{keyword} must be a list of schemas");
        }
        return types;
    }

    private RegoType Follow(string reference, string place)
    {
        if (_references.TryGetValue(reference, out var known))
        {
            // A schema that refers to itself: its inside may be anything.
            return known ?? RegoType.Any;
        }
        _references[reference] = null;
        RegoType type;
        if (reference.StartsWith('#'))
        {
            type = ReadSchema(Resolve(_root, reference, place), reference);
        }
        else
        {
            var cut = reference.IndexOf('#', StringComparison.Ordinal);
            var (uri, pointer) = cut < 0 ? (reference, "#") : (reference[..cut], reference[cut..]);
            var document = _other(uri);
            if (!document.IsDefined)
            {
                throw new FormatException($"{place}/$ref names `{uri}`, which is not among the given schemas; references to the network are not followed");
            }
            var inner = new SchemaTypes(document, _other) { _depth = _depth };
            foreach (var (name, value) in _references)
            {
                if (!name.StartsWith('#'))
                {
                    inner._references[name] = value;
                }
            }
            type = inner.ReadSchema(Resolve(document, pointer, place), reference);
        }
        _references[reference] = type;
        return type;
    }

    private static RegoValue Resolve(in RegoValue document, string pointer, string place)
    {
        var value = document;
        foreach (var step in pointer[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            value = value.TryGetArray(out var list) && int.TryParse(name, out var index) && (uint)index < (uint)list.Count
                ? list[index]
                : value.Get(name);
            if (!value.IsDefined)
            {
                throw new FormatException($"{place}/$ref names `{pointer}`, which is not in the schema");
            }
        }
        return value;
    }

    /// <summary>Narrows a type by another one; where they cannot both hold, the first stays.</summary>
    private static RegoType Intersect(RegoType a, RegoType b)
    {
        if (a.IsAny || ReferenceEquals(a, b))
        {
            return b;
        }
        if (b.IsAny)
        {
            return a;
        }
        if (b is UnionType choices)
        {
            RegoType? joined = null;
            foreach (var choice in choices.Alternatives)
            {
                if (choice.Kind == a.Kind || a is UnionType)
                {
                    joined = TypeRelations.Join(joined, Intersect(a, choice));
                }
            }
            return joined ?? a;
        }
        if (a is UnionType alternatives)
        {
            var kept = alternatives.Alternatives.Where(x => x.Kind == b.Kind).Select(x => Intersect(x, b)).ToList();
            return kept.Count == 0 ? a : UnionType.Of(kept);
        }
        return a is ObjectType x && b is ObjectType y ? Merge(x, y) : a;
    }

    private static ObjectType Merge(ObjectType a, ObjectType b)
    {
        var properties = new Dictionary<RegoValue, RegoType>();
        foreach (var (key, type) in a.Properties.Concat(b.Properties))
        {
            properties[key] = properties.TryGetValue(key, out var other) ? Intersect(other, type) : type;
        }
        // An open schema that lists nothing says nothing on what else there is.
        var rest = a.Properties.IsEmpty && a.Rest is not null ? b.Rest : b.Properties.IsEmpty && b.Rest is not null ? a.Rest : a.Rest ?? b.Rest;
        return new ObjectType([.. properties.Select(p => (p.Key, p.Value))], rest);
    }
}
