using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Evidence.Collecting;

/// <summary>Gives access to the files below one root, and to nothing above it.</summary>
/// <remarks>Paths are relative with forward slashes. A path that leaves the root, also by a symbolic link, is refused. Safe to call from many threads.</remarks>
public sealed class SourceFolder
{
    private readonly string _root;

    /// <summary>Opens a root.</summary>
    /// <param name="root">An existing folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public SourceFolder(string root)
    {
        _root = Path.TrimEndingDirectorySeparator(RealPath(Path.GetFullPath(root)));
        if (!Directory.Exists(_root))
        {
            throw new DirectoryNotFoundException($"no such folder: {root}");
        }
    }

    /// <summary>Gets the root's absolute path.</summary>
    public string RootPath => _root;

    /// <summary>Returns the absolute path of something below the root.</summary>
    /// <param name="path">A relative path, or an absolute one below the root; it need not exist.</param>
    /// <returns>An absolute path below the root.</returns>
    /// <exception cref="UnauthorizedAccessException">The path leads out of the root.</exception>
    public string Resolve(string path)
    {
        var full = Path.GetFullPath(path, _root);
        if (!IsInside(full) || !IsInside(RealPath(full)))
        {
            throw new UnauthorizedAccessException($"'{path}' is outside the project's folder");
        }
        return full;
    }

    /// <summary>Returns a path as evidence names it: relative to the root, with forward slashes.</summary>
    /// <param name="path">A path below the root.</param>
    /// <returns>The relative path.</returns>
    public string Relative(string path) => Path.GetRelativePath(_root, Path.GetFullPath(path, _root)).Replace('\\', '/');

    /// <summary>Tells whether a file is there.</summary>
    /// <param name="path">A relative path.</param>
    /// <returns>True for an existing file below the root.</returns>
    public bool FileExists(string path) => File.Exists(Resolve(path));

    /// <summary>Tells whether a folder is there.</summary>
    /// <param name="path">A relative path.</param>
    /// <returns>True for an existing folder below the root.</returns>
    public bool FolderExists(string path) => Directory.Exists(Resolve(path));

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">A relative path.</param>
    /// <returns>A stream to dispose.</returns>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or is outside the root.</exception>
    public FileStream OpenRead(string path) =>
        new(Resolve(path), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);

    /// <summary>Reads a whole text file.</summary>
    /// <param name="path">A relative path.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="maxBytes">The largest size that is read; 64 MiB unless told.</param>
    /// <returns>The text, as UTF-8 unless a byte order mark says otherwise.</returns>
    /// <exception cref="IOException">The file is absent, unreadable or too large.</exception>
    public async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken, long maxBytes = 64L << 20)
    {
        var stream = OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length > maxBytes)
            {
                throw new IOException($"'{Relative(path)}' is larger than {maxBytes} bytes");
            }
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lists files below a folder, sorted, skipping links and folders that begin with a dot.</summary>
    /// <param name="folder">A relative folder; empty for the root.</param>
    /// <param name="pattern">A name pattern with <c>*</c> and <c>?</c>.</param>
    /// <returns>Relative paths with forward slashes.</returns>
    public IEnumerable<string> EnumerateFiles(string folder = "", string pattern = "*")
    {
        var walk = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles(Resolve(folder), pattern, walk)
            .Select(Relative)
            .Where(f => !f.Split('/')[..^1].Any(p => p.StartsWith('.')))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Names a file as a source of evidence, with its digest.</summary>
    /// <param name="path">A relative path.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="lines">One-based lines, or null for the whole.</param>
    /// <returns>The source.</returns>
    public async Task<EvidenceSource> SourceAsync(string path, CancellationToken cancellationToken, string? lines = null) =>
        new(Relative(path), await Sha256Digest.OfFileAsync(Resolve(path), cancellationToken).ConfigureAwait(false), lines);

    private bool IsInside(string full) =>
        full.Equals(_root, StringComparison.Ordinal) || full.StartsWith(_root.TrimEnd('/') + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Follows the links of every existing part of a path.</summary>
    private static string RealPath(string full)
    {
        var real = Path.GetPathRoot(full)!;
        foreach (var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                real = target.FullName;
            }
        }
        return real;
    }
}
