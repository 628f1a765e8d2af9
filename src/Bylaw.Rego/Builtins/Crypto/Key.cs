using System.Numerics;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Bylaw.Rego.Builtins.Crypto;

/// <summary>A key of some algorithm, public or private. Signs and checks signatures over whole messages.</summary>
internal abstract record Key
{
    /// <summary>Checks a signature; false also when the key is of the wrong kind or too weak.</summary>
    internal abstract bool Verify(SignatureScheme scheme, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    /// <summary>Signs a message.</summary>
    /// <exception cref="RefusedOperandException">The key cannot sign by that scheme.</exception>
    internal abstract byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> message);

    private protected static RefusedOperandException Unfit(SignatureScheme scheme) => new($"key is not fit to sign with {scheme.Name}");

    private protected static BigInteger Unsigned(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}

/// <summary>Names the ways to sign.</summary>
internal enum SignatureFamily
{
    Hmac,
    RsaPkcs1,
    RsaPss,
    Ecdsa,
    Ed25519,
}

/// <summary>A way to sign, with its hash.</summary>
/// <param name="Name">The name in JOSE headers, for example <c>RS256</c>.</param>
/// <param name="Family">The kind of signature.</param>
/// <param name="Hash">The hash of the message.</param>
/// <param name="IsDerEncoded">For ECDSA, whether the two numbers stand in a DER sequence (X.509) or side by side (JOSE).</param>
internal sealed record SignatureScheme(string Name, SignatureFamily Family, HashAlgorithmName Hash, bool IsDerEncoded = false)
{
    private static readonly Dictionary<string, SignatureScheme> _jose = new[]
    {
        new SignatureScheme("HS256", SignatureFamily.Hmac, HashAlgorithmName.SHA256),
        new SignatureScheme("HS384", SignatureFamily.Hmac, HashAlgorithmName.SHA384),
        new SignatureScheme("HS512", SignatureFamily.Hmac, HashAlgorithmName.SHA512),
        new SignatureScheme("RS256", SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA256),
        new SignatureScheme("RS384", SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA384),
        new SignatureScheme("RS512", SignatureFamily.RsaPkcs1, HashAlgorithmName.SHA512),
        new SignatureScheme("PS256", SignatureFamily.RsaPss, HashAlgorithmName.SHA256),
        new SignatureScheme("PS384", SignatureFamily.RsaPss, HashAlgorithmName.SHA384),
        new SignatureScheme("PS512", SignatureFamily.RsaPss, HashAlgorithmName.SHA512),
        new SignatureScheme("ES256", SignatureFamily.Ecdsa, HashAlgorithmName.SHA256),
        new SignatureScheme("ES384", SignatureFamily.Ecdsa, HashAlgorithmName.SHA384),
        new SignatureScheme("ES512", SignatureFamily.Ecdsa, HashAlgorithmName.SHA512),
        new SignatureScheme("EdDSA", SignatureFamily.Ed25519, default),
    }.ToDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>Finds a scheme by its name in JOSE headers.</summary>
    internal static SignatureScheme? FromJose(string name) => _jose.GetValueOrDefault(name);
}

/// <summary>A shared secret.</summary>
/// <param name="Secret">The bytes.</param>
internal sealed record SecretKey(byte[] Secret) : Key
{
    /// <inheritdoc/>
    internal override bool Verify(SignatureScheme scheme, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        scheme.Family == SignatureFamily.Hmac
        && CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(scheme.Hash, Secret, message), signature);

    /// <inheritdoc/>
    internal override byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> message) =>
        scheme.Family == SignatureFamily.Hmac ? CryptographicOperations.HmacData(scheme.Hash, Secret, message) : throw Unfit(scheme);
}

/// <summary>An RSA key.</summary>
/// <param name="Parameters">The numbers; D and the primes when it is private.</param>
internal sealed record RsaKey(RSAParameters Parameters) : Key
{
    // Go refuses keys below 1,024 bits: they can be factored.
    private const int LeastBits = 1024;

    internal bool IsPrivate => Parameters.D is not null;

    internal BigInteger Modulus => Unsigned(Parameters.Modulus);

    internal BigInteger Exponent => Unsigned(Parameters.Exponent);

