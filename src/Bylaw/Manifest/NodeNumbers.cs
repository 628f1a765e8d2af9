using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Manifest;

/// <summary>Reads numbers of JSON nodes whatever type they were made with.</summary>
internal static class NodeNumbers
{
    /// <summary>Reads a number; null when the node is none, or too large for a decimal.</summary>
    public static decimal? TryGetDecimal(this JsonNode node) =>
        decimal.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
