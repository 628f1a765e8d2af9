using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Approvals;

namespace Bylaw.Samples;

/// <summary>Counts the outcomes of a gate's result document, as <c>bylaw approve --gate</c> does.</summary>
internal static class GateSummary
{
    public static JsonObject Of(JsonObject result) => GateResult.Read(Encoding.UTF8.GetBytes(result.ToJsonString())).ToSummary();
}
