using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Manifest;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Reads the manifest of a folder with the organisation's file and what the folder's files add by convention.</summary>
internal static class ManifestFiles
{
    private const int MaxParents = 12;

    /// <summary>Reads what can be read. Faults are told with their place; what is not at fault is judged all the same.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="text">The text of its manifest.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="UserErrorException">It names no system, or is no YAML at all.</exception>
    public static GovernanceManifest Read(string root, string text)
    {
        var faults = new List<string>();
        var problems = new List<ManifestProblem>();
        var organisation = ReadOrganisation(root, text, problems);
        var manifest = GovernanceManifest.Read(GovernanceManifest.FileName, text, organisation, out var found);
        var file = Path.Combine(root, GovernanceManifest.FileName);
        faults.AddRange(problems.Concat(found).Select(p => Line(root, p.File ?? file, p)));
        if (manifest is null)
        {
            throw new UserErrorException("the manifest cannot be used\n" + string.Join('\n', faults));
        }
        return manifest.WithFaults([.. faults]).WithSubjects(Conventions.Apply(manifest, new SourceFolder(root)));
    }

    private static string Line(string root, string file, ManifestProblem problem) =>
        $"{Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetFullPath(file, root))}:{problem.Line}:{problem.Column}: {problem.Message}";

    private static OrganisationFile? ReadOrganisation(string root, string text, List<ManifestProblem> problems)
    {
        var named = (YamlTree.TryRead(text)?.Root as JsonObject)?["organisation"] is JsonValue value ? value.ToString() : null;
        var path = named is null ? FindAbove(root) : Resolve(Path.GetFullPath(named, root));
        if (path is null)
        {
            if (named is not null)
            {
                problems.Add(new ManifestProblem(1, 1, $"`organisation: {named}` names no file and no folder with an {OrganisationFile.FileName}"));
            }
            return null;
        }
        try
        {
            return OrganisationFile.Read(Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path), problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new ManifestProblem(1, 1, $"cannot be read: {error.Message}") { File = path });
            return null;
        }
    }

    private static string? Resolve(string path) =>
        File.Exists(path) ? path : File.Exists(Path.Combine(path, OrganisationFile.FileName)) ? Path.Combine(path, OrganisationFile.FileName) : null;

    /// <summary>Looks in the folder and those above it, up to the repository's own.</summary>
    private static string? FindAbove(string root)
    {
        var folder = new DirectoryInfo(root);
        for (var i = 0; folder is not null && i < MaxParents; i++, folder = folder.Parent)
        {
            if (Resolve(folder.FullName) is { } found)
            {
                return found;
            }
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                return null;
            }
        }
        return null;
    }
}
