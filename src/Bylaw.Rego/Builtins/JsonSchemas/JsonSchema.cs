using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.JsonSchemas;

/// <summary>A JSON Schema (drafts 4, 6 and 7), ready to hold documents against. Immutable; safe to share between threads.</summary>
/// <remarks>References are followed within the document only: a schema never makes the engine fetch anything.</remarks>
internal sealed class JsonSchema
{
    private readonly SchemaNode _root;

    private JsonSchema(SchemaNode root) => _root = root;

    /// <summary>Checks a schema and takes it apart.</summary>
    /// <param name="schema">An object, or a boolean.</param>
    /// <param name="checksPatterns">Whether a pattern that RE2 does not know is refused; the type checker passes over it instead.</param>
    /// <exception cref="SchemaException">It is no schema.</exception>
    internal static JsonSchema Compile(in RegoValue schema, bool checksPatterns = true) => new(SchemaReader.Read(schema, checksPatterns));

    /// <summary>Holds a document against the schema.</summary>
    /// <returns>All faults; empty when the document matches.</returns>
    /// <exception cref="SchemaException">The schema refers to itself without end.</exception>
    internal IReadOnlyList<SchemaFault> Validate(in RegoValue document, BuiltinContext context)
    {
        try
        {
            return SchemaValidation.Run(_root, document, context);
        }
        catch (InsufficientExecutionStackException)
        {
            throw new SchemaException("document or schema nests too deep");
        }
    }
}
