using Bylaw.Rego.Bundles.Signatures;

namespace Bylaw.Rego.Bundles;

/// <summary>Says which files of a bundle are read, and which are used.</summary>
/// <param name="isWanted">What the caller wants, by path; null for all.</param>
/// <param name="verification">The key that must have signed; null not to check.</param>
internal sealed class BundleSelection(Func<string, bool>? isWanted, BundleVerification? verification)
{
    public BundleVerification? Verification { get; } = verification;

    /// <summary>Gets whether files that the engine has no use for are read too. To check a signature every file counts.</summary>
    public bool ReadsAll { get; init; } = verification is not null;

    /// <summary>Tells whether a file is read.</summary>
    public bool IsRead(string path) =>
        path == BundleSignatures.FilePath || (ReadsAll ? Verification is not null || isWanted is null || isWanted(path) : IsUsed(path));

    /// <summary>Tells whether the engine looks into a file.</summary>
    public bool IsUsed(string path) => BundlePaths.IsUsed(path) && (isWanted is null || isWanted(path));
}
