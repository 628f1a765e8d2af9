using System.Globalization;
using System.Numerics;
using Bylaw.Rego.Builtins.Network;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Crypto.X509;

/// <summary>Shows certificates and keys as objects with the names and forms of Go's <c>crypto/x509</c>, which policies are written for.</summary>
internal static class CertificateJson
{
    /// <summary>Shows a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="withUriTexts">Whether to add <c>URIStrings</c>.</param>
    internal static RegoObject Write(Certificate certificate, bool withUriTexts)
    {
        var details = certificate.Details;
        var constraints = details.NameConstraints ?? new NameConstraints();
        var result = Common(certificate, "RawTBSCertificate");
        result.Set("RawIssuer", Bytes(certificate.Issuer.Raw));
        result.Set("SerialNumber", RegoValue.From(certificate.SerialNumber));
        result.Set("Issuer", Name(certificate.Issuer));
        result.Set("NotBefore", Time(certificate.NotBefore));
        result.Set("NotAfter", Time(certificate.NotAfter));
        result.Set("KeyUsage", details.KeyUsage);
        result.Set("UnhandledCriticalExtensions", List(details.UnhandledCriticalExtensions, Oid));
        result.Set("ExtKeyUsage", List(details.ExtendedKeyUsage, n => (RegoValue)(long)n));
        result.Set("UnknownExtKeyUsage", List(details.UnknownExtendedKeyUsage, Oid));
        result.Set("BasicConstraintsValid", details.HasBasicConstraints);
        result.Set("IsCA", details.IsAuthority);
        result.Set("MaxPathLen", details.MaxPathLength);
        result.Set("MaxPathLenZero", details.HasBasicConstraints && details.MaxPathLength == 0);
        result.Set("SubjectKeyId", Bytes(details.SubjectKeyId));
        result.Set("AuthorityKeyId", Bytes(details.AuthorityKeyId));
        result.Set("OCSPServer", Texts(details.OcspServers));
        result.Set("IssuingCertificateURL", Texts(details.IssuerUrls));
        result.Set("PermittedDNSDomainsCritical", constraints.IsCritical);
        result.Set("PermittedDNSDomains", Texts(constraints.PermittedDns));
        result.Set("ExcludedDNSDomains", Texts(constraints.ExcludedDns));
        result.Set("PermittedIPRanges", List(constraints.PermittedIps, IpRange));
        result.Set("ExcludedIPRanges", List(constraints.ExcludedIps, IpRange));
        result.Set("PermittedEmailAddresses", Texts(constraints.PermittedEmails));
        result.Set("ExcludedEmailAddresses", Texts(constraints.ExcludedEmails));
        result.Set("PermittedURIDomains", Texts(constraints.PermittedUris));
        result.Set("ExcludedURIDomains", Texts(constraints.ExcludedUris));
        result.Set("CRLDistributionPoints", Texts(details.RevocationLists));
        result.Set("PolicyIdentifiers", List(details.Policies, Oid));
        result.Set("Policies", Texts(details.Policies));
        Policy(result, "InhibitAnyPolicy", details.InhibitAnyPolicy);
        Policy(result, "InhibitPolicyMapping", details.InhibitPolicyMapping);
        Policy(result, "RequireExplicitPolicy", details.RequireExplicitPolicy);
        result.Set("PolicyMappings", List(details.PolicyMappings, m =>
            (RegoValue)RegoObject.Create(("IssuerDomainPolicy", m.Issuer), ("SubjectDomainPolicy", m.Subject))));
        if (withUriTexts)
        {
            result.Set("URIStrings", Texts(certificate.Names.Uris.ConvertAll(u => u.Text)));
        }
        return result.Build();
    }

    /// <summary>Shows a request for a certificate.</summary>
    internal static RegoObject Write(CertificateRequest request)
    {
        var result = Common(request, "RawTBSCertificateRequest");
        result.Set("Attributes", List(request.Attributes, a => (RegoValue)RegoObject.Create(
            ("Type", Oid(a.Oid)),
            ("Value", List(a.Values, set => List(set, m => (RegoValue)RegoObject.Create(("Type", Oid(m.Oid)), ("Value", m.Value))))))));
        return result.Build();
    }

    /// <summary>Shows a private key.</summary>
    internal static RegoValue WritePrivate(Key key)
    {
        switch (key)
        {
            case RsaKey { Parameters: var rsa } value:
                return RegoObject.Create(
                    ("N", RegoValue.From(value.Modulus)),
                    ("E", RegoValue.From(value.Exponent)),
                    ("D", Number(rsa.D)),
                    ("Primes", RegoArray.Create(Number(rsa.P), Number(rsa.Q))),
                    ("Precomputed", RegoObject.Create(
                        ("Dp", Number(rsa.DP)), ("Dq", Number(rsa.DQ)), ("Qinv", Number(rsa.InverseQ)), ("CRTValues", RegoArray.Empty))));
            case EcKey ec:
                return RegoObject.Create(("Curve", RegoObject.Empty), ("X", Number(ec.X)), ("Y", Number(ec.Y)), ("D", Number(ec.D)));
            case EdKey ed:
                return Bytes([.. ed.Seed!, .. ed.Public]);
            default:
                return RegoObject.Empty;
        }
    }

