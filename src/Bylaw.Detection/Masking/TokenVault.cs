using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Detection.Masking;

/// <summary>Keeps values under random tokens: equal values get equal tokens, and only who holds the vault and its key gets a value back.</summary>
/// <remarks>
/// Held in memory as keyed hashes and sealed values (AES-256-GCM, a fresh nonce each), written as one line an entry. Not for use from many threads at once.
/// </remarks>
public sealed class TokenVault
{
    private const string Header = "bylaw token vault 1 ";
    private const int NonceBytes = 12, TagBytes = 16;

    private readonly byte[] _hashKey;
    private readonly byte[] _sealKey;
    private readonly string _keyId;
    private readonly Dictionary<string, string> _byHash = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sealed = new(StringComparer.Ordinal);

    /// <summary>Opens an empty vault.</summary>
    /// <param name="key">32 bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public TokenVault(byte[] key)
    {
        if (key?.Length != 32)
        {
            throw new ArgumentException("a vault needs a key of 32 bytes", nameof(key));
        }
        _hashKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "hash"u8.ToArray());
        _sealKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "seal"u8.ToArray());
        _keyId = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4));
    }

    /// <summary>Gets how many values it holds.</summary>
    public int Count => _sealed.Count;

    /// <summary>Returns the token of a value, a new one for a new value.</summary>
    /// <param name="type">The value's type, which the token bears.</param>
    /// <param name="value">The value.</param>
    /// <returns><c>tok_email_</c> and 22 random characters.</returns>
    public string Tokenise(string type, string value)
    {
        var clear = Encoding.UTF8.GetBytes(value);
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(_hashKey, (byte[])[.. Encoding.UTF8.GetBytes(type), 0, .. clear]));
        if (!_byHash.TryGetValue(hash, out var token))
        {
            token = $"tok_{type.ToLowerInvariant()}_{RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", 22)}";
            var box = new byte[NonceBytes + clear.Length + TagBytes];
            RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
            using var cipher = new AesGcm(_sealKey, TagBytes);
            cipher.Encrypt(box.AsSpan(0, NonceBytes), clear, box.AsSpan(NonceBytes, clear.Length), box.AsSpan(NonceBytes + clear.Length), Encoding.UTF8.GetBytes(token));
            _byHash[hash] = token;
            _sealed[token] = Convert.ToBase64String(box);
        }
        return token;
    }

    /// <summary>Returns the value of a token, or null when the vault does not hold it.</summary>
    /// <param name="token">A token.</param>
    /// <returns>The value.</returns>
    /// <exception cref="CryptographicException">The entry was changed.</exception>
    public string? Reveal(string token)
    {
        if (!_sealed.TryGetValue(token, out var text))
        {
            return null;
        }
        var box = Convert.FromBase64String(text);
        var clear = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_sealKey, TagBytes);
        cipher.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, clear.Length), box.AsSpan(NonceBytes + clear.Length), clear, Encoding.UTF8.GetBytes(token));
        return Encoding.UTF8.GetString(clear);
    }

    /// <summary>Writes the vault as text; no value stands in it in the clear.</summary>
    /// <returns>A header and one line an entry.</returns>
    public string Write()
    {
        var text = new StringBuilder(Header).Append(_keyId).Append('\n');
        foreach (var (hash, token) in _byHash.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            text.Append(hash).Append(' ').Append(token).Append(' ').Append(_sealed[token]).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Reads a vault.</summary>
    /// <param name="text">What <see cref="Write"/> made.</param>
    /// <param name="key">The key it was made with.</param>
    /// <returns>The vault.</returns>
    /// <exception cref="FormatException">It is no vault, or was made with another key.</exception>
    public static TokenVault Read(string text, byte[] key)
    {
        ArgumentNullException.ThrowIfNull(text);
        var vault = new TokenVault(key);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || !lines[0].StartsWith(Header, StringComparison.Ordinal))
        {
            throw new FormatException("not a token vault");
        }
        if (lines[0][Header.Length..].Trim() != vault._keyId)
        {
            throw new FormatException("the vault was made with another key");
        }
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Split(' ') is not [var hash, var token, var box] || box.Length < 4 * (NonceBytes + TagBytes) / 3)
            {
                throw new FormatException($"line {i + 1} of the vault is damaged");
            }
            vault._byHash[hash] = token;
            vault._sealed[token] = box.Trim();
        }
        return vault;
    }
}
