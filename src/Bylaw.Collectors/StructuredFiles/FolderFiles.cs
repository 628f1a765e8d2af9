namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Files below one folder on disk. Links are not followed, and no path leads out of the folder.</summary>
internal sealed class FolderFiles : IConfigFiles
{
    private static readonly EnumerationOptions _plain = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
    private readonly string _root;
    private readonly ReadLimits _limits;

    public FolderFiles(string root, ReadLimits? limits = null)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _limits = limits ?? ReadLimits.Default;
    }

    public IReadOnlyList<string> List(string folder)
    {
        if (Inside(folder) is not { } full || !Directory.Exists(full))
        {
            return [];
        }
        return [.. Directory.EnumerateFiles(full, "*", _plain).Select(f => Path.GetRelativePath(_root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    public bool TryRead(string path, out string text, out ConfigProblem? problem)
    {
        text = string.Empty;
        problem = new ConfigProblem($"`{path}` is not in this folder", default);
        if (Inside(path) is not { } full || !File.Exists(full))
        {
            return false;
        }
        try
        {
            var file = new FileInfo(full);
            if (file.LinkTarget is not null)
            {
                problem = new ConfigProblem($"`{path}` is a link, which is not followed", default);
                return false;
            }
            if (file.Length > _limits.MaxBytes)
            {
                problem = new ConfigProblem($"`{path}` is larger than {TextBytes.Size(_limits.MaxBytes)}", default);
                return false;
            }
            var decoded = TextBytes.TryDecode(path, File.ReadAllBytes(full), out var found, out problem);
            text = found ?? string.Empty;
            return decoded;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problem = new ConfigProblem($"`{path}` cannot be read", default);
            return false;
        }
    }

    private string? Inside(string path)
    {
        var full = Path.GetFullPath(Path.Combine(_root, path));
        return full == _root || full.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : null;
    }
}
