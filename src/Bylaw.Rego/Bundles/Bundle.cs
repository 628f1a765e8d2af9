using System.Collections.Immutable;
using Bylaw.Rego.Bundles.Signatures;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Bundles;

/// <summary>One file of a bundle.</summary>
/// <param name="Path">Its path in the bundle: a leading <c>/</c>, and <c>/</c> between steps.</param>
/// <param name="Contents">Its bytes.</param>
public sealed record BundleFile(string Path, ReadOnlyMemory<byte> Contents);

/// <summary>One Rego file of a bundle.</summary>
/// <param name="Path">Its path in the bundle.</param>
/// <param name="Source">Its text, under a name that says which bundle it is from.</param>
/// <param name="Version">Its language version; null when the manifest does not say.</param>
public sealed record BundleModule(string Path, SourceText Source, RegoVersion? Version);

/// <summary>Policy and data that travel together, as OPA packs them.</summary>
/// <param name="Manifest">What the bundle says about itself.</param>
/// <param name="Modules">Its Rego files, in the order of their paths.</param>
/// <param name="Data">Its base document.</param>
/// <param name="Files">The files that make up the bundle, in the order of their paths; other files are passed over.</param>
public sealed record Bundle(BundleManifest Manifest, ImmutableArray<BundleModule> Modules, RegoValue Data, ImmutableArray<BundleFile> Files)
{
    /// <summary>Gets what is known about the bundle's signature. A bundle that bears one is read without a key too, and this says so.</summary>
    public SignatureState Signature { get; init; }

    /// <summary>Reads a bundle: a folder, or a <c>tar.gz</c> file.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="isWanted">Says by its path in the bundle whether a file is read; null for all.</param>
    /// <param name="limits">The bounds; null for the default.</param>
    /// <param name="verification">The key that must have signed the bundle; null not to check its signature.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The bundle.</returns>
    /// <exception cref="FormatException">It is no valid bundle, or beyond a bound; the message names the file and the fault.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Bundle Read(
        string path,
        Func<string, bool>? isWanted = null,
        BundleLimits? limits = null,
        BundleVerification? verification = null,
        CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(path))
        {
            var selection = new BundleSelection(isWanted, verification);
            var files = BundleFolder.Read(path, selection, limits ?? BundleLimits.Default, cancellationToken);
            return Make(path, selection, files, p => System.IO.Path.Join(path, p));
        }
        using var file = File.OpenRead(path);
        return ReadArchive(path, file, isWanted, limits, verification, cancellationToken);
    }

    /// <summary>Reads a bundle from a <c>tar.gz</c> stream.</summary>
    /// <param name="name">The name of the bundle in messages.</param>
    /// <param name="stream">The compressed bytes.</param>
    /// <param name="isWanted">Says by its path in the bundle whether a file is read; null for all.</param>
    /// <param name="limits">The bounds; null for the default.</param>
    /// <param name="verification">The key that must have signed the bundle; null not to check its signature.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The bundle.</returns>
    /// <exception cref="FormatException">It is no valid bundle, or beyond a bound; the message names the file and the fault.</exception>
    public static Bundle ReadArchive(
        string name,
        Stream stream,
        Func<string, bool>? isWanted = null,
        BundleLimits? limits = null,
        BundleVerification? verification = null,
        CancellationToken cancellationToken = default)
    {
        var selection = new BundleSelection(isWanted, verification);
        return Make(name, selection, BundleArchive.Read(name, stream, selection, limits ?? BundleLimits.Default, cancellationToken), p => $"{name}:{p}");
    }

    /// <summary>Reads all files of a bundle, those that are passed over too, in order to sign them.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="isWanted">Says by its path whether a file belongs to the bundle; null for all.</param>
    /// <param name="limits">The bounds; null for the default.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The files.</returns>
    /// <exception cref="FormatException">It is no valid bundle, or beyond a bound.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ImmutableArray<BundleFile> ReadFiles(
        string path, Func<string, bool>? isWanted = null, BundleLimits? limits = null, CancellationToken cancellationToken = default)
    {
        var selection = new BundleSelection(isWanted, null) { ReadsAll = true };
        if (Directory.Exists(path))
        {
            return [.. BundleFolder.Read(path, selection, limits ?? BundleLimits.Default, cancellationToken)];
        }
        using var file = File.OpenRead(path);
        return [.. BundleArchive.Read(path, file, selection, limits ?? BundleLimits.Default, cancellationToken)];
    }

    private static Bundle Make(string name, BundleSelection selection, List<BundleFile> files, Func<string, string> nameOf)
    {
        var isSigned = files.Exists(f => f.Path == BundleSignatures.FilePath);
        if (selection.Verification is { } verification)
        {
            try
            {
                BundleSignatures.Verify(files, verification);
            }
            catch (FormatException error)
            {
                throw new FormatException($"{name}: {error.Message}", error);
            }
        }
        return BundleAssembly.Make(files.Where(f => selection.IsUsed(f.Path)), nameOf) with
        {
            Signature = selection.Verification is not null ? SignatureState.Verified : isSigned ? SignatureState.NotVerified : SignatureState.Unsigned,
        };
    }
}
