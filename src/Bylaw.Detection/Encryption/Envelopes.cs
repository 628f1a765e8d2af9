using Bylaw.Detection.Masking;
using Bylaw.Detection.Secrets;

namespace Bylaw.Detection.Encryption;

/// <summary>Knows the wrappers that encryption tools put around what they encrypt, and the strings that key derivation leaves.</summary>
internal static class Envelopes
{
    /// <summary>Names the envelope of a value, or null.</summary>
    public static string? NameOf(string value)
    {
        if (value.StartsWith("vault:v", StringComparison.Ordinal) && value.AsSpan(7).IndexOf(':') is > 0 and < 5)
        {
            return "Vault transit";
        }
        if (value.StartsWith("ENC[AES256_GCM,data:", StringComparison.Ordinal) && value.EndsWith(']'))
        {
            return "SOPS";
        }
        if (Unmasker.IsSealed(value))
        {
            return "bylaw";
        }
        if (value.StartsWith("eyJ", StringComparison.Ordinal) && JsonWebToken.IsEncrypted(value))
        {
            return "JWE";
        }
        if (value.StartsWith("-----BEGIN PGP MESSAGE-----", StringComparison.Ordinal) || value.StartsWith("-----BEGIN AGE ENCRYPTED FILE-----", StringComparison.Ordinal))
        {
            return "armoured message";
        }
        return ValueDecoder.ToBytes(value) is { } bytes ? NameOf(bytes) : null;
    }

    /// <summary>Names the scheme of a salted derivation string, or null.</summary>
    public static string? DerivationOf(string value)
    {
        if (value.Length < 20 || value[0] != '$')
        {
            return null;
        }
        var end = value.IndexOf('$', 1);
        var scheme = end > 1 ? value[1..end] : "";
        return scheme.StartsWith("pbkdf2", StringComparison.Ordinal) || scheme.StartsWith("argon2", StringComparison.Ordinal) || scheme is "2a" or "2b" or "2y" or "scrypt" or "5" or "6" or "y" or "7" or "bcrypt-sha256" ? scheme : null;
    }

    private static string? NameOf(byte[] bytes)
    {
        if (bytes.Length >= 24 && bytes.AsSpan().StartsWith("Salted__"u8) && bytes.Length % 8 == 0)
        {
            return "OpenSSL";
        }
        if (bytes.Length >= 73 && bytes[0] == 0x80 && bytes[1] == 0 && bytes[2] == 0 && (bytes.Length - 57) % 16 == 0)
        {
            return "Fernet"; // version, eight bytes of time (four of them zero till 2106), IV, blocks, MAC
        }
        if (bytes.Length >= 60 && bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[1, 2, 2, 0, 0x78]))
        {
            return "AWS KMS";
        }
        return bytes.Length >= 50 && bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x0a, 0x24, 0]) ? "Google Cloud KMS" : null;
    }
}
