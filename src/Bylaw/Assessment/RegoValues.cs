using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Rego.Values;

namespace Bylaw.Assessment;

/// <summary>Turns documents into values that rules read.</summary>
internal static class RegoValues
{
    /// <summary>Reads a document as a value.</summary>
    public static RegoValue Of(JsonNode? node) => node is null ? RegoValue.Null : RegoValue.FromJson(Encoding.UTF8.GetBytes(node.ToJsonString()));
}
