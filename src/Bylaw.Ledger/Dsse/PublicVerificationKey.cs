using System.Formats.Asn1;
using System.Security.Cryptography;
using Bylaw.Ledger.Notes;

namespace Bylaw.Ledger.Dsse;

/// <summary>A public key for verifying signatures: Ed25519, ECDSA on a NIST curve, or RSA.</summary>
public sealed class PublicVerificationKey
{
    private const string Ed25519Oid = "1.3.101.112";
    private const string EcOid = "1.2.840.10045.2.1";
    private const string RsaOid = "1.2.840.113549.1.1.1";
    private readonly byte[]? _ed25519;
    private readonly ECDsa? _ecdsa;
    private readonly RSA? _rsa;

    private PublicVerificationKey(byte[] spki, byte[]? ed25519, ECDsa? ecdsa, RSA? rsa)
    {
        SubjectPublicKeyInfo = spki;
        _ed25519 = ed25519;
        _ecdsa = ecdsa;
        _rsa = rsa;
    }

    /// <summary>Gets the key in DER form.</summary>
    public byte[] SubjectPublicKeyInfo { get; }

    /// <summary>Gets SHA-256 of the DER form in lower-case hexadecimal, which names the key.</summary>
    public string KeyId => Convert.ToHexStringLower(SHA256.HashData(SubjectPublicKeyInfo));

    /// <summary>Gets the hash that the key's curve goes with: SHA-256, for P-384 SHA-384, for P-521 SHA-512.</summary>
    public HashAlgorithmName Hash => _ecdsa?.KeySize switch
    {
        384 => HashAlgorithmName.SHA384,
        521 => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };

    /// <summary>Gets the Ed25519 public key's 32 bytes; null for another kind of key.</summary>
    public byte[]? Ed25519PublicKey => _ed25519;

    /// <summary>Makes a key of Ed25519 public bytes.</summary>
    /// <param name="publicKey">32 bytes.</param>
    /// <returns>The key.</returns>
    public static PublicVerificationKey FromEd25519(byte[] publicKey)
    {
        byte[] lead = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
        return new PublicVerificationKey([.. lead, .. publicKey], publicKey, null, null);
    }

    /// <summary>Reads a PEM block <c>PUBLIC KEY</c>.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="key">The key.</param>
    /// <returns>False when there is no such block or its key is not of a known kind.</returns>
    public static bool TryFromPem(string pem, out PublicVerificationKey key)
    {
        key = null!;
        return PemEncoding.TryFind(pem, out var fields)
            && pem[fields.Label] == "PUBLIC KEY"
            && TryFromSpki(Convert.FromBase64String(pem[fields.Base64Data]), out key);
    }

    /// <summary>Reads a SubjectPublicKeyInfo in DER.</summary>
    /// <param name="spki">The bytes.</param>
    /// <param name="key">The key.</param>
    /// <returns>False when the bytes are not such a key, or its kind is not known.</returns>
    public static bool TryFromSpki(byte[] spki, out PublicVerificationKey key)
    {
        key = null!;
        try
        {
            var reader = new AsnReader(spki, AsnEncodingRules.DER).ReadSequence();
            var oid = reader.ReadSequence().ReadObjectIdentifier();
            var bits = reader.ReadBitString(out _);
            switch (oid)
            {
                case Ed25519Oid when bits.Length == Ed25519.KeySize:
                    key = new PublicVerificationKey(spki, bits, null, null);
                    return true;
                case EcOid:
                    var ecdsa = ECDsa.Create();
                    ecdsa.ImportSubjectPublicKeyInfo(spki, out _);
                    key = new PublicVerificationKey(spki, null, ecdsa, null);
                    return true;
                case RsaOid:
                    var rsa = RSA.Create();
                    rsa.ImportSubjectPublicKeyInfo(spki, out _);
                    key = new PublicVerificationKey(spki, null, null, rsa);
                    return true;
                default:
                    return false;
            }
        }
        catch (Exception error) when (error is AsnContentException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Tells whether a signature over a message holds. ECDSA signatures are DER; RSA ones are PKCS #1 v1.5.</summary>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">The signature.</param>
    /// <returns>False for whatever does not hold.</returns>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _ed25519 is not null ? Ed25519.Verify(_ed25519, message, signature)
        : _ecdsa is not null ? VerifyEcdsa(message, signature)
        : _rsa!.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>Tells whether an ECDSA signature in the fixed form r ‖ s holds.</summary>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">Both numbers, each as long as the curve's order.</param>
    /// <returns>False for whatever does not hold, and for a key that is not ECDSA.</returns>
    public bool VerifyFixedForm(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _ecdsa is not null && _ecdsa.VerifyData(message, signature, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>Tells whether a signature over a digest holds; never for Ed25519, which signs messages only.</summary>
    /// <param name="digest">SHA-256 of the message.</param>
    /// <param name="signature">The signature.</param>
    /// <returns>False for whatever does not hold.</returns>
    public bool VerifyDigest(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature) =>
        _ecdsa is not null ? IsStrictDer(signature) && _ecdsa.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence)
        : _rsa is not null && _rsa.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private bool VerifyEcdsa(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        IsStrictDer(signature) && _ecdsa!.VerifyData(message, signature, Hash, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>One encoding a signature: two integers in DER, nothing before, between or after.</summary>
    private static bool IsStrictDer(ReadOnlySpan<byte> signature)
    {
        try
        {
            var reader = new AsnReader(signature.ToArray(), AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            var positive = sequence.ReadInteger().Sign > 0 && sequence.ReadInteger().Sign > 0;
            sequence.ThrowIfNotEmpty();
            reader.ThrowIfNotEmpty();
            return positive;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
