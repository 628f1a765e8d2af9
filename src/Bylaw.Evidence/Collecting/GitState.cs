using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Evidence.Collecting;

/// <summary>Describes the state of the git repository that a folder is in, without asking git: what decides which commits are seen.</summary>
internal static class GitState
{
    private static readonly string[] _files = ["HEAD", "config", "index", "packed-refs", "shallow", "info/grafts"];

    /// <summary>Describes it.</summary>
    /// <param name="root">A folder.</param>
    /// <returns>A text that changes with every commit, checkout, fetch and setting; the same text for every folder in no repository.</returns>
    /// <exception cref="IOException">A file of the repository cannot be read.</exception>
    public static string Describe(string root)
    {
        var text = new StringBuilder();
        foreach (var folder in FoldersOf(root))
        {
            // Commits never change: the names of what is checked out and referred to say which there are.
            var references = Path.Combine(folder, "refs");
            var found = Directory.Exists(references) ? Directory.EnumerateFiles(references, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
            foreach (var file in _files.Select(f => Path.Combine(folder, f)).Where(File.Exists).Concat(found))
            {
                text.Append(Path.GetRelativePath(folder, file)).Append(' ').Append(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))).Append('\n');
            }
        }
        return text.ToString();
    }

    /// <summary>Lists the repository's own folder, and that which it shares with other worktrees.</summary>
    private static IEnumerable<string> FoldersOf(string root)
    {
        for (var folder = root; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var git = Path.Combine(folder, ".git");
            if (File.Exists(git) && File.ReadAllText(git).Trim() is var link && link.StartsWith("gitdir:", StringComparison.Ordinal))
            {
                git = Path.GetFullPath(link["gitdir:".Length..].Trim(), folder);
            }
            if (Directory.Exists(git))
            {
                var common = Path.Combine(git, "commondir");
                return File.Exists(common) ? [git, Path.GetFullPath(File.ReadAllText(common).Trim(), git)] : [git];
            }
        }
        return [];
    }
}
