using System.Collections.Immutable;

namespace Bylaw.Rego.Bundles.Signatures;

/// <summary>Says by which key a bundle must be signed.</summary>
/// <param name="Key">
/// A PEM public key or certificate, a JSON Web Key or a set of them; for <c>HS256</c>, <c>HS384</c> and <c>HS512</c> the shared secret itself.
/// </param>
public sealed record BundleVerification(string Key)
{
    /// <summary>Gets the algorithm that the signature must state: <c>RS256</c> (the default), <c>RS384</c>, <c>RS512</c>, <c>PS…</c>, <c>ES…</c>, <c>HS…</c>, <c>EdDSA</c>.</summary>
    public string Algorithm { get; init; } = "RS256";

    /// <summary>Gets the name of the key; a signature that names another key is refused. Empty (the default) for any name.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>Gets the scope that the signature must state. Empty by default.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Gets patterns of files that need not be signed: <c>*</c> within a folder, <c>**</c> over folders, <c>?</c>. None by default.</summary>
    public ImmutableArray<string> ExcludedFiles { get; init; } = [];
}

/// <summary>Says how a bundle is signed.</summary>
/// <param name="Key">A PEM private key; for <c>HS256</c>, <c>HS384</c> and <c>HS512</c> the shared secret itself.</param>
public sealed record BundleSigning(string Key)
{
    /// <summary>Gets the algorithm. Default <c>RS256</c>.</summary>
    public string Algorithm { get; init; } = "RS256";

    /// <summary>Gets further claims of the signature, for example <c>keyid</c>, <c>scope</c>, <c>iss</c>. None by default.</summary>
    public Values.RegoObject Claims { get; init; } = Values.RegoObject.Empty;
}

/// <summary>Says what is known about the signature of a bundle.</summary>
public enum SignatureState
{
    /// <summary>The bundle bears no signature, and none was asked for.</summary>
    Unsigned,

    /// <summary>The bundle bears a signature that nobody has looked at, as no key was given.</summary>
    NotVerified,

    /// <summary>The signature is that of the given key, and covers every file.</summary>
    Verified,
}
