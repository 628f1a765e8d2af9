using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Evidence.Json;
using Bylaw.Ledger.Attesting;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Reports.Attestations;

/// <summary>Signs what an assessment says: the result document itself, a verification summary (VSA) or the properties that hold (SVR).</summary>
/// <param name="key">The signer's private key; P-256, P-384 or P-521.</param>
/// <remarks>Sources: DSSE v1.0.2; in-toto Statement v1; SLSA verification summary v1; in-toto SVR 0.2.</remarks>
public sealed class ResultSigner(ECDsa key)
{
    /// <summary>The media type of a signed result document.</summary>
    public const string ResultType = "application/vnd.bylaw.result+json";

    private const string Verifier = "https://bylaw.example/check";

    /// <summary>Signs the result document in its canonical form (RFC 8785), whose digest is what approvals name.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>A DSSE envelope.</returns>
    public JsonObject SignResult(AssessmentReport report) => Sign(ResultType, CanonicalJson.Serialize(report.ToJson())).ToJson();

    /// <summary>Signs the gate's verdict about every subject with a digest.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>A DSSE envelope around an in-toto statement with the predicate VSA.</returns>
    /// <exception cref="InvalidOperationException">No subject has a digest, or only part of the controls or subjects was judged.</exception>
    public JsonObject SignSummary(AssessmentReport report)
    {
        var statement = AttestationStatement.OfSummary(
            Subjects(report),
            report.ExitCode == 0,
            "urn:bylaw:packs:" + string.Join('+', report.Packs.Select(p => p.Id)),
            report.PolicyDigest,
            Verifier,
            "urn:bylaw:system:" + report.System,
            [.. Holding(report)],
            [.. report.Evidence.Select(e => e.ComputeDigest())],
            report.EffectiveTime);
        return Sign(AttestationStatement.PayloadType, statement).ToJson();
    }

    /// <summary>Signs the list of controls that hold for the subjects with a digest.</summary>
    /// <param name="report">The assessment.</param>
    /// <returns>A DSSE envelope around an in-toto statement with the predicate SVR.</returns>
    /// <exception cref="InvalidOperationException">No subject has a digest, nothing holds, or only part was judged.</exception>
    public JsonObject SignProperties(AssessmentReport report)
    {
        var holding = Holding(report).ToList();
        return holding.Count == 0
            ? throw new InvalidOperationException("no control passed, so there is nothing to attest")
            : Sign(AttestationStatement.PayloadType, AttestationStatement.OfResult(Subjects(report), Verifier, [.. holding], report.EffectiveTime)).ToJson();
    }

    private static List<AttestationSubject> Subjects(AssessmentReport report)
    {
        if (!report.MayAttest)
        {
            throw new InvalidOperationException("only some controls or subjects were judged; an attestation speaks for a whole stage");
        }
        var subjects = report.Evidence
            .Where(e => e.Subject.Digest.ContainsKey("sha256"))
            .Select(e => new AttestationSubject($"{e.Kind}:{e.Subject.Name}", e.Subject.Digest["sha256"]))
            .Distinct()
            .ToList();
        return subjects.Count > 0 ? subjects : throw new InvalidOperationException("no subject has a digest, so there is nothing that the attestation could name");
    }

    /// <summary>A control holds when it passed on at least one subject and broke on none.</summary>
    private static IEnumerable<string> Holding(AssessmentReport report) => report.Results
        .GroupBy(r => r.Control.Id)
        .Where(g => g.Any(r => r.Outcome == ControlOutcome.Pass) && g.All(r => r.Outcome is ControlOutcome.Pass or ControlOutcome.NotApplicable))
        .Select(g => g.Key)
        .Order(StringComparer.Ordinal);

    private DsseEnvelope Sign(string type, byte[] payload)
    {
        var hash = key.KeySize switch { 384 => HashAlgorithmName.SHA384, 521 => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA256 };
        var signature = key.SignData(DsseEnvelope.PreAuthenticationEncoding(type, payload), hash, DSASignatureFormat.Rfc3279DerSequence);
        var keyId = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        return new DsseEnvelope { PayloadType = type, Payload = payload, Signatures = [new DsseSignature(keyId, signature)] };
    }
}
