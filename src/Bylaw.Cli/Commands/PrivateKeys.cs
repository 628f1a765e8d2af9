using System.Security.Cryptography;

namespace Bylaw.Cli.Commands;

/// <summary>Reads private keys that options name.</summary>
internal static class PrivateKeys
{
    /// <summary>Reads an ECDSA key from a PEM file.</summary>
    /// <exception cref="UserErrorException">The file cannot be read or holds no such key.</exception>
    public static ECDsa ReadEcdsa(string option, string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new UserErrorException($"{option}: {path} holds no ECDSA private key in PEM, or cannot be read");
        }
    }
}
