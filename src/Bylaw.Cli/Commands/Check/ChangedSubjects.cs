using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Manifest;
using Bylaw.Waivers;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Finds the subjects whose inputs changed since a git revision: their entry in the manifest, or a file that their evidence rests on.</summary>
internal static class ChangedSubjects
{
    /// <summary>Finds them.</summary>
    /// <param name="run">The run with its evidence.</param>
    /// <param name="revision">A git revision.</param>
    /// <returns>The subjects; null, which means all, when packs, waivers or the organisation's parameters changed.</returns>
    /// <exception cref="UserErrorException">The folder is not in a git repository, or the revision is unknown.</exception>
    public static ImmutableHashSet<(string Kind, string Name)>? Find(CheckRun run, string revision)
    {
        var changed = Git.ChangedFiles(run.Root, revision);
        if (changed.Any(f => f is Waiver.FileName or Baseline.FileName || f.StartsWith(".bylaw/packs/", StringComparison.Ordinal)))
        {
            return null;
        }
        var before = changed.Contains(GovernanceManifest.FileName) ? ManifestAt(run.Root, revision) : run.Manifest;
        if (before is null || !JsonNode.DeepEquals(before.Parameters, run.Manifest.Parameters) || !before.Packs.SequenceEqual(run.Manifest.Packs))
        {
            return null;
        }
        var subjects = ImmutableHashSet.CreateBuilder<(string, string)>();
        foreach (var subject in run.Manifest.Subjects)
        {
            var old = before.Subjects.FirstOrDefault(s => s.Kind == subject.Kind && s.Id == subject.Id);
            if (old is null || !JsonNode.DeepEquals(old.Options, subject.Options) || !JsonNode.DeepEquals(old.Declared, subject.Declared) || Paths(subject.Options).Any(p => changed.Any(f => f == p || f.StartsWith(p + "/", StringComparison.Ordinal))))
            {
                subjects.Add((subject.Kind, subject.Id));
            }
        }
        foreach (var document in run.Documents.Where(d => d.Sources.Any(s => changed.Contains(s.Uri))))
        {
            subjects.Add((document.Kind, document.Subject.Name));
        }
        // What could not be read may be what changed.
        foreach (var gap in run.Gaps)
        {
            subjects.UnionWith(run.Manifest.Subjects.Where(s => s.Id == gap.Subject).Select(s => (s.Kind, s.Id)));
        }
        return subjects.ToImmutable();
    }

    private static GovernanceManifest? ManifestAt(string root, string revision) =>
        Git.TryShow(root, revision, GovernanceManifest.FileName) is { } text ? GovernanceManifest.TryRead(GovernanceManifest.FileName, text, out _) : null;

    /// <summary>Lists the paths that a declaration names, at any depth.</summary>
    private static IEnumerable<string> Paths(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(p => Paths(p.Value)),
        JsonArray list => list.SelectMany(Paths),
        JsonValue value when value.TryGetValue<string>(out var text) => [text.TrimEnd('/')],
        _ => [],
    };
}
