using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Ledger.Sigstore;

/// <summary>Who must have signed: an identity with its issuer, or a key.</summary>
public sealed record SignerPolicy
{
    /// <summary>Gets the subject alternative name that the certificate must carry.</summary>
    public string? Identity { get; init; }

    /// <summary>Gets the OpenID issuer that the certificate must name.</summary>
    public string? Issuer { get; init; }

    /// <summary>Gets the key that must have signed; when set, a bundle with a certificate is refused.</summary>
    public PublicVerificationKey? Key { get; init; }
}

/// <summary>Verifies Sigstore bundles offline: signature, signer, time, log entry and content, in that dependence.</summary>
/// <remarks>Source: Sigstore client specification, "Verification". Every check must hold; there is no partial success.</remarks>
public static class SigstoreVerifier
{
    private const string CodeSigningOid = "1.3.6.1.5.5.7.3.3";
    private const string IssuerOidV1 = "1.3.6.1.4.1.57264.1.1";
    private const string IssuerOidV2 = "1.3.6.1.4.1.57264.1.8";

    /// <summary>Verifies a bundle against the file or subject that it is about.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="artifactSha256">SHA-256 of the file; for an in-toto statement, of one of its subjects.</param>
    /// <param name="root">What is trusted.</param>
    /// <param name="signer">Who must have signed.</param>
    /// <param name="problem">Why it does not verify.</param>
    /// <returns>True when everything holds.</returns>
    public static bool TryVerify(
        SigstoreBundle bundle, ReadOnlySpan<byte> artifactSha256, TrustedRoot root, SignerPolicy signer, out string problem)
    {
        try
        {
            Verify(bundle, artifactSha256.ToArray(), root, signer);
            problem = "";
            return true;
        }
        catch (VerificationFailure failure)
        {
            problem = failure.Message;
            return false;
        }
        catch (CryptographicException error)
        {
            problem = $"malformed key, certificate or signature: {error.Message}";
            return false;
        }
    }

    private static void Verify(SigstoreBundle bundle, byte[] artifactSha256, TrustedRoot root, SignerPolicy signer)
    {
        var signature = bundle.MessageSignature ?? bundle.Envelope!.Signatures[0].Signature;
        var key = SignerKey(bundle, signer);
        VerifySignature(bundle, artifactSha256, signature, key);

        VerificationFailure.Unless(bundle.Entries.Length > 0, "the bundle holds no log entry");
        var digest = bundle.Envelope is { } envelope
            ? SHA256.HashData(DsseEnvelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload))
            : artifactSha256;
        var content = new SignedContent(signature, digest, bundle.Envelope, bundle.Certificate?.RawData, key);

