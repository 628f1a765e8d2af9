using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Bylaw.Detection.Masking;

/// <summary>Puts values back in the place of what a masker put there: sealed values by their key, tokens by their vault.</summary>
/// <param name="key">32 bytes.</param>
/// <param name="vault">The vault, or null when there are no tokens.</param>
public sealed class Unmasker(byte[] key, TokenVault? vault)
{
    private const string Sealed = @"ENC\[(?<id>[0-9a-f]{8}):(?<box>[A-Za-z0-9+/]+={0,2})\]";
    private const string Token = "tok_[a-z0-9_]+_[A-Za-z0-9]{22}";
    private const int Overhead = 12 + 16; // nonce and tag

    private static readonly Regex _masked = new($"{Sealed}|{Token}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex _sealed = new($"^{Sealed}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex _token = new($"^{Token}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private readonly string _keyId = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4));

    /// <summary>Gets how many places were put back.</summary>
    public int Restored { get; private set; }

    /// <summary>Gets how many places could not be: another key, another vault, or changed bytes.</summary>
    public int Left { get; private set; }

    /// <summary>Tells whether a value is one that <see cref="Masker"/> encrypted; text that somebody put into the same form is not.</summary>
    internal static bool IsSealed(string value)
    {
        var box = new byte[value.Length];
        return value.StartsWith("ENC[", StringComparison.Ordinal) && _sealed.Match(value) is { Success: true } match &&
            Convert.TryFromBase64String(match.Groups["box"].Value, box, out var length) && length >= Overhead && !Ascii.IsValid(box.AsSpan(0, length));
    }

    /// <summary>Tells whether a value is a token of a vault.</summary>
    internal static bool IsToken(string value) => value.StartsWith("tok_", StringComparison.Ordinal) && _token.IsMatch(value);

    /// <summary>Returns the text with values in place.</summary>
    /// <param name="text">A masked text.</param>
    /// <returns>The text; what cannot be put back stays as it is.</returns>
    public string Apply(string text) => _masked.Replace(text, m =>
    {
        var value = m.Groups["box"].Success ? (m.Groups["id"].Value == _keyId ? Open(m.Groups["box"].Value) : null) : Reveal(m.Value);
        (Restored, Left) = value is null ? (Restored, Left + 1) : (Restored + 1, Left);
        return value ?? m.Value;
    });

    private string? Reveal(string token)
    {
        try
        {
            return vault?.Reveal(token);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private string? Open(string box)
    {
        try
        {
            var bytes = Convert.FromBase64String(box);
            if (bytes.Length < Overhead)
            {
                return null;
            }
            var clear = new byte[bytes.Length - Overhead];
            using var cipher = new AesGcm(key, 16);
            cipher.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(12, clear.Length), bytes.AsSpan(12 + clear.Length), clear);
            return Encoding.UTF8.GetString(clear);
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null;
        }
    }

}