    private static ObjectBuilder Common(SignedDocument document, string rawBodyName)
    {
        var result = new ObjectBuilder(56);
        result.Set("Raw", Bytes(document.Raw));
        result.Set(rawBodyName, Bytes(document.RawBody));
        result.Set("RawSubjectPublicKeyInfo", Bytes(document.RawPublicKey));
        result.Set("RawSubject", Bytes(document.Subject.Raw));
        result.Set("Version", document.Version);
        result.Set("Signature", Bytes(document.Signature));
        result.Set("SignatureAlgorithm", document.SignatureAlgorithm.Number);
        result.Set("PublicKeyAlgorithm", PublicKeyNumber(document.PublicKeyOid));
        result.Set("PublicKey", PublicKey(document.PublicKey));
        result.Set("Subject", Name(document.Subject));
        result.Set("Extensions", List(document.Extensions, e =>
            (RegoValue)RegoObject.Create(("Id", Oid(e.Oid)), ("Critical", e.IsCritical), ("Value", Bytes(e.Value)))));
        result.Set("ExtraExtensions", RegoValue.Null);
        result.Set("DNSNames", Texts(document.Names.DnsNames));
        result.Set("EmailAddresses", Texts(document.Names.EmailAddresses));
        result.Set("IPAddresses", List(document.Names.IpAddresses, Address));
        result.Set("URIs", List(document.Names.Uris, u => Uri(u.Url)));
        return result;
    }

    private static RegoValue Name(DistinguishedName name) => RegoObject.Create(
        ("Country", Texts([.. name.Values("2.5.4.6")])),
        ("Organization", Texts([.. name.Values("2.5.4.10")])),
        ("OrganizationalUnit", Texts([.. name.Values("2.5.4.11")])),
        ("Locality", Texts([.. name.Values("2.5.4.7")])),
        ("Province", Texts([.. name.Values("2.5.4.8")])),
        ("StreetAddress", Texts([.. name.Values("2.5.4.9")])),
        ("PostalCode", Texts([.. name.Values("2.5.4.17")])),
        ("SerialNumber", name.Values("2.5.4.5").LastOrDefault("")),
        ("CommonName", name.Values("2.5.4.3").LastOrDefault("")),
        ("Names", List(name.Attributes, a => (RegoValue)RegoObject.Create(("Type", Oid(a.Oid)), ("Value", a.Value)))),
        ("ExtraNames", RegoValue.Null));

    private static long PublicKeyNumber(string oid) => oid switch
    {
        "1.2.840.113549.1.1.1" => 1,
        "1.2.840.10040.4.1" => 2,
        "1.2.840.10045.2.1" => 3,
        "1.3.101.112" => 4,
        _ => 0,
    };

    private static RegoValue PublicKey(Key key) => key switch
    {
        RsaKey rsa => RegoObject.Create(("N", RegoValue.From(rsa.Modulus)), ("E", RegoValue.From(rsa.Exponent))),
        EcKey ec => RegoObject.Create(("Curve", RegoObject.Empty), ("X", Number(ec.X)), ("Y", Number(ec.Y))),
        EdKey ed => Bytes(ed.Public),
        _ => RegoValue.Null,
    };

    private static RegoValue Uri(GoUrl url) => RegoObject.Create(
        ("Scheme", url.Scheme),
        ("Opaque", url.Opaque),
        ("User", url.HasUser ? RegoObject.Empty : RegoValue.Null),
        ("Host", url.Host),
        ("Path", url.Path),
        ("RawPath", url.RawPath),
        ("OmitHost", url.OmitsHost),
        ("ForceQuery", url.ForcesQuery),
        ("RawQuery", url.RawQuery),
        ("Fragment", url.Fragment),
        ("RawFragment", url.RawFragment));

    private static void Policy(ObjectBuilder result, string name, int? value)
    {
        result.Set(name, value ?? 0L);
        result.Set(name + "Zero", value == 0);
    }

    private static RegoValue Address(byte[] address)
    {
        var bits = KeyReader.Number(address);
        return address.Length == 4 ? IpAddressValue.FromV4((uint)bits).ToString() : new IpAddressValue((UInt128)bits).ToString();
    }

    private static RegoValue IpRange(byte[] range) => RegoObject.Create(
        ("IP", Address(range[..(range.Length / 2)])), ("Mask", Bytes(range[(range.Length / 2)..])));

    private static RegoValue Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static RegoValue Oid(string oid) =>
        RegoArray.Create([.. oid.Split('.').Select(part => RegoValue.From(BigInteger.Parse(part, CultureInfo.InvariantCulture)))]);

    private static RegoValue Number(byte[]? number) => RegoValue.From(KeyReader.Number(number));

    private static RegoValue Bytes(byte[]? bytes) => bytes is null ? RegoValue.Null : Convert.ToBase64String(bytes);

    private static RegoValue Texts(List<string> texts) => List(texts, t => (RegoValue)t);

    // Go shows an empty list that was never made as null.
    private static RegoValue List<T>(IReadOnlyCollection<T> items, Func<T, RegoValue> show) =>
        items.Count == 0 ? RegoValue.Null : RegoArray.Create([.. items.Select(show)]);
}
