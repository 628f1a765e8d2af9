using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Approvals;

/// <summary>What an approver saw of a gate: the digest of the result document of <c>bylaw check --output json=FILE</c>, and its counts.</summary>
/// <param name="Digest">SHA-256 of the file, in hexadecimal.</param>
/// <param name="Stage">The stage that was checked; null when all were.</param>
/// <param name="Pass">Controls that passed.</param>
/// <param name="Fail">Failures and errors that stop the gate. What only waits for an approval is not among them: it is what the approval answers.</param>
/// <param name="Waived">Controls that were waived.</param>
/// <param name="Unknown">Controls that stayed unknown or went stale.</param>
public sealed record GateResult(string Digest, string? Stage, int Pass, int Fail, int Waived, int Unknown)
{
    private const string Schema = "bylaw/result/v1";

    /// <summary>Reads a result document.</summary>
    /// <param name="utf8">The file.</param>
    /// <exception cref="InvalidDataException">It is no result document.</exception>
    public static GateResult Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var root = JsonNode.Parse(utf8) as JsonObject;
            if (root?["schema"]?.ToString() != Schema || root["results"] is not JsonArray list)
            {
                throw new InvalidDataException($"it is no result of a check ({Schema}): write one with `bylaw check --output json=FILE`");
            }
            var results = list.OfType<JsonObject>().Where(r => !AwaitsApproval(r)).ToList();
            int Count(params string[] outcomes) => results.Count(r => outcomes.Contains(r["result"]!.ToString()));
            return new GateResult(
                Convert.ToHexStringLower(SHA256.HashData(utf8)),
                root["stage"]?.ToString(),
                Count("pass"),
                results.Count(r => r["result"]!.ToString() is "fail" or "error" && r["blocks"]?.GetValue<bool>() != false),
                Count("waived"),
                Count("unknown", "stale"));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new InvalidDataException("the result document is damaged", fault);
        }
    }

    /// <summary>Makes the summary that an approval holds.</summary>
    public JsonObject ToSummary() => new() { ["pass"] = Pass, ["fail"] = Fail, ["waived"] = Waived, ["unknown"] = Unknown };

    /// <summary>A control that fails for nothing but fields of approvals cannot hold before the approval is given.</summary>
    private static bool AwaitsApproval(JsonObject result)
    {
        var findings = (result["findings"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return result["result"]?.ToString() is not "pass" && findings.Count > 0
            && findings.TrueForAll(f => f["fields"] is JsonArray { Count: > 0 } fields && fields.All(n => n?.ToString().StartsWith("approval.", StringComparison.Ordinal) == true));
    }
}
