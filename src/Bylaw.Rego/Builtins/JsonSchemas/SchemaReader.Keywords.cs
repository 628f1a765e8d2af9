using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.JsonSchemas;

internal sealed partial class SchemaReader
{
    private void ObjectKeywords(SchemaNode node, RegoObject fields, string scope, SchemaDraft draft)
    {
        if (fields.Get("properties") is { IsDefined: true } properties)
        {
            var named = properties.TryGetObject(out var value) ? value : throw MustBeOfType("properties", "object");
            foreach (var (name, schema) in Sorted(named))
            {
                node.Properties.Add((name, Child(schema, scope, draft)));
            }
        }
        var additional = fields.Get("additionalProperties");
        node.ForbidsAdditionalProperties = additional.IsFalse;
        node.AdditionalProperties = SchemaOrBoolean(additional, "additionalProperties", scope, draft);
        if (fields.Get("patternProperties") is { IsDefined: true } patterns)
        {
            var named = patterns.TryGetObject(out var value) ? value : throw WrongType("valid schema", "patternProperties");
            foreach (var (pattern, schema) in Sorted(named))
            {
                var compiled = SchemaPattern.TryCompile(pattern, out var regex)
                    ? regex
                    : throw new SchemaException($"Invalid regex pattern '{pattern}'");
                node.PatternProperties.Add((compiled, Child(schema, scope, draft)));
            }
        }
        if (draft >= SchemaDraft.Draft6 && fields.Get("propertyNames") is { IsDefined: true } names)
        {
            node.PropertyNames = Child(IsSchema(names) ? names : throw WrongType("valid schema", "patternProperties"), scope, draft);
        }
        Dependencies(node, fields.Get("dependencies"), scope, draft);
        Required(node, fields.Get("required"));
    }

    private void Dependencies(SchemaNode node, in RegoValue dependencies, string scope, SchemaDraft draft)
    {
        if (!dependencies.IsDefined)
        {
            return;
        }
        if (!dependencies.TryGetObject(out var named))
        {
            throw MustBeOfType("dependencies", "object");
        }
        foreach (var (name, value) in Sorted(named))
        {
            if (value.TryGetArray(out var others))
            {
                var list = new List<string>();
                foreach (var other in others.AsSpan())
                {
                    list.Add(other.TryGetString(out var text) ? text : throw MustBeOfType("dependency", "schema or array of strings"));
                }
                node.PropertyDependencies.Add((name, list));
            }
            else if (IsSchema(value))
            {
                node.SchemaDependencies.Add((name, Child(value, scope, draft)));
            }
            else
            {
                throw MustBeOfType("dependency", "schema or array of strings");
            }
        }
    }

    private static void Required(SchemaNode node, in RegoValue required)
    {
        if (!required.IsDefined)
        {
            return;
        }
        if (!required.TryGetArray(out var names))
        {
            throw MustBeOfAn("required", "array");
        }
        foreach (var name in names.AsSpan())
        {
            if (!name.TryGetString(out var text))
            {
                throw new SchemaException("required items must be string");
            }
            if (node.Required.Contains(text))
            {
                throw new SchemaException("required items must be unique");
            }
            node.Required.Add(text);
        }
    }

    private void ArrayKeywords(SchemaNode node, RegoObject fields, string scope, SchemaDraft draft)
    {
        var items = fields.Get("items");
        if (items.TryGetArray(out var positional))
        {
            foreach (var item in positional.AsSpan())
            {
                node.PositionalItems.Add(Child(IsSchema(item) ? item : throw WrongType("valid schema/array of schemas", "items"), scope, draft));
            }
        }
        else if (items.IsDefined)
        {
            node.Items = Child(IsSchema(items) ? items : throw WrongType("valid schema/array of schemas", "items"), scope, draft);
        }
        var additional = fields.Get("additionalItems");
        node.ForbidsAdditionalItems = additional.IsFalse;
        node.AdditionalItems = SchemaOrBoolean(additional, "additionalItems", scope, draft);
        if (draft >= SchemaDraft.Draft6 && fields.Get("contains") is { IsDefined: true } contains)
        {
            node.Contains = Child(contains, scope, draft);
        }
        if (fields.Get("uniqueItems") is { IsDefined: true } unique)
        {
            node.UniqueItems = unique.Kind == ValueKind.Boolean ? unique.IsTrue : throw MustBeOfA("uniqueItems", "boolean");
        }
    }

    private SchemaNode? SchemaOrBoolean(in RegoValue value, string key, string scope, SchemaDraft draft)
    {
        if (!value.IsDefined || value.Kind == ValueKind.Boolean)
        {
            return null;
        }
        return value.Kind == ValueKind.Object ? Child(value, scope, draft) : throw WrongType("boolean/valid schema", key);
    }

    private static void NumberKeywords(SchemaNode node, RegoObject fields, SchemaDraft draft)
    {
        var multiple = fields.Get("multipleOf");
        if (multiple.IsDefined)
        {
            if (!multiple.IsNumber)
            {
                throw WrongType("number", "multipleOf");
            }
            node.MultipleOf = multiple.CompareTo(0L) > 0 ? multiple : throw new SchemaException("multipleOf must be strictly greater than 0");
        }
        (node.Minimum, node.ExclusiveMinimum) = Bound(fields, "minimum", "exclusiveMinimum", draft);
        (node.Maximum, node.ExclusiveMaximum) = Bound(fields, "maximum", "exclusiveMaximum", draft);
    }

