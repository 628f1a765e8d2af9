using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Sigstore;

namespace Bylaw.Ledger.Attesting;

/// <summary>What an attestation must say to be accepted.</summary>
public sealed record AttestationRequirement
{
    /// <summary>Gets SHA-256 of the subject, in lower-case hexadecimal.</summary>
    public required string SubjectSha256 { get; init; }

    /// <summary>Gets the digest of the policy that must have been applied; null for any.</summary>
    public string? PolicySha256 { get; init; }

    /// <summary>Gets the levels or properties that must be among those attested.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];
}

/// <summary>Verifies attestations: signature, log entry, checkpoint with witnesses, subject and verdict.</summary>
public static class AttestationVerifier
{
    /// <summary>Tells whether a bundle attests that a subject passed.</summary>
    /// <param name="bundleJson">The bundle.</param>
    /// <param name="trusted">The ledger's origin, keys, witnesses and quorum, as the verifier trusts them.</param>
    /// <param name="requirement">What must be attested.</param>
    /// <param name="problem">Why it is not accepted.</param>
    /// <returns>True only when everything holds and the verdict is that it passed.</returns>
    public static bool TryVerify(ReadOnlyMemory<byte> bundleJson, LedgerSettings trusted, AttestationRequirement requirement, out string problem)
    {
        if (!SigstoreBundle.TryParse(bundleJson, out var bundle, out problem)
            || !TrustedRoot.TryParse(Encoding.UTF8.GetBytes(Attestor.TrustedRoot(trusted).ToJsonString()), out var root, out problem))
        {
            return false;
        }
        var subject = new byte[32];
        if (requirement.SubjectSha256.Length != 64
            || Convert.FromHexString(requirement.SubjectSha256, subject, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            problem = "the subject's digest is not SHA-256 in hexadecimal";
            return false;
        }
        // Any key of the log may have signed: keys are rotated, attestations stay.
        var failure = "the ledger names no key";
        foreach (var key in trusted.ToPolicy().LogKeys.OfType<LogNoteVerifier>())
        {
            var signer = new SignerPolicy { Key = PublicVerificationKey.FromEd25519(key.PublicKey.ToArray()) };
            if (SigstoreVerifier.TryVerify(bundle, subject, root, signer, out failure))
            {
                return Witnessed(bundle, trusted, out problem) && Says(bundle.Envelope!, requirement, out problem);
            }
        }
        problem = failure;
        return false;
    }

    private static bool Witnessed(SigstoreBundle bundle, LedgerSettings trusted, out string problem)
    {
        problem = "the bundle holds no inclusion proof";
        var policy = trusted.ToPolicy();
        foreach (var entry in bundle.Entries)
        {
            if (entry.Inclusion is null || !policy.TryOpen(Encoding.UTF8.GetBytes(entry.Inclusion.Checkpoint), out _, out problem))
            {
                return false;
            }
        }
        return bundle.Entries.Length > 0;
    }

    private static bool Says(DsseEnvelope envelope, AttestationRequirement requirement, out string problem)
    {
        JsonNode? statement;
        try
        {
            statement = JsonNode.Parse(envelope.Payload);
        }
        catch (JsonException)
        {
            problem = "the statement is not JSON";
            return false;
        }
        var type = Text(statement?["predicateType"]);
        var predicate = statement?["predicate"];
        if (Text(statement?["_type"]) != AttestationStatement.StatementType || predicate is not JsonObject)
        {
            problem = "the payload is no in-toto statement";
            return false;
        }
        JsonNode? levels;
        switch (type)
        {
            case AttestationStatement.VerificationSummary:
                if (Text(predicate["verificationResult"]) != "PASSED")
                {
                    problem = $"the attested verdict is {Text(predicate["verificationResult"]) ?? "missing"}, not PASSED";
                    return false;
                }
                levels = predicate["verifiedLevels"];
                if (requirement.PolicySha256 is { } policy && Text(predicate["policy"]?["digest"]?["sha256"]) != policy)
                {
                    problem = "another policy was applied";
                    return false;
                }
                break;
            case AttestationStatement.VerificationResult:
                levels = predicate["properties"];
                if (requirement.PolicySha256 is not null)
                {
                    problem = "a simple verification result names no policy";
                    return false;
                }
                break;
            default:
                problem = $"a predicate of type `{type}` tells nothing about a gate";
                return false;
        }
        var attested = levels is JsonArray list ? list.Select(Text).ToHashSet() : [];
        var missing = requirement.Levels.Where(l => !attested.Contains(l)).ToList();
        problem = missing.Count == 0 ? "" : $"not attested: {string.Join(", ", missing)}";
        return missing.Count == 0;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
