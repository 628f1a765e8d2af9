using System.Security.Cryptography;
using System.Text;
using Bylaw.Ledger.Notes;

namespace Bylaw.Ledger.Hosting;

/// <summary>
/// Where secrets lie, apart from the ledger: for each log its signing key, its vault key, and the anchor that remembers what
/// was signed last. Files are readable by their owner only.
/// </summary>
/// <param name="folder">The folder.</param>
public sealed class KeyFolder(string folder)
{
    /// <summary>Gets the folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Returns the anchor's file of a log.</summary>
    /// <param name="origin">The log's name.</param>
    /// <returns>A path.</returns>
    public string AnchorOf(string origin) => PathOf(origin, "anchor");

    /// <summary>Makes a signing key; an older one is kept beside it under its id.</summary>
    /// <param name="origin">The log's name.</param>
    /// <param name="witness">True for a witness's key.</param>
    /// <returns>The signer.</returns>
    public NoteSigner CreateSigner(string origin, bool witness = false)
    {
        var signer = NoteSigner.Generate(origin, witness);
        StoreSigner(signer);
        return signer;
    }

    /// <summary>Puts a signing key in place; an older one is kept beside it under its id.</summary>
    /// <param name="signer">The signer.</param>
    public void StoreSigner(NoteSigner signer)
    {
        var path = PathOf(signer.Name, "key");
        if (LoadSigner(signer.Name) is { } old)
        {
            File.Move(path, PathOf(signer.Name, $"{old.KeyId:x8}.key"), overwrite: true);
            old.Dispose();
        }
        WriteSecret(path, Encoding.UTF8.GetBytes(signer.Export() + "\n"));
    }

    /// <summary>Reads a log's signing key.</summary>
    /// <param name="origin">The log's name.</param>
    /// <returns>The signer; null when it is not here.</returns>
    /// <exception cref="InvalidDataException">The file is not such a key.</exception>
    public NoteSigner? LoadSigner(string origin)
    {
        var path = PathOf(origin, "key");
        if (!File.Exists(path))
        {
            return null;
        }
        return NoteSigner.TryParse(File.ReadAllText(path), out var signer)
            ? signer
            : throw new InvalidDataException($"{path} is not a signing key");
    }

    /// <summary>Reads or makes the key of a log's vault.</summary>
    /// <param name="origin">The log's name.</param>
    /// <param name="create">Makes the key when it is absent.</param>
    /// <returns>32 bytes; null when it is absent.</returns>
    /// <exception cref="InvalidDataException">The file is not such a key.</exception>
    public byte[]? VaultKey(string origin, bool create)
    {
        var path = PathOf(origin, "vault");
        if (!File.Exists(path))
        {
            if (!create)
            {
                return null;
            }
            WriteSecret(path, RandomNumberGenerator.GetBytes(32));
        }
        var key = File.ReadAllBytes(path);
        return key.Length == 32 ? key : throw new InvalidDataException($"{path} is not a vault key");
    }

    private void WriteSecret(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new FileStream(path, options);
        file.Write(bytes);
    }

    /// <summary>An origin holds slashes and the like; its digest keeps two origins apart that look the same as a file name.</summary>
    private string PathOf(string origin, string suffix)
    {
        var plain = string.Concat(origin.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)).AsSpan(0, 4));
        return Path.Combine(Folder, $"{plain}-{mark}.{suffix}");
    }
}
