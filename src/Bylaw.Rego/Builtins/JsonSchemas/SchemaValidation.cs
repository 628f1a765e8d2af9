using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.JsonSchemas;

/// <summary>Holds one value against one schema. Of alternatives that all fail, the one that matched most tells why.</summary>
internal sealed partial class SchemaValidation
{
    private readonly string _path;
    private const int WorkPerCheck = 10;

    private readonly BuiltinContext _context;
    private readonly List<SchemaFault> _faults = [];
    private int _score;

    private SchemaValidation(string path, BuiltinContext context)
    {
        _path = path;
        _context = context;
    }

    private bool IsValid => _faults.Count == 0;

    /// <summary>Holds a document against a schema.</summary>
    internal static IReadOnlyList<SchemaFault> Run(SchemaNode schema, in RegoValue document, BuiltinContext context)
    {
        var validation = new SchemaValidation("", context);
        validation.Check(schema, document);
        return validation._faults;
    }

    private SchemaValidation Try(SchemaNode schema, in RegoValue value, string? step = null)
    {
        var path = step is null ? _path : _path.Length == 0 ? step : $"{_path}.{step}";
        var inner = new SchemaValidation(path, _context);
        inner.Check(schema, value);
        return inner;
    }

    private void Fault(string type, string description)
    {
        _faults.Add(new SchemaFault(type, _path.Length == 0 ? "(root)" : _path, description));
        // Two down, so that one is left below after the step that counts the check itself.
        _score -= 2;
    }

    private void Merge(SchemaValidation other)
    {
        _faults.AddRange(other._faults);
        _score += other._score;
    }

    private void Check(SchemaNode schema, in RegoValue value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _context.Spend(WorkPerCheck);
        if (schema.Always is { } always)
        {
            if (!always)
            {
                Fault("false", "False always fails validation");
            }
            return;
        }
        if (schema.Reference is { } reference)
        {
            Check(reference, value);
            return;
        }
        if (!HasType(schema, value))
        {
            return;
        }
        Combinations(schema, value);
        switch (value.Kind)
        {
            case ValueKind.Number:
                Number(schema, value);
                Common(schema, value);
                break;
            case ValueKind.String:
                Common(schema, value);
                Text(schema, value.AsString());
                break;
            case ValueKind.Array:
                Array(schema, value.AsArray());
                Common(schema, value);
                break;
            case ValueKind.Object:
                Object(schema, value.AsObject());
                Common(schema, value);
                Properties(schema, value.AsObject());
                break;
            default:
                Common(schema, value);
                break;
        }
        _score++;
    }

    private bool HasType(SchemaNode schema, in RegoValue value)
    {
        if (schema.Types.Count == 0)
        {
            return true;
        }
        var given = value.Kind switch
        {
            ValueKind.Number => value.TryGetInteger(out _) ? "integer" : "number",
            var kind => RegoValue.NameOf(kind),
        };
        if (schema.Types.Contains(given) || (given == "integer" && schema.Types.Contains("number")))
        {
            return true;
        }
        var expected = schema.Types.Count == 1 ? schema.Types[0] : $"[{string.Join(',', schema.Types)}]";
        Fault("invalid_type", $"Invalid type. Expected: {expected}, given: {given}");
        return false;
    }

    private void Combinations(SchemaNode schema, in RegoValue value)
    {
        AnyOf(schema.AnyOf, value);
        OneOf(schema.OneOf, value);
        var failed = false;
        foreach (var part in schema.AllOf)
        {
            var inner = Try(part, value);
            failed |= !inner.IsValid;
            Merge(inner);
        }
        if (failed)
        {
            Fault("number_all_of", "Must validate all the schemas (allOf)");
        }
        if (schema.Not is not null && Try(schema.Not, value).IsValid)
        {
            Fault("number_not", "Must not validate the schema (not)");
        }
        if (value.TryGetObject(out var fields))
        {
            Dependencies(schema, value, fields);
        }
        Condition(schema, value);
        _score++;
    }

    private void AnyOf(List<SchemaNode> schemas, in RegoValue value)
    {
        SchemaValidation? best = null;
        foreach (var schema in schemas)
        {
            var inner = Try(schema, value);
            if (inner.IsValid)
            {
                return;
            }
            best = best is null || inner._score > best._score ? inner : best;
        }
        if (best is not null)
        {
            Fault("number_any_of", "Must validate at least one schema (anyOf)");
            Merge(best);
        }
    }

    private void OneOf(List<SchemaNode> schemas, in RegoValue value)
    {
        SchemaValidation? best = null;
        var valid = 0;
        foreach (var schema in schemas)
        {
            var inner = Try(schema, value);
            if (inner.IsValid)
            {
                valid++;
            }
            else if (valid == 0 && (best is null || inner._score > best._score))
            {
                best = inner;
            }
        }
        if (schemas.Count > 0 && valid != 1)
        {
            Fault("number_one_of", "Must validate one and only one schema (oneOf)");
            if (valid == 0)
            {
                Merge(best!);
            }
        }
    }

    private void Dependencies(SchemaNode schema, in RegoValue value, RegoObject fields)
    {
        foreach (var (name, others) in schema.PropertyDependencies.Where(d => fields.ContainsKey(d.Name)))
        {
            foreach (var other in others.Where(o => !fields.ContainsKey(o)))
            {
                Fault("missing_dependency", $"Has a dependency on {other}");
            }
        }
        foreach (var (name, dependent) in schema.SchemaDependencies)
        {
            if (fields.ContainsKey(name))
            {
                Check(dependent, value);
            }
        }
    }

    private void Condition(SchemaNode schema, in RegoValue value)
    {
        if (schema.If is null)
        {
            return;
        }
        var holds = Try(schema.If, value).IsValid;
        if ((holds ? schema.Then : schema.Else) is not { } branch || Try(branch, value) is not { IsValid: false } inner)
        {
            return;
        }
        Fault(
            holds ? "condition_then" : "condition_else",
            holds ? "Must validate \"then\" as \"if\" was valid" : "Must validate \"else\" as \"if\" was not valid");
        Merge(inner);
    }
}
