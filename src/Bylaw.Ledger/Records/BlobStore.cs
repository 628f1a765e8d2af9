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

    /// <summary>Removes every blob that holds a text, for example the name of a person who is erased. Its digest stays on record.</summary>
    /// <param name="text">The text, as UTF-8.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="DiskException">The disk refused.</exception>
    public int RemoveHolding(string text)
    {
        var wanted = System.Text.Encoding.UTF8.GetBytes(text);
        var count = 0;
        for (var prefix = 0; prefix < 256; prefix++)
        {
            var place = Path.Combine(folder, prefix.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
            foreach (var path in disk.List(place).Select(n => Path.Combine(place, n)))
            {
                if (Holds(path, wanted))
                {
                    Overwrite(path);
                    disk.Delete(path);
                    disk.SyncFolder(place);
                    count++;
                }
            }
        }
        return count;
    }

    /// <summary>Removes content; nothing happens when it is absent.</summary>
    /// <param name="digest">What <see cref="Put"/> returned.</param>
    /// <exception cref="DiskException">The disk refused.</exception>
    public void Remove(string digest)
    {
        var hex = digest.StartsWith("sha256:", StringComparison.Ordinal) ? digest[7..] : digest;
        if (hex.Length != 64 || !hex.All(char.IsAsciiHexDigitLower))
        {
            return;
        }
        var path = PathOf(hex);
        if (disk.List(Path.GetDirectoryName(path)!).Contains(Path.GetFileName(path)))
        {
            Overwrite(path);
            disk.Delete(path);
            disk.SyncFolder(Path.GetDirectoryName(path)!);
        }
    }

    private bool Holds(string path, byte[] wanted)
    {
        using var file = disk.OpenRead(path);
        if (file is null)
        {
            return false;
        }
        var bytes = new byte[file.Length];
        return bytes.AsSpan(0, file.Read(0, bytes)).IndexOf(wanted) >= 0;
    }

    private void Overwrite(string path)
    {
        using var file = disk.Open(path, create: false);
        file.Write(0, new byte[file.Length]);
        file.SyncData();
    }

    private string PathOf(string hex) => Path.Combine(folder, hex[..2], hex[2..]);
}
