using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Rego.Builtins.Crypto;

/// <summary>Built-ins that hash texts; results are lower-case hexadecimal.</summary>
[SuppressMessage("Security", "CA5350", Justification = "The language has these functions; the policy chooses.")]
[SuppressMessage("Security", "CA5351", Justification = "The language has these functions; the policy chooses.")]
internal static class HashBuiltins
{
    /// <summary>Returns the MD5 hash of a text.</summary>
    [Builtin("crypto.md5", "(x: string) -> string")]
    internal static string Md5(string x) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(x)));

    /// <summary>Returns the SHA-1 hash of a text.</summary>
    [Builtin("crypto.sha1", "(x: string) -> string")]
    internal static string Sha1(string x) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(x)));

    /// <summary>Returns the SHA-256 hash of a text.</summary>
    [Builtin("crypto.sha256", "(x: string) -> string")]
    internal static string Sha256(string x) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(x)));

    /// <summary>Returns the HMAC of a text under a key, with MD5.</summary>
    [Builtin("crypto.hmac.md5", "(x: string, key: string) -> string")]
    internal static string HmacMd5(string x, string key) =>
        Convert.ToHexStringLower(HMACMD5.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(x)));

    /// <summary>Returns the HMAC of a text under a key, with SHA-1.</summary>
    [Builtin("crypto.hmac.sha1", "(x: string, key: string) -> string")]
    internal static string HmacSha1(string x, string key) =>
        Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(x)));

    /// <summary>Returns the HMAC of a text under a key, with SHA-256.</summary>
    [Builtin("crypto.hmac.sha256", "(x: string, key: string) -> string")]
    internal static string HmacSha256(string x, string key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(x)));

    /// <summary>Returns the HMAC of a text under a key, with SHA-512.</summary>
    [Builtin("crypto.hmac.sha512", "(x: string, key: string) -> string")]
    internal static string HmacSha512(string x, string key) =>
        Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(x)));

    /// <summary>Tells whether two texts are equal, in a time that does not say where they differ.</summary>
    [Builtin("crypto.hmac.equal", "(mac1: string, mac2: string) -> boolean")]
    internal static bool HmacEqual(string mac1, string mac2) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac1), Encoding.UTF8.GetBytes(mac2));
}
