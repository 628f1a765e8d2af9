using System.Numerics;
using Bylaw.Rego.Builtins.Network;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Crypto.X509;

/// <summary>An extension of a certificate or request.</summary>
/// <param name="Oid">What it is.</param>
/// <param name="IsCritical">Whether who does not know it must refuse the certificate.</param>
/// <param name="Value">The DER bytes.</param>
internal sealed record Extension(string Oid, bool IsCritical, byte[] Value);

/// <summary>The names that a certificate or request speaks for.</summary>
internal sealed class AlternativeNames
{
    internal List<string> DnsNames { get; } = [];

    internal List<string> EmailAddresses { get; } = [];

    internal List<byte[]> IpAddresses { get; } = [];

    internal List<(string Text, GoUrl Url)> Uris { get; } = [];

    internal bool IsEmpty => DnsNames.Count + EmailAddresses.Count + IpAddresses.Count + Uris.Count == 0;
}

/// <summary>The names below which a certificate authority may or may not sign.</summary>
internal sealed class NameConstraints
{
    internal bool IsCritical { get; init; }

    internal List<string> PermittedDns { get; } = [];

    internal List<string> ExcludedDns { get; } = [];

    internal List<byte[]> PermittedIps { get; } = [];

    internal List<byte[]> ExcludedIps { get; } = [];

    internal List<string> PermittedEmails { get; } = [];

    internal List<string> ExcludedEmails { get; } = [];

    internal List<string> PermittedUris { get; } = [];

    internal List<string> ExcludedUris { get; } = [];
}

/// <summary>What stands in both certificates and requests for them.</summary>
internal abstract class SignedDocument
{
    internal required byte[] Raw { get; init; }

    internal required byte[] RawBody { get; init; }

    internal required byte[] RawPublicKey { get; init; }

    internal required int Version { get; init; }

    internal required DistinguishedName Subject { get; init; }

    internal required string PublicKeyOid { get; init; }

    internal required Key PublicKey { get; init; }

    internal required SignatureAlgorithm SignatureAlgorithm { get; init; }

    internal required byte[] Signature { get; init; }

    internal required IReadOnlyList<Extension> Extensions { get; init; }

    internal AlternativeNames Names { get; init; } = new();
}

/// <summary>A request for a certificate (PKCS #10).</summary>
internal sealed class CertificateRequest : SignedDocument
{
    /// <summary>Gets the attributes that read as sets of names and values.</summary>
    internal required IReadOnlyList<RequestAttribute> Attributes { get; init; }
}

/// <summary>An attribute of a request: lists of identifiers and values.</summary>
/// <param name="Oid">What it is.</param>
/// <param name="Values">Its values.</param>
internal sealed record RequestAttribute(string Oid, IReadOnlyList<IReadOnlyList<(string Oid, RegoValue Value)>> Values);

/// <summary>An X.509 certificate.</summary>
internal sealed class Certificate : SignedDocument
{
    internal required BigInteger SerialNumber { get; init; }

    internal required DistinguishedName Issuer { get; init; }

    internal required DateTimeOffset NotBefore { get; init; }

    internal required DateTimeOffset NotAfter { get; init; }

    internal required CertificateDetails Details { get; init; }
}

/// <summary>What a certificate's extensions say.</summary>
internal sealed class CertificateDetails
{
    /// <summary>Gets or sets the uses of the key, a bit each, in Go's order.</summary>
    internal int KeyUsage { get; set; }

    /// <summary>Gets the known purposes, as Go numbers them; null when there is no such extension.</summary>
    internal List<int> ExtendedKeyUsage { get; } = [];

    internal List<string> UnknownExtendedKeyUsage { get; } = [];

    internal List<string> UnhandledCriticalExtensions { get; } = [];

    internal bool HasBasicConstraints { get; set; }

    internal bool IsAuthority { get; set; }

    /// <summary>Gets or sets how many authorities may stand below; -1 for any number, 0 also when nothing is said.</summary>
    internal int MaxPathLength { get; set; }

    internal byte[]? SubjectKeyId { get; set; }

    internal byte[]? AuthorityKeyId { get; set; }

    internal List<string> OcspServers { get; } = [];

    internal List<string> IssuerUrls { get; } = [];

    internal List<string> RevocationLists { get; } = [];

    internal List<string> Policies { get; } = [];

    internal List<(string Issuer, string Subject)> PolicyMappings { get; } = [];

    internal int? InhibitAnyPolicy { get; set; }

    internal int? InhibitPolicyMapping { get; set; }

    internal int? RequireExplicitPolicy { get; set; }

    internal NameConstraints? NameConstraints { get; set; }

    internal AlternativeNames Names { get; set; } = new();
}
