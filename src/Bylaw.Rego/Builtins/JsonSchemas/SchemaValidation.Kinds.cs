using System.Globalization;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.JsonSchemas;

internal sealed partial class SchemaValidation
{
    private void Common(SchemaNode schema, in RegoValue value)
    {
        var field = _path.Length == 0 ? "(root)" : _path;
        if (schema.Const.IsDefined && schema.Const != value)
        {
            Fault("const", $"{field} does not match: {Json(schema.Const)}");
        }
        if (schema.Enum is { Count: > 0 } values && !values.Contains(value))
        {
            Fault("enum", $"{field} must be one of the following: {string.Join(", ", values.Select(v => Json(v)))}");
        }
        if (schema.Format.Length > 0 && value.TryGetString(out var text) && !SchemaFormat.Holds(schema.Format, text))
        {
            Fault("format", $"Does not match format '{schema.Format}'");
        }
        _score++;
    }

    private void Number(SchemaNode schema, in RegoValue value)
    {
        if (schema.MultipleOf.IsDefined && !SchemaFault.IsMultiple(value, schema.MultipleOf))
        {
            Fault("multiple_of", $"Must be a multiple of {SchemaFault.Number(schema.MultipleOf)}");
        }
        if (schema.Maximum.IsDefined && value.CompareTo(schema.Maximum) > 0)
        {
            Fault("number_lte", $"Must be less than or equal to {SchemaFault.Number(schema.Maximum)}");
        }
        if (schema.ExclusiveMaximum.IsDefined && value.CompareTo(schema.ExclusiveMaximum) >= 0)
        {
            Fault("number_lt", $"Must be less than {SchemaFault.Number(schema.ExclusiveMaximum)}");
        }
        if (schema.Minimum.IsDefined && value.CompareTo(schema.Minimum) < 0)
        {
            Fault("number_gte", $"Must be greater than or equal to {SchemaFault.Number(schema.Minimum)}");
        }
        if (schema.ExclusiveMinimum.IsDefined && value.CompareTo(schema.ExclusiveMinimum) <= 0)
        {
            Fault("number_gt", $"Must be greater than {SchemaFault.Number(schema.ExclusiveMinimum)}");
        }
        _score++;
    }

    private void Text(SchemaNode schema, string text)
    {
        if (schema.MinLength is not null || schema.MaxLength is not null)
        {
            var length = text.EnumerateRunes().Count();
            if (length < schema.MinLength)
            {
                Fault("string_gte", $"String length must be greater than or equal to {schema.MinLength}");
            }
            if (length > schema.MaxLength)
            {
                Fault("string_lte", $"String length must be less than or equal to {schema.MaxLength}");
            }
        }
        if (schema.Pattern is { } pattern && !pattern.IsMatch(text, _context))
        {
            Fault("pattern", $"Does not match pattern '{pattern.Text}'");
        }
        _score++;
    }

    private void Array(SchemaNode schema, RegoArray items)
    {
        Items(schema, items);
        if (items.Count < schema.MinItems)
        {
            Fault("array_min_items", $"Array must have at least {schema.MinItems} items");
        }
        if (items.Count > schema.MaxItems)
        {
            Fault("array_max_items", $"Array must have at most {schema.MaxItems} items");
        }
        if (schema.UniqueItems)
        {
            Unique(items);
        }
        if (schema.Contains is { } contained)
        {
            Contains(contained, items);
        }
        _score++;
    }

    private void Items(SchemaNode schema, RegoArray items)
    {
        if (schema.Items is { } every)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Merge(Try(every, items[i], Index(i)));
            }
            return;
        }
        var positional = schema.PositionalItems;
        if (positional.Count == 0)
        {
            return;
        }
        for (var i = 0; i < items.Count && i < positional.Count; i++)
        {
            Merge(Try(positional[i], items[i], Index(i)));
        }
        if (items.Count <= positional.Count)
        {
            return;
        }
        if (schema.ForbidsAdditionalItems)
        {
            Fault("array_no_additional_items", "No additional items allowed on array");
        }
        for (var i = positional.Count; schema.AdditionalItems is { } rest && i < items.Count; i++)
        {
            Merge(Try(rest, items[i], Index(i)));
        }
    }

    private void Unique(RegoArray items)
    {
        var seen = new Dictionary<RegoValue, int>();
        for (var j = 0; j < items.Count; j++)
        {
            if (seen.TryGetValue(items[j], out var i))
            {
                Fault("unique", string.Create(CultureInfo.InvariantCulture, $"array items[{i},{j}] must be unique"));
            }
            seen[items[j]] = j;
        }
    }

    private void Contains(SchemaNode schema, RegoArray items)
    {
        SchemaValidation? best = null;
        for (var i = 0; i < items.Count; i++)
        {
            var inner = Try(schema, items[i], Index(i));
            if (inner.IsValid)
            {
                return;
            }
            best = best is null || inner._score > best._score ? inner : best;
        }
        Fault("contains", "At least one of the items must match");
        if (best is not null)
        {
            Merge(best);
        }
    }

    private void Object(SchemaNode schema, RegoObject fields)
    {
        if (fields.Count < schema.MinProperties)
        {
            Fault("array_min_properties", $"Must have at least {schema.MinProperties} properties");
        }
        if (fields.Count > schema.MaxProperties)
        {
            Fault("array_max_properties", $"Must have at most {schema.MaxProperties} properties");
        }
        foreach (var name in schema.Required)
        {
            if (fields.ContainsKey(name))
            {
                _score++;
            }
            else
            {
                Fault("required", $"{name} is required");
            }
        }
        foreach (var (key, value) in fields)
        {
            Additional(schema, Name(key), value);
        }
        if (schema.PropertyNames is { } names)
        {
            foreach (var (key, _) in fields)
            {
                if (Try(names, Name(key)) is { IsValid: false } inner)
                {
                    Fault("invalid_property_name", $"Property name of \"{Name(key)}\" does not match");
                    Merge(inner);
                }
            }
        }
        _score++;
    }

    private void Additional(SchemaNode schema, string name, in RegoValue value)
    {
        var isKnown = schema.Properties.Exists(p => p.Name == name);
        var isMatched = false;
        foreach (var (pattern, patternSchema) in schema.PatternProperties)
        {
            if (pattern.IsMatch(name, _context))
            {
                isMatched = true;
                Merge(Try(patternSchema, value, name));
            }
        }
        _score += isMatched ? 1 : 0;
        if (isKnown || isMatched)
        {
            return;
        }
        if (schema.ForbidsAdditionalProperties)
        {
            Fault("additional_property_not_allowed", $"Additional property {name} is not allowed");
        }
        else if (schema.AdditionalProperties is { } rest)
        {
            Merge(Try(rest, value, name));
        }
    }

    private void Properties(SchemaNode schema, RegoObject fields)
    {
        foreach (var (name, propertySchema) in schema.Properties)
        {
            if (fields.Get(name) is { IsDefined: true } value)
            {
                Merge(Try(propertySchema, value, name));
            }
        }
    }

    private static string Name(in RegoValue key) => key.TryGetString(out var name) ? name : key.ToString();

    private static string Index(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static string Json(in RegoValue value) => RegoJsonWriter.ToText(value, escapeHtml: true);
}
