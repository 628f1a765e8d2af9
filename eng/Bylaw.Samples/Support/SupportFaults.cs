using System.Text.Json.Nodes;

namespace Bylaw.Samples.Support;

/// <summary>The static faults of the specification, each on a copy of the clean sample.</summary>
internal static class SupportFaults
{
    public static IReadOnlyDictionary<string, Action<SampleFolder>> All { get; } = new Dictionary<string, Action<SampleFolder>>(StringComparer.Ordinal)
    {
        // Put together here, so that no file of this project holds what looks like a key.
        ["prompt file with an API key"] = f => f.Write("prompts/system.md", f.Read("prompts/system.md") + $"\nUse the key {"AKIA"}{"Q3EGZ7X2M5LN4RTW"} to reach the orders.\n"),
        ["red team 24 of 240 = 0.10"] = f => f.Write("eval/redteam.json", SupportSample.RedTeam(240, 24)),
        ["red team 10 cases only"] = f => f.Write("eval/redteam.json", SupportSample.RedTeam(10, 0)),
        ["model pinned to an alias"] = f =>
        {
            f.Replace("governance.yaml", "revision: \"2026-03-15\", pinned: true", "revision: latest, pinned: false");
            f.Replace("agent/config.json", SupportSample.PinnedModel, "model-vendor/chat-latest");
        },
        ["vendor trains on customer data"] = f => f.Replace("governance.yaml", "trains_on_customer_data: false", "trains_on_customer_data: true"),
        ["agent uses a person's token"] = f => f.Edit("agent/config.json", c => c["principal"] = new JsonObject { ["id"] = "j.doe", ["kind"] = "person", ["shared"] = true, ["credential_ttl_s"] = 900 }),
    };
}
