using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Bylaw.Rego.Builtins.Crypto.X509;

/// <summary>How a certificate is signed.</summary>
/// <param name="Number">Go's number for it; 0 when it is unknown.</param>
/// <param name="Scheme">How to check it; null when it is unknown or too weak to trust.</param>
internal sealed record SignatureAlgorithm(int Number, SignatureScheme? Scheme)
{
    private static readonly SignatureAlgorithm _unknown = new(0, null);

    /// <summary>Reads an AlgorithmIdentifier.</summary>
    internal static SignatureAlgorithm Read(AsnReader algorithm)
    {
        var oid = algorithm.ReadObjectIdentifier();
        return oid switch
        {
            "1.2.840.113549.1.1.4" => new(2, null),
            "1.2.840.113549.1.1.5" or "1.3.14.3.2.29" => new(3, null),
            "1.2.840.113549.1.1.11" => Of(4, SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA256),
            "1.2.840.113549.1.1.12" => Of(5, SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA384),
            "1.2.840.113549.1.1.13" => Of(6, SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA512),
            "1.2.840.10040.4.3" => new(7, null),
            "2.16.840.1.101.3.4.3.2" => new(8, null),
            "1.2.840.10045.4.1" => new(9, null),
            "1.2.840.10045.4.3.2" => Of(10, SignatureFamily.Ecdsa, HashAlgorithmName.SHA256),
            "1.2.840.10045.4.3.3" => Of(11, SignatureFamily.Ecdsa, HashAlgorithmName.SHA384),
            "1.2.840.10045.4.3.4" => Of(12, SignatureFamily.Ecdsa, HashAlgorithmName.SHA512),
            "1.2.840.113549.1.1.10" => ReadPss(algorithm),
            "1.3.101.112" => Of(16, SignatureFamily.Ed25519, default),
            _ => _unknown,
        };
    }

    private static SignatureAlgorithm Of(int number, SignatureFamily family, HashAlgorithmName hash) =>
        new(number, new SignatureScheme(family.ToString(), family, hash, IsDerEncoded: family == SignatureFamily.Ecdsa));

    private static SignatureAlgorithm ReadPss(AsnReader algorithm)
    {
        if (!algorithm.HasData)
        {
            return _unknown;
        }
        var parameters = algorithm.ReadSequence();
        var hashTag = new Asn1Tag(TagClass.ContextSpecific, 0);
        if (!parameters.HasData || !parameters.PeekTag().HasSameClassAndValue(hashTag))
        {
            return _unknown;
        }
        return parameters.ReadSequence(hashTag).ReadSequence().ReadObjectIdentifier() switch
        {
            "2.16.840.1.101.3.4.2.1" => Of(13, SignatureFamily.RsaPss, HashAlgorithmName.SHA256),
            "2.16.840.1.101.3.4.2.2" => Of(14, SignatureFamily.RsaPss, HashAlgorithmName.SHA384),
            "2.16.840.1.101.3.4.2.3" => Of(15, SignatureFamily.RsaPss, HashAlgorithmName.SHA512),
            _ => _unknown,
        };
    }
}
