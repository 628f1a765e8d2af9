using Bylaw.Manifest;
using Bylaw.Rego.LanguageServer;

namespace Bylaw.Cli.Commands.LanguageServer;

/// <summary>Checks manifests while they are written.</summary>
internal static class ManifestFiles
{
    /// <summary>Checks a file.</summary>
    /// <returns>What is wrong; null for a file that is neither a manifest nor the organisation's.</returns>
    public static IReadOnlyList<FileProblem>? Check(string path, string text)
    {
        IReadOnlyList<ManifestProblem> problems;
        switch (Path.GetFileName(path))
        {
            case "governance.yaml":
                GovernanceManifest.Read(path, text, null, out problems);
                break;
            case "organisation.yaml":
                var found = new List<ManifestProblem>();
                OrganisationFile.Read(path, text, found);
                problems = found;
                break;
            default:
                return null;
        }
        return [.. problems.Where(p => p.File is null || p.File == path).Select(p => new FileProblem(Math.Max(1, p.Line), Math.Max(1, p.Column), p.Message))];
    }
}
