using Bylaw.Rego.Builtins.Crypto;
using Bylaw.Rego.Builtins.Crypto.X509;

namespace Bylaw.Rego.Builtins.Jwt;

/// <summary>The keys that may have signed a token.</summary>
/// <param name="Keys">The keys, some with a name and an algorithm.</param>
internal sealed record VerificationKeys(IReadOnlyList<Jwk> Keys)
{
    /// <summary>Reads a PEM certificate, a PEM public key, a JSON Web Key or a set of them.</summary>
    /// <exception cref="RefusedOperandException">The text is none of these.</exception>
    internal static VerificationKeys Read(string text)
    {
        var rest = text.AsSpan();
        if (PemBlock.Take(ref rest) is { } block)
        {
            if (!rest.IsEmpty)
            {
                throw new RefusedOperandException("extra data after a PEM certificate block");
            }
            return new([new Jwk(ReadPem(block), "", "")]);
        }
        // A key for an algorithm that nobody knows is not an error in a set: it is just never the one.
        return new([.. Jwk.ReadAll(text).Where(k => k.Algorithm.Length == 0 || SignatureScheme.FromJose(k.Algorithm) is not null)]);
    }

    /// <summary>Tells whether one of the keys made a signature; a key that the token names is the only one tried.</summary>
    internal bool Verify(TokenHeader header, SignatureScheme scheme, byte[] signed, byte[] signature)
    {
        if (header.KeyId.Length > 0 && Keys.FirstOrDefault(k => k.Id == header.KeyId) is { } named)
        {
            return named.Key.Verify(scheme, signed, signature);
        }
        return Keys.Any(k => (k.Algorithm.Length == 0 || k.Algorithm == header.Algorithm) && k.Key.Verify(scheme, signed, signature));
    }

    private static Key ReadPem(PemBlock block)
    {
        var what = block.Type switch
        {
            "CERTIFICATE" => "certificate",
            "PUBLIC KEY" => "public key",
            _ => throw new RefusedOperandException("failed to extract a Key from the PEM certificate"),
        };
        try
        {
            return block.Type == "CERTIFICATE" ? CertificateReader.Read(block.Content).PublicKey : KeyReader.ReadPublic(block.Content);
        }
        catch (RefusedOperandException refusal)
        {
            throw new RefusedOperandException($"failed to parse a PEM {what}: {refusal.Message}");
        }
    }
}
