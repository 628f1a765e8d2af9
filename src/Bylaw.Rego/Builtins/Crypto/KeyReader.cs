using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Bylaw.Rego.Builtins.Crypto;

/// <summary>Reads keys in their DER forms.</summary>
internal static class KeyReader
{
    private const string RsaOid = "1.2.840.113549.1.1.1";
    private const string EcOid = "1.2.840.10045.2.1";
    private const string Ed25519Oid = "1.3.101.112";

    /// <summary>Reads a SubjectPublicKeyInfo (RFC 5280), the content of PEM <c>PUBLIC KEY</c>.</summary>
    /// <exception cref="RefusedOperandException">The bytes are none.</exception>
    internal static Key ReadPublic(ReadOnlyMemory<byte> der) => Guarded("x509: malformed public key", () =>
    {
        var info = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var bits = info.ReadBitString(out _);
        switch (oid)
        {
            case RsaOid:
                var key = new AsnReader(bits, AsnEncodingRules.DER).ReadSequence();
                return new RsaKey(new RSAParameters { Modulus = Unsigned(key), Exponent = Unsigned(key) });
            case EcOid:
                return Point(CurveName(algorithm.ReadObjectIdentifier()), bits, null);
            case Ed25519Oid:
                return bits.Length == 32 ? new EdKey(bits, null) : throw new RefusedOperandException("x509: wrong Ed25519 public key size");
            default:
                return new UnknownKey(oid);
        }
    });

    /// <summary>Reads an RSA private key (RFC 8017), the content of PEM <c>RSA PRIVATE KEY</c>.</summary>
    /// <exception cref="RefusedOperandException">The bytes are none.</exception>
    internal static Key ReadPkcs1(ReadOnlyMemory<byte> der) => Guarded("x509: failed to parse private key", () =>
    {
        var key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        key.ReadInteger();
        var (n, e, d) = (Number(key), Unsigned(key), Number(key));
        var (p, q) = (Number(key), Number(key));
        return FromPrimes(n, e, d, p, q);
    });

    /// <summary>Reads a private key of any algorithm (RFC 5958), the content of PEM <c>PRIVATE KEY</c>.</summary>
    /// <exception cref="RefusedOperandException">The bytes are none.</exception>
    internal static Key ReadPkcs8(ReadOnlyMemory<byte> der) => Guarded("x509: failed to parse private key", () =>
    {
        var info = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        info.ReadInteger();
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var content = info.ReadOctetString();
        return oid switch
        {
            RsaOid => ReadPkcs1(content),
            EcOid => ReadSec1(content, CurveName(algorithm.ReadObjectIdentifier())),
            Ed25519Oid => EdKey.FromSeed(new AsnReader(content, AsnEncodingRules.DER).ReadOctetString()),
            "1.3.101.110" => new UnknownKey(oid),
            _ => throw new RefusedOperandException($"x509: PKCS#8 wrapping contained private key with unknown algorithm: {oid}"),
        };
    });

    /// <summary>Reads an elliptic curve private key (RFC 5915), the content of PEM <c>EC PRIVATE KEY</c>.</summary>
    /// <param name="der">The bytes.</param>
    /// <param name="curveName">The curve, when it is known from around the key.</param>
    /// <exception cref="RefusedOperandException">The bytes are none.</exception>
    internal static Key ReadSec1(ReadOnlyMemory<byte> der, string? curveName = null) => Guarded("x509: failed to parse EC private key", () =>
    {
        var key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        key.ReadInteger();
        var d = key.ReadOctetString();
        var parameters = new Asn1Tag(TagClass.ContextSpecific, 0);
        if (curveName is null && key.HasData && key.PeekTag().HasSameClassAndValue(parameters))
        {
            curveName = CurveName(key.ReadSequence(parameters).ReadObjectIdentifier());
        }
        return EcKey.FromPrivate(curveName ?? throw new RefusedOperandException("x509: unknown elliptic curve"), d);
    });

    /// <summary>Completes an RSA private key from its primes.</summary>
    internal static RsaKey FromPrimes(BigInteger n, byte[] e, BigInteger d, BigInteger p, BigInteger q)
    {
        if (p * q != n || p <= 1 || q <= 1)
        {
            throw new RefusedOperandException("crypto/rsa: invalid modulus");
        }
        var size = (int)((n.GetBitLength() + 7) / 8);
        var half = (size + 1) / 2;
        return new RsaKey(new RSAParameters
        {
            Modulus = Fixed(n, size),
            Exponent = e,
            D = Fixed(d, size),
            P = Fixed(p, half),
            Q = Fixed(q, half),
            DP = Fixed(d % (p - 1), half),
            DQ = Fixed(d % (q - 1), half),
            InverseQ = Fixed(BigInteger.ModPow(q, p - 2, p), half),
        });
    }

    /// <summary>Makes a key of a point in its uncompressed form.</summary>
    internal static Key Point(string curveName, byte[] bits, byte[]? d)
    {
        var size = EcKey.Size(curveName);
        if (bits.Length != 1 + 2 * size || bits[0] != 4)
        {
            throw new RefusedOperandException("x509: failed to unmarshal elliptic curve point");
        }
        return new EcKey(curveName, bits[1..(1 + size)], bits[(1 + size)..], d);
    }

    internal static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static string CurveName(string oid) => oid switch
    {
        "1.3.132.0.33" => "P-224",
        "1.2.840.10045.3.1.7" => "P-256",
        "1.3.132.0.34" => "P-384",
        "1.3.132.0.35" => "P-521",
        _ => throw new RefusedOperandException("x509: unsupported elliptic curve"),
    };

    private static BigInteger Number(AsnReader reader) => reader.ReadInteger();

    private static byte[] Unsigned(AsnReader reader)
    {
        var value = reader.ReadInteger();
        return value.Sign > 0 ? value.ToByteArray(isUnsigned: true, isBigEndian: true) : throw new RefusedOperandException("x509: RSA number is not positive");
    }

    private static byte[] Fixed(BigInteger value, int size) => EcKey.Fixed(value.ToByteArray(isUnsigned: true, isBigEndian: true), size);

    private static Key Guarded(string message, Func<Key> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is AsnContentException or CryptographicException or ArgumentException or OverflowException)
        {
            throw new RefusedOperandException(message);
        }
    }
}
