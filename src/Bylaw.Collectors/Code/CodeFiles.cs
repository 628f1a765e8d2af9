using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Code;

/// <summary>Lists and reads the files of a code base: what people wrote, not what tools fetched or built.</summary>
internal sealed class CodeFiles
{
    /// <summary>The largest text file that is looked into.</summary>
    public const long MaxTextBytes = 32L << 20;

    private const int MaxFiles = 200_000;

    private static readonly HashSet<string> _foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".hg", ".svn", ".bylaw", "node_modules", "bower_components", "__pycache__", ".venv", "venv", ".tox", ".mypy_cache", ".pytest_cache",
        ".gradle", ".idea", ".vs", "bin", "obj", "target", "dist", "artifacts", "vendor", ".terraform", "site-packages", ".next", ".nuget",
    };

    private readonly SourceFolder _folder;
    private readonly List<string> _skipped = [];

    private CodeFiles(SourceFolder folder, List<string> paths, string scope)
    {
        _folder = folder;
        Paths = paths;
        Scope = scope;
    }

    /// <summary>Gets the files, sorted.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Gets what was to be looked at, in words.</summary>
    public string Scope { get; }

    /// <summary>Gets what was listed and could not be looked into, with the reason.</summary>
    public IReadOnlyList<string> Skipped => _skipped;

    /// <summary>Lists the files that the options name: <c>paths</c> or <c>path</c> (default all) without <c>exclude</c>.</summary>
    public static CodeFiles Open(CollectorContext context, string field, List<Gap> gaps)
    {
        var wanted = context.Texts("paths") is { Count: > 0 } several ? several : context.Texts("path");
        var excluded = context.Texts("exclude").Select(p => new PathPattern(p)).ToList();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in wanted.Count == 0 ? [""] : wanted)
        {
            if (path.Length > 0 && context.Files.FileExists(path))
            {
                found.Add(context.Files.Relative(path));
            }
            else if (path.Length == 0 || context.Files.FolderExists(path))
            {
                found.UnionWith(Walk(context.Files.Resolve(path)).Select(context.Files.Relative));
            }
            else
            {
                gaps.Add(context.Gap(GapReason.NotFound, $"`{path}` is not there", field, path));
            }
        }
        var kept = found.Where(f => !excluded.Exists(e => e.Matches(f))).ToList();
        var scope = (wanted.Count == 0 ? "all files" : string.Join(", ", wanted)) + (excluded.Count == 0 ? "" : " but " + string.Join(", ", context.Texts("exclude")));
        if (kept.Count > MaxFiles)
        {
            gaps.Add(context.Gap(GapReason.Limit, $"only {MaxFiles} of {kept.Count} files were looked at", field));
            kept.RemoveRange(MaxFiles, kept.Count - MaxFiles);
        }
        return new CodeFiles(context.Files, kept, scope);
    }

    /// <summary>Reads a file as text. A binary file is no text; one that is too large or unreadable is noted as skipped.</summary>
    public bool TryReadText(string path, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            var file = new FileInfo(_folder.ResolveFile(path));
            if (file.Length > MaxTextBytes)
            {
                _skipped.Add($"{path}: larger than {MaxTextBytes >> 20} MiB");
                return false;
            }
            var bytes = file.Length == 0 ? [] : File.ReadAllBytes(file.FullName); // reading a pipe, which has no length, might never end
            if (IsBinary(bytes))
            {
                return false;
            }
            if (TextBytes.TryDecode(path, bytes, out text, out var problem))
            {
                return true;
            }
            // Text of an old encoding still shows its ASCII part, which is where keys and imports stand.
            text = System.Text.Encoding.Latin1.GetString(bytes);
            _ = problem;
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _skipped.Add($"{path}: cannot be read");
            return false;
        }
    }

    /// <summary>Says how complete a look at all files was.</summary>
    public Completeness Completeness() => new(Scope, [.. _skipped.Distinct()]);

    /// <summary>Tells binary content by a zero byte near its start; UTF-16 and UTF-32 text bears a mark.</summary>
    internal static bool IsBinary(ReadOnlySpan<byte> bytes) =>
        !(bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]) || bytes.StartsWith<byte>([0, 0, 0xFE, 0xFF]))
        && bytes[..Math.Min(bytes.Length, 8192)].Contains((byte)0);

    private static IEnumerable<string> Walk(string folder) => new FileSystemEnumerable<string>(
        folder,
        (ref FileSystemEntry entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !_foreign.Contains(entry.FileName.ToString()),
    };
}
