using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.JsonSchemas;

/// <summary>Checks schemas and takes them apart. The first fault ends it.</summary>
internal sealed partial class SchemaReader
{
    private readonly SchemaPool _pool;
    private readonly bool _checksPatterns;
    private readonly Dictionary<string, SchemaNode> _references = new(StringComparer.Ordinal);

    private SchemaReader(SchemaPool pool, bool checksPatterns)
    {
        _pool = pool;
        _checksPatterns = checksPatterns;
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">An object, or a boolean.</param>
    /// <param name="checksPatterns">Whether a pattern that is no RE2 is refused; else it is passed over.</param>
    /// <exception cref="SchemaException">It is no schema.</exception>
    internal static SchemaNode Read(in RegoValue schema, bool checksPatterns)
    {
        var draft = DraftOf(schema);
        var reader = new SchemaReader(new SchemaPool(schema), checksPatterns);
        try
        {
            var node = new SchemaNode();
            reader.Fill(node, schema, "", draft);
            return node;
        }
        catch (InsufficientExecutionStackException)
        {
            throw new SchemaException("schema nests too deep");
        }
    }

    private static SchemaDraft DraftOf(in RegoValue schema)
    {
        if (schema.Kind == ValueKind.Boolean)
        {
            return SchemaDraft.Hybrid;
        }
        if (!schema.TryGetObject(out var fields))
        {
            throw new SchemaException("schema is invalid");
        }
        var named = fields.Get("$schema");
        if (!named.IsDefined)
        {
            return SchemaDraft.Hybrid;
        }
        if (!named.TryGetString(out var uri))
        {
            throw new SchemaException("$schema must be of type string");
        }
        return (uri.EndsWith('#') ? uri[..^1] : uri) switch
        {
            "http://json-schema.org/draft-04/schema" => SchemaDraft.Draft4,
            "http://json-schema.org/draft-06/schema" => SchemaDraft.Draft6,
            "http://json-schema.org/draft-07/schema" => SchemaDraft.Draft7,
            _ => SchemaDraft.Hybrid,
        };
    }

    private SchemaNode Child(in RegoValue value, string scope, SchemaDraft draft)
    {
        var node = new SchemaNode();
        Fill(node, value, scope, draft);
        return node;
    }

    private void Fill(SchemaNode node, in RegoValue value, string scope, SchemaDraft draft)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (draft >= SchemaDraft.Draft6 && value.Kind == ValueKind.Boolean)
        {
            node.Always = value.IsTrue;
            return;
        }
        if (!value.TryGetObject(out var fields))
        {
            throw new SchemaException("Expected: valid schema, given: Invalid JSON");
        }
        var idKey = draft switch
        {
            SchemaDraft.Draft4 => "id",
            SchemaDraft.Hybrid when fields.ContainsKey("id") => "id",
            _ => "$id",
        };
        if (Text(fields, idKey) is { } id)
        {
            scope = SchemaPool.Resolve(scope, id);
        }
        Definitions(fields, scope, draft);
        Text(fields, "title");
        Text(fields, "description");
        if (Text(fields, "$ref") is { } reference)
        {
            node.Reference = Referenced(SchemaPool.Resolve(scope, reference), draft);
            return;
        }
        Types(node, fields);
        ObjectKeywords(node, fields, scope, draft);
        ArrayKeywords(node, fields, scope, draft);
        NumberKeywords(node, fields, draft);
        StringKeywords(node, fields);
        Counts(node, fields);
        Values(node, fields, draft);
        Combinations(node, fields, scope, draft);
    }

    private SchemaNode Referenced(string reference, SchemaDraft draft)
    {
        if (_references.TryGetValue(reference, out var known))
        {
            return known;
        }
        var target = _pool.Find(reference);
        if (!target.TryGetObject(out _) && target.Kind != ValueKind.Boolean)
        {
            throw new SchemaException("valid schema must be of type object");
        }
        // Remembered before it is filled, so that a schema can refer to itself.
        var node = new SchemaNode();
        _references[reference] = node;
        Fill(node, target, reference, draft);
        return node;
    }

    private void Definitions(RegoObject fields, string scope, SchemaDraft draft)
    {
        var definitions = fields.Get("definitions");
        if (!definitions.IsDefined)
        {
            return;
        }
        if (!definitions.TryGetObject(out var named))
        {
            throw WrongType("array of schemas", "definitions");
        }
        foreach (var (_, schema) in Sorted(named))
        {
            Child(IsSchema(schema) ? schema : throw WrongType("array of schemas", "definitions"), scope, draft);
        }
    }

    private static void Types(SchemaNode node, RegoObject fields)
    {
        var types = fields.Get("type");
        if (types.TryGetString(out var single))
        {
            AddType(node, single);
        }
        else if (types.IsDefined)
        {
            if (!types.TryGetArray(out var several))
            {
                throw WrongType("string/array of strings", "type");
            }
            foreach (var type in several.AsSpan())
            {
                AddType(node, type.TryGetString(out var name) ? name : throw WrongType("string/array of strings", "type"));
            }
        }
    }

    private static void AddType(SchemaNode node, string type)
    {
        if (type is not ("array" or "boolean" or "integer" or "number" or "null" or "object" or "string"))
        {
            throw new SchemaException(
                $"has a primitive type that is NOT VALID -- given: /{type}/ Expected valid values are:[array boolean integer number null object string]");
        }
        if (node.Types.Contains(type))
        {
            throw new SchemaException($"{type} type is duplicated");
        }
        node.Types.Add(type);
    }

    private static IEnumerable<(string Key, RegoValue Value)> Sorted(RegoObject fields)
    {
        var result = new List<(string, RegoValue)>();
        foreach (var (key, value) in fields)
        {
            result.Add((key.TryGetString(out var name) ? name : key.ToString(), value));
        }
        return result.OrderBy(r => r.Item1, StringComparer.Ordinal);
    }

    private static bool IsSchema(in RegoValue value) => value.Kind is ValueKind.Object or ValueKind.Boolean;

    private static string? Text(RegoObject fields, string key)
    {
        var value = fields.Get(key);
        return !value.IsDefined ? null : value.TryGetString(out var text) ? text : throw WrongType("string", key);
    }

    private static SchemaException WrongType(string expected, string key) => new($"Invalid type. Expected: {expected}, given: {key}");
}
