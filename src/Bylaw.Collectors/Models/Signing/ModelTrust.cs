using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Sigstore;

namespace Bylaw.Collectors.Models.Signing;

/// <summary>Whom a model's signer may be. Empty trusts nobody.</summary>
public sealed record ModelTrust
{
    /// <summary>Gets the trust in nobody.</summary>
    public static ModelTrust Nobody { get; } = new();

    /// <summary>Gets the public keys that may have signed.</summary>
    public ImmutableArray<PublicVerificationKey> Keys { get; init; } = [];

    /// <summary>Gets the root certificates that a signing certificate must lead to.</summary>
    public ImmutableArray<X509Certificate2> Roots { get; init; } = [];

    /// <summary>Gets the trusted root of a Sigstore instance; null when keyless signatures are not trusted.</summary>
    public TrustedRoot? Sigstore { get; init; }

    /// <summary>Gets the identity that a keyless signature must be by.</summary>
    public string? Identity { get; init; }

    /// <summary>Gets the issuer that must vouch for the identity.</summary>
    public string? Issuer { get; init; }
}

/// <summary>What came of checking a model's signature.</summary>
/// <param name="Present">There is a signature file.</param>
/// <param name="Verified">It is by somebody trusted, and every file is as signed.</param>
/// <param name="Signer">Who signed: a key's digest, a certificate's name or an identity; null when it cannot be told.</param>
/// <param name="Method"><c>key</c>, <c>certificate</c> or <c>sigstore</c>; null when it cannot be told.</param>
/// <param name="Problems">Why it does not verify; empty when it does.</param>
public sealed record ModelSignatureResult(bool Present, bool Verified, string? Signer, string? Method, ImmutableArray<string> Problems)
{
    /// <summary>Gets the result for a model without a signature file.</summary>
    public static ModelSignatureResult Absent { get; } = new(false, false, null, null, ["there is no signature file"]);
}
