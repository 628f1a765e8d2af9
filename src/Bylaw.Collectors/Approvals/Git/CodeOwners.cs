using Bylaw.Collectors.Code;

namespace Bylaw.Collectors.Approvals.Git;

/// <summary>A CODEOWNERS file of GitHub or GitLab: who must agree to changes of which paths. The last rule that matches holds.</summary>
internal sealed class CodeOwners
{
    /// <summary>The places where forges look for the file, in their order.</summary>
    public static readonly string[] UsualPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    private readonly List<(PathPattern Pattern, string[] Owners)> _rules = [];

    /// <summary>Reads the file. Sections of GitLab lend their owners to rules that name none.</summary>
    public static CodeOwners Read(string text)
    {
        var file = new CodeOwners();
        string[] section = [];
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Split(" #", 2)[0].Trim();
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }
            if (line.StartsWith('[') || line.StartsWith("^[", StringComparison.Ordinal))
            {
                section = [.. line[(line.IndexOf(']', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(IsOwner)];
                continue;
            }
            var parts = line.Replace("\\ ", "\u0001", StringComparison.Ordinal).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            var owners = parts[1..].Where(IsOwner).ToArray();
            file._rules.Add((new PathPattern(parts[0].Replace('\u0001', ' ')), owners.Length == 0 ? section : owners));
        }
        return file;
    }

    /// <summary>Returns who owns a path; empty when nobody does.</summary>
    public IReadOnlyList<string> OwnersOf(string path) => _rules.LastOrDefault(r => r.Pattern.Matches(path)).Owners ?? [];

    private static bool IsOwner(string word) => word.Contains('@', StringComparison.Ordinal);
}
