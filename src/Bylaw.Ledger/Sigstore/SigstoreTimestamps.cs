using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Bylaw.Ledger.Sigstore;

/// <summary>Checks RFC 3161 timestamps and the certificate chains that time is told against.</summary>
internal static class SigstoreTimestamps
{
    private const string TimeStampingOid = "1.3.6.1.5.5.7.3.8";

    /// <summary>Returns the time at which a trusted authority saw the signature.</summary>
    public static DateTimeOffset Verify(byte[] response, byte[] signature, TrustedRoot root)
    {
        var token = ReadToken(response);
        var time = token.TokenInfo.Timestamp;
        foreach (var authority in root.TimestampAuthorities)
        {
            if (!authority.Validity.Contains(time))
            {
                continue;
            }
            X509Certificate2Collection candidates = [.. authority.Chain];
            if (token.VerifySignatureForData(signature, out var signer, candidates)
                && signer is not null
                && authority.Chain.Any(c => c.RawData.AsSpan().SequenceEqual(signer.RawData))
                && ChainsTo(signer, authority.Chain, time, TimeStampingOid))
            {
                return time;
            }
        }
        throw new VerificationFailure("no trusted timestamp authority vouches for the timestamp over this signature");
    }

    /// <summary>Tells whether a certificate leads to the root of an authority at a given time.</summary>
    public static bool ChainsTo(
        X509Certificate2 leaf, IReadOnlyList<X509Certificate2> authority, DateTimeOffset time, string extendedKeyUsage)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.Add(authority[^1]);
        foreach (var certificate in authority)
        {
            policy.ExtraStore.Add(certificate);
        }
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = time.UtcDateTime;
        policy.ApplicationPolicy.Add(new Oid(extendedKeyUsage));
        return chain.Build(leaf);
    }

    private static Rfc3161TimestampToken ReadToken(byte[] response)
    {
        try
        {
            var sequence = new AsnReader(response, AsnEncodingRules.BER).ReadSequence();
            var status = sequence.ReadSequence().ReadInteger();
            VerificationFailure.Unless(status == 0 || status == 1, "the timestamp authority refused");
            var encoded = sequence.ReadEncodedValue();
            VerificationFailure.Unless(Rfc3161TimestampToken.TryDecode(encoded, out var token, out _), "the timestamp is malformed");
            return token;
        }
        catch (AsnContentException)
        {
            throw new VerificationFailure("the timestamp is malformed");
        }
    }
}
