using Bylaw.Manifest;

namespace Bylaw.Cli.Commands.Collect;

/// <summary>Reads the manifest of a folder for commands that judge nothing.</summary>
internal static class ManifestOf
{
    /// <summary>Reads the manifest.</summary>
    /// <exception cref="UserErrorException">There is none, or it cannot be used; each fault with its place.</exception>
    public static GovernanceManifest Folder(string root)
    {
        if (!Directory.Exists(root))
        {
            throw new UserErrorException($"there is no such folder: {root}");
        }
        var file = Path.Combine(root, GovernanceManifest.FileName);
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {file}: write a manifest there, or name the folder that has one");
        }
        var manifest = GovernanceManifest.TryRead(file, text, out var problems);
        var lines = problems.Select(p => $"{Path.GetRelativePath(Directory.GetCurrentDirectory(), file)}:{p.Line}:{p.Column}: {p.Message}");
        return manifest ?? throw new UserErrorException("the manifest cannot be used\n" + string.Join('\n', lines));
    }
}
