using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Evidence.Collecting;

/// <summary>Gives access to the files below one root, and to nothing above it.</summary>
/// <remarks>Paths are relative with forward slashes. A path that leaves the root, also by a symbolic link, is refused. Safe to call from many threads.</remarks>
public sealed class SourceFolder
{
    private readonly string _root;
    private readonly InputDigests _digests;
    private readonly InputLog? _log;

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
        _digests = new InputDigests(_root);
    }

    private SourceFolder(SourceFolder of, InputLog log)
    {
        _root = of._root;
        _digests = of._digests;
        _log = log;
    }

    /// <summary>Gets the root's absolute path. Who asks for it may read anything, and is taken to have read every file.</summary>
    public string RootPath
    {
        get
        {
            Note(FileInputKind.Tree, "");
            return _root;
        }
    }

    /// <summary>Gets the root's absolute path, for who reads the history of the git repository that it is in besides its files.</summary>
    public string RootOfHistory
    {
        get
        {
            Note(FileInputKind.History, "");
            return RootPath;
        }
    }

    /// <summary>Gives the same files, with a note of all that is learnt from them.</summary>
    /// <param name="log">Where to note it.</param>
    /// <returns>A view of the same root.</returns>
    public SourceFolder Noting(InputLog log) => new(this, log);

    /// <summary>Digests what could be learnt from the files now.</summary>
    /// <param name="input">What to look at.</param>
    /// <returns>A text that is equal to an earlier one exactly when the same would be learnt; each thing is looked at once in the life of this object.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public string DigestOf(FileInput input) => _digests.Of(input);

    /// <summary>Returns the absolute path of something below the root, for reading it and what stands beside it.</summary>
    /// <param name="path">A relative path, or an absolute one below the root; it need not exist.</param>
    /// <returns>An absolute path below the root. The caller is taken to have read every file of the folder, or of the folder that the file is in.</returns>
    /// <exception cref="UnauthorizedAccessException">The path leads out of the root.</exception>
    public string Resolve(string path)
    {
        var full = Locate(path);
        if (_log is not null)
        {
            Note(FileInputKind.Presence, full);
            Note(FileInputKind.Tree, Directory.Exists(full) || full == _root ? full : Path.GetDirectoryName(full)!);
        }
        return full;
    }

    /// <summary>Returns the absolute path of one file below the root, for reading that file and nothing beside it.</summary>
    /// <param name="path">A relative path, or an absolute one below the root; it need not exist.</param>
    /// <returns>An absolute path below the root.</returns>
    /// <exception cref="UnauthorizedAccessException">The path leads out of the root.</exception>
    public string ResolveFile(string path)
    {
        var full = Locate(path);
        Note(FileInputKind.Content, full);
        return full;
    }

    /// <summary>Returns a path as evidence names it: relative to the root, with forward slashes.</summary>
    /// <param name="path">A path below the root.</param>
    /// <returns>The relative path.</returns>
    public string Relative(string path) => Path.GetRelativePath(_root, Path.GetFullPath(path, _root)).Replace('\\', '/');

    /// <summary>Tells whether a file is there.</summary>
    /// <param name="path">A relative path.</param>
    /// <returns>True for an existing file below the root.</returns>
    public bool FileExists(string path) => File.Exists(Present(path));

    /// <summary>Tells whether a folder is there.</summary>
    /// <param name="path">A relative path.</param>
    /// <returns>True for an existing folder below the root.</returns>
    public bool FolderExists(string path) => Directory.Exists(Present(path));

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">A relative path.</param>
    /// <returns>A stream to dispose.</returns>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or is outside the root.</exception>
    public FileStream OpenRead(string path) =>
        new(ResolveFile(path), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);

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
        var full = Locate(folder);
        Note(FileInputKind.Listing, full, pattern);
        return Enumerate(_root, full, pattern);
    }

    /// <summary>Lists files below a folder.</summary>
    internal static IEnumerable<string> Enumerate(string root, string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/')[..^1].Any(p => p.StartsWith('.')))
            .Order(StringComparer.Ordinal);

    /// <summary>Names a file as a source of evidence, with its digest.</summary>
    /// <param name="path">A relative path.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="lines">One-based lines, or null for the whole.</param>
    /// <returns>The source.</returns>
    public async Task<EvidenceSource> SourceAsync(string path, CancellationToken cancellationToken, string? lines = null) =>
        new(Relative(path), await Sha256Digest.OfFileAsync(ResolveFile(path), cancellationToken).ConfigureAwait(false), lines);

    private string Locate(string path)
    {
        var full = Path.GetFullPath(path, _root);
        if (!IsInside(full) || !IsInside(RealPath(full)))
        {
            throw new UnauthorizedAccessException($"'{path}' is outside the project's folder");
        }
        return full;
    }

    private string Present(string path)
    {
        var full = Locate(path);
        Note(FileInputKind.Presence, full);
        return full;
    }

    private void Note(FileInputKind kind, string full, string pattern = "") =>
        _log?.Add(new FileInput(kind, Path.IsPathRooted(full) && full != _root ? Relative(full) : "", pattern), _digests);

    private bool IsInside(string full) =>
        full.Equals(_root, StringComparison.Ordinal) || full.StartsWith(_root.TrimEnd('/') + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Follows the links of every existing part of a path.</summary>
    internal static string RealPath(string full)
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
