using System.Security.Cryptography;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Models.Signing;

/// <summary>The digests of a model's files, and the one digest that stands for all of them.</summary>
/// <remarks>Source: OpenSSF Model Signing 1.0: SHA-256 over the raw digests, in the order of the names.</remarks>
public sealed class ModelManifest
{
    /// <summary>Names that model signing leaves out by itself.</summary>
    private static readonly HashSet<string> _gitNames = new(StringComparer.Ordinal) { ".git", ".gitignore", ".gitattributes", ".github" };

    private ModelManifest(SortedDictionary<string, string> files)
    {
        Files = files;
        Digest = DigestOf(files.Select(f => f.Value));
    }

    /// <summary>Gets the digest of each file by relative path, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>Gets the digest of the whole: 64 lower-case hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>Makes the manifest of known digests.</summary>
    /// <param name="files">SHA-256 in hexadecimal by relative path with forward slashes.</param>
    public static ModelManifest Of(IEnumerable<KeyValuePair<string, string>> files) =>
        new(new SortedDictionary<string, string>(files.ToDictionary(), StringComparer.Ordinal));

    /// <summary>Makes the manifest of what stands on the disk.</summary>
    /// <param name="modelPath">A folder, or a single file.</param>
    /// <param name="signatureFile">The signature itself, which is left out; null when there is none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<ModelManifest> ReadAsync(string modelPath, string? signatureFile, CancellationToken cancellationToken = default)
    {
        var root = File.Exists(modelPath) ? Path.GetDirectoryName(Path.GetFullPath(modelPath))! : modelPath;
        var digests = new List<KeyValuePair<string, string>>();
        foreach (var file in ListFiles(modelPath, signatureFile))
        {
            digests.Add(KeyValuePair.Create(file, await Sha256Digest.OfFileAsync(Path.Combine(root, file), cancellationToken).ConfigureAwait(false)));
        }
        return Of(digests);
    }

    /// <summary>Lists the files of a model that a signature must cover, as paths relative to its folder.</summary>
    /// <param name="modelPath">A folder, or a single file.</param>
    /// <param name="signatureFile">The signature itself, which is left out; null when there is none.</param>
    public static IReadOnlyList<string> ListFiles(string modelPath, string? signatureFile)
    {
        if (File.Exists(modelPath))
        {
            return [Path.GetFileName(modelPath)];
        }
        var signature = signatureFile is null ? null : Path.GetFullPath(signatureFile);
        var walk = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return [.. Directory.EnumerateFiles(modelPath, "*", walk)
            .Where(f => Path.GetFullPath(f) != signature)
            .Select(f => Path.GetRelativePath(modelPath, f).Replace('\\', '/'))
            .Where(f => !IsGit(f))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Tells whether a path belongs to git and not to the model.</summary>
    internal static bool IsGit(string path) => _gitNames.Contains(path.Split('/')[0]);

    /// <summary>Digests raw digests, in the order given.</summary>
    internal static string DigestOf(IEnumerable<string> digests)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var digest in digests)
        {
            all.AppendData(Convert.FromHexString(digest));
        }
        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
