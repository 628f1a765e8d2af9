using System.Text.Json;
using Bylaw.Rego.Builtins.JsonSchemas;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Built-ins that check JSON Schemas and hold documents against them.</summary>
internal static class JsonSchemaBuiltins
{
    private const string Document = "any<string, object[any: any]>";

    /// <summary>Tells whether a document matches a schema, with the faults that it has.</summary>
    [Builtin(
        "json.match_schema",
        "(document: " + Document + ", schema: " + Document + ") -> array<boolean, array[object<desc: string, error: string, field: string, type: string>]>")]
    internal static RegoValue MatchSchema(BuiltinContext context, RegoValue document, RegoValue schema)
    {
        try
        {
            var value = Read(context, document);
            var faults = JsonSchema.Compile(Read(context, schema)).Validate(value, context);
            return RegoArray.Create(faults.Count == 0, RegoArray.Create([.. faults.Select(Show)]));
        }
        catch (SchemaException error)
        {
            return context.Fail(error.Message);
        }
    }

    /// <summary>Tells whether a document is a JSON Schema; when it is not, why.</summary>
    [Builtin("json.verify_schema", "(schema: " + Document + ") -> array<boolean, any<null, string>>")]
    internal static RegoValue VerifySchema(BuiltinContext context, RegoValue schema)
    {
        try
        {
            JsonSchema.Compile(Read(context, schema));
            return RegoArray.Create(true, RegoValue.Null);
        }
        catch (SchemaException error)
        {
            return RegoArray.Create(false, $"jsonschema: {error.Message}");
        }
    }

    private static RegoValue Show(SchemaFault fault) => RegoObject.Create(
        ("error", fault.ToString()), ("type", fault.Type), ("field", fault.Field), ("desc", fault.Description));

    private static RegoValue Read(BuiltinContext context, in RegoValue operand)
    {
        if (operand.TryGetString(out var text))
        {
            try
            {
                return RegoValue.FromJson(text);
            }
            catch (JsonException)
            {
                throw new SchemaException("invalid JSON string");
            }
        }
        // Sets and keys that are no strings have no JSON of their own: they are shown to the schema as JSON has them.
        return operand.Kind is ValueKind.Object or ValueKind.Array
            ? RegoValue.FromJson(LimitedText.WriteJson(context, operand))
            : throw new SchemaException("wrong type, expected string or object");
    }
}
