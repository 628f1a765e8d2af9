using System.Text.Json.Serialization;

namespace EmbedEngine;

/// <summary>What users ask for.</summary>
public sealed record Document(string Name, string Owner, int Level);

/// <summary>How documents become JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Document))]
internal sealed partial class ExampleJson : JsonSerializerContext;