    /// <inheritdoc/>
    internal override bool Verify(SignatureScheme scheme, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (scheme.Family is not (SignatureFamily.RsaPkcs1 or SignatureFamily.RsaPss) || Modulus.GetBitLength() < LeastBits)
        {
            return false;
        }
        try
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = Parameters.Modulus, Exponent = Parameters.Exponent });
            return rsa.VerifyData(message, signature, scheme.Hash, Padding(scheme));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    internal override byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> message)
    {
        if (scheme.Family is not (SignatureFamily.RsaPkcs1 or SignatureFamily.RsaPss) || !IsPrivate || Modulus.GetBitLength() < LeastBits)
        {
            throw Unfit(scheme);
        }
        try
        {
            using var rsa = RSA.Create(Parameters);
            return rsa.SignData(message, scheme.Hash, Padding(scheme));
        }
        catch (CryptographicException error)
        {
            throw new RefusedOperandException(error.Message);
        }
    }

    private static RSASignaturePadding Padding(SignatureScheme scheme) =>
        scheme.Family == SignatureFamily.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
}

/// <summary>A key on one of the NIST curves.</summary>
/// <param name="CurveName">P-224, P-256, P-384 or P-521.</param>
/// <param name="X">The point, 0-padded to the curve's size.</param>
/// <param name="Y">The point's other coordinate.</param>
/// <param name="D">The private number, if the key is private.</param>
internal sealed record EcKey(string CurveName, byte[] X, byte[] Y, byte[]? D) : Key
{
    /// <inheritdoc/>
    internal override bool Verify(SignatureScheme scheme, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (scheme.Family != SignatureFamily.Ecdsa)
        {
            return false;
        }
        try
        {
            using var ecdsa = ECDsa.Create(ToParameters(includePrivate: false));
            return scheme.IsDerEncoded
                ? ecdsa.VerifyData(message, signature, scheme.Hash, DSASignatureFormat.Rfc3279DerSequence)
                : ecdsa.VerifyData(message, signature, scheme.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    internal override byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> message)
    {
        if (scheme.Family != SignatureFamily.Ecdsa || D is null)
        {
            throw Unfit(scheme);
        }
        try
        {
            using var ecdsa = ECDsa.Create(ToParameters(includePrivate: true));
            return ecdsa.SignData(message, scheme.Hash);
        }
        catch (CryptographicException error)
        {
            throw new RefusedOperandException(error.Message);
        }
    }

    /// <summary>Works out the point of a private number.</summary>
    internal static EcKey FromPrivate(string curveName, byte[] d)
    {
        var size = Size(curveName);
        var number = Fixed(d, size);
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = Curve(curveName), D = number });
        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        return new EcKey(curveName, point.X!, point.Y!, number);
    }

    internal static int Size(string curveName) => curveName switch { "P-224" => 28, "P-256" => 32, "P-384" => 48, _ => 66 };

    internal static byte[] Fixed(byte[] number, int size)
    {
        var result = new byte[size];
        var digits = number.AsSpan().TrimStart((byte)0);
        if (digits.Length > size)
        {
            throw new RefusedOperandException("invalid elliptic curve key: number too long");
        }
        digits.CopyTo(result.AsSpan(size - digits.Length));
        return result;
    }

    private ECParameters ToParameters(bool includePrivate) => new()
    {
        Curve = Curve(CurveName),
        Q = new ECPoint { X = X, Y = Y },
        D = includePrivate ? D : null,
    };

    private static ECCurve Curve(string name) => name switch
    {
        "P-224" => ECCurve.CreateFromValue("1.3.132.0.33"),
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        _ => ECCurve.NamedCurves.nistP521,
    };
}

/// <summary>A key on the curve Ed25519.</summary>
/// <param name="Public">32 bytes.</param>
/// <param name="Seed">32 bytes, if the key is private.</param>
internal sealed record EdKey(byte[] Public, byte[]? Seed) : Key
{
    internal static EdKey FromSeed(byte[] seed) => new(new Ed25519PrivateKeyParameters(seed).GeneratePublicKey().GetEncoded(), seed);

    /// <inheritdoc/>
    internal override bool Verify(SignatureScheme scheme, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (scheme.Family != SignatureFamily.Ed25519 || Public.Length != 32)
        {
            return false;
        }
        try
        {
            var signer = new Ed25519Signer();
            signer.Init(forSigning: false, new Ed25519PublicKeyParameters(Public));
            signer.BlockUpdate(message);
            return signer.VerifySignature(signature.ToArray());
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    internal override byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> message)
    {
        if (scheme.Family != SignatureFamily.Ed25519 || Seed is null)
        {
            throw Unfit(scheme);
        }
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, new Ed25519PrivateKeyParameters(Seed));
        signer.BlockUpdate(message);
        return signer.GenerateSignature();
    }
}

/// <summary>A key of an algorithm that is only recognised.</summary>
/// <param name="Algorithm">The object identifier.</param>
internal sealed record UnknownKey(string Algorithm) : Key
{
    /// <inheritdoc/>
    internal override bool Verify(SignatureScheme scheme, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => false;

    /// <inheritdoc/>
    internal override byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> message) => throw Unfit(scheme);
}
