using System.Collections.Immutable;
using System.Text;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Bundles.Signatures;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>Puts the files, folders and bundles of a command line together as one bundle.</summary>
internal static class BundleInputs
{
    /// <summary>Reads and merges.</summary>
    /// <param name="paths">Files, folders, <c>tar.gz</c> bundles; at least one.</param>
    /// <param name="verification">The key that must have signed bundles; null when none was given.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UserErrorException">Something cannot be read, or two of them conflict.</exception>
    public static Bundle Read(IReadOnlyList<string> paths, BundleVerification? verification, CancellationToken cancellation)
    {
        var all = ReadOne(paths[0], verification, cancellation);
        foreach (var path in paths.Skip(1))
        {
            var next = ReadOne(path, verification, cancellation);
            if (!ReferenceEquals(next.Manifest, BundleManifest.Default) && !ReferenceEquals(all.Manifest, BundleManifest.Default))
            {
                throw new UserErrorException($"{path}: only one of the bundles may have a manifest of its own");
            }
            if (next.Modules.FirstOrDefault(m => all.Modules.Any(other => other.Path == m.Path)) is { } twice)
            {
                throw new UserErrorException($"{path}: another path holds a module {twice.Path} too");
            }
            all = all with
            {
                Manifest = ReferenceEquals(all.Manifest, BundleManifest.Default) ? next.Manifest : all.Manifest,
                Modules = [.. all.Modules.Concat(next.Modules).OrderBy(m => m.Path, StringComparer.Ordinal)],
                Data = PolicyFiles.TryMerge(all.Data, next.Data, out var merged)
                    ? merged
                    : throw new UserErrorException($"the data of {path} conflicts with that of another path"),
            };
        }
        return all;
    }

    private static Bundle ReadOne(string path, BundleVerification? verification, CancellationToken cancellation)
    {
        var plain = path.StartsWith("file://", StringComparison.Ordinal) ? path["file://".Length..] : path;
        if (!File.Exists(plain) || IsArchive(plain))
        {
            return PolicySources.ReadBundle(path, withTests: false, verification, cancellation);
        }
        var files = PolicyFiles.Load([plain], ControlExamples.IsNone, cancellation);
        PolicyOptions.ThrowOnProblems(files.Problems);
        ImmutableArray<BundleModule> modules = [.. files.Modules.Select(m => new BundleModule("/" + Path.GetFileName(m.Name), m, null))];
        return new Bundle(BundleManifest.Default, modules, files.Data.IsDefined ? files.Data : RegoObject.Empty, []);
    }

    private static bool IsArchive(string path) =>
        path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);
}
