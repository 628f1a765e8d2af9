using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Evidence.Collecting;

/// <summary>Digests what collectors learn from the files of one project, each thing once a run.</summary>
/// <remarks>Content is always read and never told by size or time of change, so that evidence about a file that was swapped is never reused. Safe to use from many threads.</remarks>
internal sealed class InputDigests(string root)
{
    /// <summary>What is written by this program itself, or by git between two runs, and says nothing about the project's files.</summary>
    private static readonly string[] _notContent = [".git", ".bylaw/cache", ".bylaw/ledger", ".bylaw/spool"];

    private readonly ConcurrentDictionary<FileInput, Lazy<string>> _known = new();

    /// <summary>Digests one thing.</summary>
    /// <param name="input">What was, or might be, learnt.</param>
    /// <returns>A text that is equal exactly when the thing is.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public string Of(FileInput input) => _known.GetOrAdd(input, i => new Lazy<string>(() => Compute(i))).Value;

    private string Compute(FileInput input)
    {
        var full = Path.Combine(root, input.Path);
        return input.Kind switch
        {
            FileInputKind.Presence => File.Exists(full) ? "file" : Directory.Exists(full) ? "folder" : "nothing",
            FileInputKind.Listing => Directory.Exists(full) ? OfText(string.Join('\0', SourceFolder.Enumerate(root, full, input.Pattern))) : "nothing",
            FileInputKind.History => OfText(GitState.Describe(root)),
            FileInputKind.Tree => Directory.Exists(full) ? OfTree(full) : "nothing",
            _ => File.Exists(full) ? OfFile(full) : "nothing",
        };
    }

    private string OfTree(string folder)
    {
        var text = new StringBuilder();
        var top = Path.GetRelativePath(root, folder).Replace('\\', '/');
        // Who asks for the ledger itself reads it; who asks for all files does not mean it.
        var passedOver = _notContent.Where(n => !IsBelow(top, n)).ToList();
        foreach (var file in Walk(folder).Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Where(f => !passedOver.Exists(n => IsBelow(f, n))).Order(StringComparer.Ordinal))
        {
            text.Append(file).Append('\0').Append(Of(new FileInput(FileInputKind.Content, file))).Append('\n');
        }
        return OfText(text.ToString());
    }

    /// <summary>Lists every file, also links to files; folders that are links are not entered.</summary>
    private static FileSystemEnumerable<string> Walk(string folder) => new(
        folder,
        (ref FileSystemEntry entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !entry.FileName.SequenceEqual(".git"),
    };

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');

    private static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string OfFile(string path)
    {
        var real = SourceFolder.RealPath(path);
        if (!real.StartsWith(root, StringComparison.Ordinal))
        {
            return "link out of the project to " + real; // never followed by a collector
        }
        if (new FileInfo(real).Length == 0)
        {
            return OfText(""); // a pipe or a device has no length, and reading it might never end
        }
        using var content = File.OpenHandle(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16); // a buffer of its own for each of hundreds of files would be most of what a run allots
        try
        {
            for (var at = 0L; RandomAccess.Read(content, buffer, at) is > 0 and var read; at += read)
            {
                hash.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
