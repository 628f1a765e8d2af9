using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Ledger.Privacy;

/// <summary>Stands for a personal value in a leaf: nobody without the salt can tell the value, or that two values are equal.</summary>
/// <remarks>HMAC-SHA256 with a random salt of 32 bytes as key, over path, a zero byte and the value, both UTF-8.</remarks>
public static class Commitment
{
    /// <summary>What commitments begin with.</summary>
    public const string Prefix = "hmac-sha256:";

    /// <summary>Computes a commitment.</summary>
    /// <param name="salt">32 random bytes that are used once.</param>
    /// <param name="path">The field's name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The prefix and 64 hexadecimal digits.</returns>
    public static string Of(ReadOnlySpan<byte> salt, string path, string value) =>
        Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes($"{path}\0{value}")));

    /// <summary>Tells whether a commitment was opened rightly.</summary>
    /// <param name="commitment">The commitment in the leaf.</param>
    /// <param name="salt">The disclosed salt.</param>
    /// <param name="path">The field's name.</param>
    /// <param name="value">The disclosed value.</param>
    /// <returns>True when they belong together.</returns>
    public static bool Verify(string commitment, ReadOnlySpan<byte> salt, string path, string value) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(commitment), Encoding.ASCII.GetBytes(Of(salt, path, value)));
}
