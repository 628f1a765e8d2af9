using System.Security.Cryptography;
using NSec.Cryptography;

namespace Bylaw.Ledger.Notes;

/// <summary>Holds an Ed25519 private key. The seed stays in guarded memory; dispose it when done.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly Key _key;

    private SigningKey(Key key)
    {
        _key = key;
        PublicKey = key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
    }

    /// <summary>Gets the 32 bytes of the public key.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Makes a new key from the system's random numbers.</summary>
    /// <returns>A key that nobody else has.</returns>
    public static SigningKey Generate()
    {
        var seed = RandomNumberGenerator.GetBytes(Ed25519.KeySize);
        try
        {
            return FromSeed(seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>Takes a key from its seed.</summary>
    /// <param name="seed">32 bytes.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The seed does not have 32 bytes.</exception>
    public static SigningKey FromSeed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Ed25519.KeySize)
        {
            throw new ArgumentException($"a seed has {Ed25519.KeySize} bytes, not {seed.Length}", nameof(seed));
        }
        var creation = new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        return new SigningKey(Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, creation));
    }

    /// <summary>Signs a message.</summary>
    /// <param name="message">What to sign.</param>
    /// <returns>64 bytes.</returns>
    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);

    /// <summary>Returns the seed, for storing it.</summary>
    /// <returns>32 bytes that must be kept secret.</returns>
    public byte[] ExportSeed() => _key.Export(KeyBlobFormat.RawPrivateKey);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
