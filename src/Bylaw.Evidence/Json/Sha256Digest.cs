using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Bylaw.Evidence.Json;

/// <summary>Computes the SHA-256 digests that name files, folders and documents: 64 lower-case hexadecimal digits.</summary>
/// <remarks>Safe to call from many threads.</remarks>
public static class Sha256Digest
{
    /// <summary>Digests bytes.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string OfBytes(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Digests the canonical form of a JSON value.</summary>
    /// <param name="value">Any JSON value.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="CanonicalJsonException">The value has no canonical form.</exception>
    public static string OfJson(JsonNode? value) => OfBytes(CanonicalJson.Serialize(value));

    /// <summary>Digests a stream from where it stands to its end.</summary>
    /// <param name="content">A readable stream.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static async Task<string> OfStreamAsync(Stream content, CancellationToken cancellationToken = default) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));

    /// <summary>Digests one file.</summary>
    /// <param name="path">An existing file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<string> OfFileAsync(string path, CancellationToken cancellationToken = default)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan | FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            return await OfStreamAsync(file, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Digests a folder: the digest of its sorted list of <c>SHA256  relative/path</c> lines, one for each file below it.</summary>
    /// <param name="folder">An existing folder. Links are not followed out of it: a linked folder is left out.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>64 lower-case hexadecimal digits; they do not depend on dates, owners or the order of the disk.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static async Task<string> OfFolderAsync(string folder, CancellationToken cancellationToken = default)
    {
        var walk = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint };
        var names = Directory.EnumerateFiles(folder, "*", walk)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToList();
        var list = new StringBuilder();
        foreach (var name in names)
        {
            var digest = await OfFileAsync(Path.Combine(folder, name), cancellationToken).ConfigureAwait(false);
            list.Append(digest).Append("  ").Append(name).Append('\n');
        }
        return OfBytes(Encoding.UTF8.GetBytes(list.ToString()));
    }
}