        var times = bundle.Timestamps.Select(t => SigstoreTimestamps.Verify(t, signature, root)).ToList();
        foreach (var entry in bundle.Entries)
        {
            EntryBody.RequireMatch(entry.Body, content);
            var log = EntryProof.FindLog(entry, root);
            VerificationFailure.Unless(entry.Inclusion is not null || entry.SignedEntryTimestamp is not null, "the log entry has no proof");
            if (entry.Inclusion is { } inclusion)
            {
                EntryProof.VerifyInclusion(entry, inclusion, log);
            }
            if (entry.SignedEntryTimestamp is { } promise)
            {
                times.Add(EntryProof.VerifyPromise(entry, promise, log));
            }
            VerificationFailure.Unless(times.TrueForAll(log.Validity.Contains), "the log's key was not valid at the time of signing");
        }
        if (bundle.Certificate is { } certificate)
        {
            VerificationFailure.Unless(times.Count > 0, "nobody trusted states when the signature was made");
            foreach (var time in times)
            {
                VerifyCertificate(certificate, root, time);
            }
            VerifyIdentity(certificate, signer);
        }
    }

    private static PublicVerificationKey SignerKey(SigstoreBundle bundle, SignerPolicy signer)
    {
        if (bundle.Certificate is null)
        {
            return signer.Key ?? throw new VerificationFailure("the bundle is signed with a key, and no key was given");
        }
        VerificationFailure.Unless(signer.Key is null, "a key was given, and the bundle is signed with a certificate");
        VerificationFailure.Unless(
            PublicVerificationKey.TryFromSpki(bundle.Certificate.PublicKey.ExportSubjectPublicKeyInfo(), out var key),
            "the certificate's key is of a kind not known here");
        return key;
    }

    private static void VerifySignature(SigstoreBundle bundle, byte[] artifactSha256, byte[] signature, PublicVerificationKey key)
    {
        if (bundle.Envelope is { } envelope)
        {
            VerificationFailure.Unless(envelope.Verify([key]), "the envelope's signature does not verify");
            VerificationFailure.Unless(IsSubject(envelope, artifactSha256), "the file is not a subject of the signed statement");
            return;
        }
        if (bundle.MessageDigest is { } digest)
        {
            VerificationFailure.Unless(digest.AsSpan().SequenceEqual(artifactSha256), "the bundle is about another file");
        }
        VerificationFailure.Unless(key.VerifyDigest(artifactSha256, signature), "the signature does not verify");
    }

    private static bool IsSubject(DsseEnvelope envelope, byte[] artifactSha256)
    {
        VerificationFailure.Unless(envelope.PayloadType == "application/vnd.in-toto+json", "the envelope holds no in-toto statement");
        var wanted = Convert.ToHexStringLower(artifactSha256);
        try
        {
            using var statement = JsonDocument.Parse(envelope.Payload);
            return statement.RootElement.Items("subject").Any(subject =>
                subject.Optional("digest") is { } digest
                && digest.Optional("sha256") is { ValueKind: JsonValueKind.String } value
                && string.Equals(value.GetString(), wanted, StringComparison.OrdinalIgnoreCase));
        }
        catch (JsonException)
        {
            throw new VerificationFailure("the signed statement is not JSON");
        }
    }

    private static void VerifyCertificate(X509Certificate2 certificate, TrustedRoot root, DateTimeOffset time)
    {
        VerificationFailure.Unless(
            time >= certificate.NotBefore && time <= certificate.NotAfter, "the certificate was not valid at the time of signing");
        foreach (var authority in root.CertificateAuthorities)
        {
            if (authority.Validity.Contains(time) && SigstoreTimestamps.ChainsTo(certificate, authority.Chain, time, CodeSigningOid))
            {
                var issuer = authority.Chain.First(c => c.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData));
                CertificateTimestamps.Verify(certificate, issuer, root);
                return;
            }
        }
        throw new VerificationFailure("no trusted authority vouched for the certificate at the time of signing");
    }

    private static void VerifyIdentity(X509Certificate2 certificate, SignerPolicy signer)
    {
        VerificationFailure.Unless(
            signer.Identity is not null && signer.Issuer is not null, "the bundle is signed with a certificate, and no identity was given");
        VerificationFailure.Unless(
            SubjectNames(certificate).Contains(signer.Identity, StringComparer.Ordinal), "the certificate is of another identity");
        VerificationFailure.Unless(IssuerOf(certificate) == signer.Issuer, "the certificate names another issuer");
    }

    /// <summary>E-mail addresses and URIs, the two forms of name that Fulcio gives people and workloads.</summary>
    private static List<string> SubjectNames(X509Certificate2 certificate)
    {
        var names = new List<string>();
        try
        {
            foreach (var extension in certificate.Extensions.Where(e => e.Oid?.Value == "2.5.29.17"))
            {
                var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                while (reader.HasData)
                {
                    var tag = reader.PeekTag();
                    if (tag is { TagClass: TagClass.ContextSpecific, TagValue: 1 or 6 })
                    {
                        names.Add(reader.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                    }
                    else
                    {
                        reader.ReadEncodedValue();
                    }
                }
            }
        }
        catch (AsnContentException)
        {
            throw new VerificationFailure("the certificate's names are malformed");
        }
        return names;
    }

    private static string? IssuerOf(X509Certificate2 certificate)
    {
        if (certificate.Extensions.FirstOrDefault(e => e.Oid?.Value == IssuerOidV2) is { } current)
        {
            try
            {
                return new AsnReader(current.RawData, AsnEncodingRules.DER).ReadCharacterString(UniversalTagNumber.UTF8String);
            }
            catch (AsnContentException)
            {
                throw new VerificationFailure("the certificate's issuer extension is malformed");
            }
        }
        return certificate.Extensions.FirstOrDefault(e => e.Oid?.Value == IssuerOidV1) is { } old ? Encoding.UTF8.GetString(old.RawData) : null;
    }
}
