using System.Text.Json.Nodes;

namespace Bylaw.Assessment;

/// <summary>A parameter as a rule read it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The value that the rule read.</param>
/// <param name="Unit">What the value counts.</param>
/// <param name="Standing">Status and source of the value: who set it, and on what authority.</param>
public sealed record UsedParameter(string Name, JsonNode? Value, string Unit, string Standing);
