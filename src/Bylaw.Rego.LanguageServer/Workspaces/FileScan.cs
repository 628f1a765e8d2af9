namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>Finds what the server looks at in folders. Folders whose name begins with a dot, <c>node_modules</c> and links are not followed.</summary>
internal static class FileScan
{
    private const int MaxFiles = 50_000;
    private const long MaxBytes = 32 << 20;

    /// <summary>Tells whether a file holds a module.</summary>
    public static bool IsModule(string path) => path.EndsWith(".rego", StringComparison.Ordinal);

    /// <summary>Tells whether a file holds base documents, as bundles have them.</summary>
    public static bool IsData(string path) => Path.GetFileName(path) is "data.json" or "data.yaml" or "data.yml";

    /// <summary>Lists the files below a folder, each at most 32 MB, at most 50,000 of them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static IEnumerable<string> Files(string folder, CancellationToken cancellationToken)
    {
        var open = new Stack<string>([folder]);
        var count = 0;
        while (open.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            FileSystemInfo[] entries;
            try
            {
                entries = new DirectoryInfo(next).GetFileSystemInfos();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                continue;
            }
            foreach (var entry in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (entry is DirectoryInfo && !entry.Name.StartsWith('.') && entry.Name != "node_modules" && entry.LinkTarget is null)
                {
                    open.Push(entry.FullName);
                }
                else if (entry is FileInfo { Length: <= MaxBytes } && count++ < MaxFiles)
                {
                    yield return entry.FullName;
                }
            }
        }
    }

    /// <summary>Reads a text; null when it cannot be read.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxBytes } ? File.ReadAllText(path) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}