    /// <summary>Reads a bound. In draft 4 the exclusive one is a flag on the other, later a number of its own.</summary>
    private static (RegoValue Inclusive, RegoValue Exclusive) Bound(RegoObject fields, string key, string exclusiveKey, SchemaDraft draft)
    {
        var bound = fields.Get(key);
        if (bound.IsDefined && !bound.IsNumber)
        {
            throw MustBeOfA(key, "number");
        }
        var exclusive = fields.Get(exclusiveKey);
        if (!exclusive.IsDefined)
        {
            return (bound, default);
        }
        if (exclusive.Kind == ValueKind.Boolean && draft is SchemaDraft.Draft4 or SchemaDraft.Hybrid)
        {
            if (!bound.IsDefined)
            {
                throw new SchemaException($"{exclusiveKey} cannot be used without {key}");
            }
            return exclusive.IsTrue ? (default, bound) : (bound, default);
        }
        if (exclusive.IsNumber && draft != SchemaDraft.Draft4)
        {
            return (bound, exclusive);
        }
        throw WrongType(draft switch { SchemaDraft.Draft4 => "boolean", SchemaDraft.Hybrid => "boolean/number", _ => "number" }, exclusiveKey);
    }

    private void StringKeywords(SchemaNode node, RegoObject fields)
    {
        (node.MinLength, node.MaxLength) = (Count(fields, "minLength"), Count(fields, "maxLength"));
        if (node.MinLength > node.MaxLength)
        {
            throw new SchemaException("minLength cannot be greater than maxLength");
        }
        var pattern = fields.Get("pattern");
        if (pattern.IsDefined)
        {
            if (!pattern.TryGetString(out var text))
            {
                throw MustBeOfA("pattern", "string");
            }
            if (SchemaPattern.TryCompile(text, out var compiled))
            {
                node.Pattern = compiled;
            }
            else if (_checksPatterns)
            {
                throw new SchemaException("pattern must be a valid regex");
            }
        }
        var format = fields.Get("format");
        if (format.IsDefined)
        {
            node.Format = format.TryGetString(out var name) ? name : throw MustBeOfType("format", "string");
        }
    }

    private static void Counts(SchemaNode node, RegoObject fields)
    {
        (node.MinProperties, node.MaxProperties) = (Count(fields, "minProperties"), Count(fields, "maxProperties"));
        if (node.MinProperties > node.MaxProperties)
        {
            throw new SchemaException("minProperties cannot be greater than maxProperties");
        }
        (node.MinItems, node.MaxItems) = (Count(fields, "minItems"), Count(fields, "maxItems"));
    }

    private static long? Count(RegoObject fields, string key)
    {
        var value = fields.Get(key);
        if (!value.IsDefined)
        {
            return null;
        }
        if (!value.TryGetInt64(out var count))
        {
            throw MustBeOfAn(key, "integer");
        }
        return count >= 0 ? count : throw new SchemaException($"{key} must be greater than or equal to 0");
    }

    private static void Values(SchemaNode node, RegoObject fields, SchemaDraft draft)
    {
        if (draft >= SchemaDraft.Draft6)
        {
            node.Const = fields.Get("const");
        }
        var values = fields.Get("enum");
        if (!values.IsDefined)
        {
            return;
        }
        if (!values.TryGetArray(out var list))
        {
            throw MustBeOfAn("enum", "array");
        }
        node.Enum = [];
        foreach (var value in list.AsSpan())
        {
            if (node.Enum.Contains(value))
            {
                throw new SchemaException("enum items must be unique");
            }
            node.Enum.Add(value);
        }
    }

    private void Combinations(SchemaNode node, RegoObject fields, string scope, SchemaDraft draft)
    {
        foreach (var (key, named, list) in new[] { ("oneOf", "oneOf", node.OneOf), ("anyOf", "anyOf", node.AnyOf), ("allOf", "anyOf", node.AllOf) })
        {
            var value = fields.Get(key);
            if (!value.IsDefined)
            {
                continue;
            }
            // The library that OPA uses speaks of anyOf also where allOf is wrong.
            var schemas = value.TryGetArray(out var array) ? array : throw MustBeOfAn(named, "array");
            foreach (var schema in schemas.AsSpan())
            {
                list.Add(Child(schema, scope, draft));
            }
        }
        node.Not = Single(fields, "not", scope, draft);
        if (draft >= SchemaDraft.Draft7)
        {
            node.If = Single(fields, "if", scope, draft);
            node.Then = Single(fields, "then", scope, draft);
            node.Else = Single(fields, "else", scope, draft);
        }
    }

    private SchemaNode? Single(RegoObject fields, string key, string scope, SchemaDraft draft)
    {
        var value = fields.Get(key);
        return !value.IsDefined ? null : Child(IsSchema(value) ? value : throw MustBeOfAn(key, "object"), scope, draft);
    }

    private static SchemaException MustBeOfA(string key, string type) => new($"{key} must be of a {type}");

    private static SchemaException MustBeOfAn(string key, string type) => new($"{key} must be of an {type}");

    private static SchemaException MustBeOfType(string key, string type) => new($"{key} must be of type {type}");
}
