using System.Text.Json.Nodes;

namespace Bylaw.Samples;

/// <summary>Counts the outcomes of a gate's result document.</summary>
internal static class GateSummary
{
    public static JsonObject Of(JsonObject result)
    {
        var outcomes = result["results"]!.AsArray().Select(r => r!["outcome"]?.ToString() ?? r["result"]!.ToString()).ToList();
        return new JsonObject
        {
            ["pass"] = outcomes.Count(o => o == "pass"),
            ["fail"] = outcomes.Count(o => o == "fail"),
            ["waived"] = outcomes.Count(o => o == "waived"),
            ["unknown"] = outcomes.Count(o => o is "unknown" or "stale"),
        };
    }
}
