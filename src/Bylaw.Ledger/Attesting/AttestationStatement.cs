using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Canonical;

namespace Bylaw.Ledger.Attesting;

/// <summary>What an attestation is about.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Sha256">The digest in lower-case hexadecimal; this is what counts.</param>
public sealed record AttestationSubject(string Name, string Sha256);

/// <summary>Makes in-toto statements about a gate's result.</summary>
/// <remarks>Sources: in-toto Statement v1; predicate SLSA verification summary v1 (VSA) and simple verification result v0.2 (SVR).</remarks>
public static class AttestationStatement
{
    /// <summary>The payload type of in-toto statements in DSSE.</summary>
    public const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>The statement's type.</summary>
    public const string StatementType = "https://in-toto.io/Statement/v1";

    /// <summary>The predicate type of a gate's verdict.</summary>
    public const string VerificationSummary = "https://slsa.dev/verification_summary/v1";

    /// <summary>The predicate type of a list of properties that hold.</summary>
    public const string VerificationResult = "https://in-toto.io/attestation/svr/v0.2";

    /// <summary>Makes a verification summary: a gate passed or failed these subjects under a policy.</summary>
    /// <param name="subjects">At least one subject.</param>
    /// <param name="passed">The verdict.</param>
    /// <param name="policyUri">Names the policy.</param>
    /// <param name="policySha256">The policy bundle's digest in hexadecimal.</param>
    /// <param name="verifierId">Names who verified, as a URI.</param>
    /// <param name="resourceUri">Names what was gated, as a URI.</param>
    /// <param name="levels">Levels or controls that hold.</param>
    /// <param name="inputs">Digests of the evidence that was judged, in hexadecimal.</param>
    /// <param name="time">When it was verified.</param>
    /// <returns>Canonical JSON.</returns>
    public static byte[] OfSummary(
        IReadOnlyCollection<AttestationSubject> subjects,
        bool passed,
        string policyUri,
        string policySha256,
        string verifierId,
        string resourceUri,
        ImmutableArray<string> levels,
        ImmutableArray<string> inputs,
        DateTimeOffset time) => Statement(subjects, VerificationSummary, new JsonObject
        {
            ["verifier"] = new JsonObject { ["id"] = verifierId },
            ["timeVerified"] = Time(time),
            ["resourceUri"] = resourceUri,
            ["policy"] = new JsonObject { ["uri"] = policyUri, ["digest"] = new JsonObject { ["sha256"] = policySha256 } },
            ["inputAttestations"] = new JsonArray([.. inputs.Select(i => (JsonNode)new JsonObject
            {
                ["uri"] = $"urn:bylaw:evidence:{i}", ["digest"] = new JsonObject { ["sha256"] = i },
            })]),
            ["verificationResult"] = passed ? "PASSED" : "FAILED",
            ["verifiedLevels"] = new JsonArray([.. levels.Select(l => (JsonNode)l)]),
        });

    /// <summary>Makes a simple verification result: these properties of the subjects hold.</summary>
    /// <param name="subjects">At least one subject.</param>
    /// <param name="verifierId">Names who verified, as a URI.</param>
    /// <param name="properties">The properties, such as control ids.</param>
    /// <param name="time">When it was verified.</param>
    /// <returns>Canonical JSON.</returns>
    public static byte[] OfResult(
        IReadOnlyCollection<AttestationSubject> subjects, string verifierId, ImmutableArray<string> properties, DateTimeOffset time) =>
        Statement(subjects, VerificationResult, new JsonObject
        {
            ["verifier"] = new JsonObject { ["id"] = verifierId },
            ["timeCreated"] = Time(time),
            ["properties"] = new JsonArray([.. properties.Select(p => (JsonNode)p)]),
        });

    private static byte[] Statement(IReadOnlyCollection<AttestationSubject> subjects, string predicateType, JsonObject predicate)
    {
        if (subjects.Count == 0 || subjects.Any(s => s.Sha256.Length != 64 || !s.Sha256.All(char.IsAsciiHexDigitLower)))
        {
            throw new ArgumentException("each of at least one subject needs a SHA-256 digest in lower-case hexadecimal", nameof(subjects));
        }
        var json = new JsonObject
        {
            ["_type"] = StatementType,
            ["subject"] = new JsonArray([.. subjects.Select(s => (JsonNode)new JsonObject
            {
                ["name"] = s.Name, ["digest"] = new JsonObject { ["sha256"] = s.Sha256 },
            })]),
            ["predicateType"] = predicateType,
            ["predicate"] = predicate,
        };
        return CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
