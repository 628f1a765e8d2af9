using System.Security.Cryptography;
using Bylaw.Ledger.Storage;

namespace Bylaw.Ledger.Records;

/// <summary>Keeps content that is too large for an entry, by its digest. Content of the same digest is kept once.</summary>
/// <param name="disk">The disk.</param>
/// <param name="folder">The store's folder.</param>
public sealed class BlobStore(ILedgerDisk disk, string folder)
{
    /// <summary>Stores content and makes it last.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns><c>sha256:</c> and the digest in lower-case hexadecimal.</returns>
    /// <exception cref="DiskException">The disk refused.</exception>
    public string Put(ReadOnlySpan<byte> content)
    {
        var hex = Convert.ToHexStringLower(SHA256.HashData(content));
        var path = PathOf(hex);
        if (TryGet($"sha256:{hex}", out _))
        {
            return $"sha256:{hex}";
        }
        var place = Path.GetDirectoryName(path)!;
        disk.CreateFolder(place);
        var next = path + ".next";
        using (var file = disk.Open(next, create: true))
        {
            file.Truncate(0);
            file.Write(0, content);
            file.SyncData();
        }
        disk.Rename(next, path);
        disk.SyncFolder(place);
        disk.SyncFolder(folder);
        return $"sha256:{hex}";
    }

    /// <summary>Reads content and checks that it still has its digest.</summary>
    /// <param name="digest">What <see cref="Put"/> returned.</param>
    /// <param name="content">The bytes.</param>
    /// <returns>False when it is absent or was changed.</returns>
    public bool TryGet(string digest, out byte[] content)
    {
        content = [];
        var hex = digest.StartsWith("sha256:", StringComparison.Ordinal) ? digest[7..] : digest;
        if (hex.Length != 64 || !hex.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }
        using var file = disk.OpenRead(PathOf(hex));
        if (file is null)
        {
            return false;
        }
        var bytes = new byte[file.Length];
        content = bytes[..file.Read(0, bytes)];
        return Convert.ToHexStringLower(SHA256.HashData(content)) == hex;
    }

    private string PathOf(string hex) => Path.Combine(folder, hex[..2], hex[2..]);
}
