using NSec.Cryptography;

namespace Bylaw.Ledger.Notes;

/// <summary>Verifies Ed25519 signatures, strictly.</summary>
/// <remarks>
/// Strict means: no cofactor in the equation, S below the group order, and neither public key nor R of small order or in a
/// non-canonical encoding. Keys and signatures that carry a small component beside the prime-order one are taken when the
/// plain equation holds. Every verifier that follows RFC 8032 accepts what this one accepts. Source: RFC 8032, section 5.1.7.
/// </remarks>
public static class Ed25519
{
    /// <summary>The length of a public key and of a seed, in bytes.</summary>
    public const int KeySize = 32;

    /// <summary>The length of a signature, in bytes.</summary>
    public const int SignatureSize = 64;

    /// <summary>Tells whether a signature over a message holds.</summary>
    /// <param name="publicKey">32 bytes.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">64 bytes.</param>
    /// <returns>False for whatever does not hold, wrong lengths included.</returns>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == KeySize
        && signature.Length == SignatureSize
        && PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && key is not null
        && SignatureAlgorithm.Ed25519.Verify(key, message, signature);
}
