namespace Bylaw.Rego.Builtins.JsonSchemas;

/// <summary>Says that a document is no JSON Schema.</summary>
internal sealed class SchemaException(string message) : Exception(message);
