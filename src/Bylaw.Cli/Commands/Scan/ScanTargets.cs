using System.IO.Enumeration;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Turns what the user named into files and URIs.</summary>
internal static class ScanTargets
{
    private static readonly string[] _skippedFolders = [".git", "node_modules", "bin", "obj", ".venv", "__pycache__"];

    private static readonly string[] _skippedEndings = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp4", ".mp3", ".wav", ".dll", ".exe", ".so", ".pdb", ".woff", ".woff2", ".ttf"];

    /// <summary>Tells whether a target is read by URI.</summary>
    public static bool IsUri(string target) => target.StartsWith("postgres://", StringComparison.Ordinal) || target.StartsWith("postgresql://", StringComparison.Ordinal) || target.StartsWith("duckdb:", StringComparison.Ordinal);

    /// <summary>Lists the files below folders and behind globs; a name without a file is an error.</summary>
    public static IReadOnlyList<string> Expand(string[] inputs)
    {
        var targets = new List<string>();
        foreach (var input in inputs)
        {
            if (input == "-" || IsUri(input) || File.Exists(input))
            {
                targets.Add(input);
            }
            else if (Directory.Exists(input))
            {
                targets.AddRange(Walk(input));
            }
            else if (input.AsSpan().ContainsAny('*', '?'))
            {
                var matches = Glob(input).ToList();
                targets.AddRange(matches.Count > 0 ? matches : throw new UserErrorException($"no file matches {input}"));
            }
            else
            {
                throw new UserErrorException($"no such file or folder: {input}");
            }
        }
        return targets;
    }

    private static IEnumerable<string> Walk(string folder)
    {
        var walk = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles(folder, "*", walk)
            .Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar)[..^1].Any(_skippedFolders.Contains))
            .Where(f => !_skippedEndings.Contains(Path.GetExtension(f).ToLowerInvariant()))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Glob(string pattern)
    {
        var star = pattern.AsSpan().IndexOfAny('*', '?');
        var slash = pattern.LastIndexOf('/', star);
        var root = slash < 0 ? "." : slash == 0 ? "/" : pattern[..slash];
        var rest = pattern[(slash + 1)..].Replace("**/", "*", StringComparison.Ordinal);
        return Directory.Exists(root) ? Walk(root).Where(f => FileSystemName.MatchesSimpleExpression(rest, Path.GetRelativePath(root, f).Replace('\\', '/'))) : [];
    }
}
