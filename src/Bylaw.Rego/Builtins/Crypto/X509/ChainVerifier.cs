namespace Bylaw.Rego.Builtins.Crypto.X509;

/// <summary>What a chain of certificates must hold.</summary>
internal sealed record VerificationOptions
{
    /// <summary>Gets the host name that the last certificate must speak for; empty for any.</summary>
    internal string DnsName { get; init; } = "";

    /// <summary>Gets the moment at which the chain must be valid, in nanoseconds since 1970.</summary>
    internal required long TimeNs { get; init; }

    /// <summary>Gets the purposes of which one must be allowed all along the chain, as Go numbers them.</summary>
    internal IReadOnlyList<int> KeyUsages { get; init; } = [];

    /// <summary>Gets how many names may be held against constraints; 0 for Go's 250,000.</summary>
    internal long MaxConstraintComparisons { get; init; }
}

/// <summary>Finds a chain from a certificate to a trusted one and checks it (RFC 5280, section 6), as Go does.</summary>
internal sealed class ChainVerifier
{
    private const int AnyPurpose = 0;
    private const int ServerAuthentication = 1;
    private const int SigningBit = 1 << 5;
    private const int MostSignatureChecks = 100;

    private readonly VerificationOptions _options;
    private readonly Certificate _root;
    private readonly IReadOnlyList<Certificate> _intermediates;
    private readonly DateTimeOffset _time;
    private readonly ConstraintCheck _constraints;
    private int _signatureChecks;

    private ChainVerifier(VerificationOptions options, Certificate root, IReadOnlyList<Certificate> intermediates)
    {
        _options = options;
        _root = root;
        _intermediates = intermediates;
        _time = DateTimeOffset.UnixEpoch.AddTicks(options.TimeNs / TimeSpan.NanosecondsPerTick);
        _constraints = new ConstraintCheck(options.MaxConstraintComparisons);
    }

    /// <summary>Verifies the last certificate against the first, through those between.</summary>
    /// <returns>The chain, from the last certificate to the first; null when there is none.</returns>
    internal static IReadOnlyList<Certificate>? Verify(IReadOnlyList<Certificate> certificates, VerificationOptions options)
    {
        if (certificates.Count < 2)
        {
            return null;
        }
        var leaf = certificates[^1];
        var verifier = new ChainVerifier(options, certificates[0], [.. certificates.Skip(1).Take(certificates.Count - 2)]);
        if (!verifier.IsValid(leaf, [], isAuthority: false) || (options.DnsName.Length > 0 && !HostNames.Matches(leaf, options.DnsName)))
        {
            return null;
        }
        if (leaf.Raw.AsSpan().SequenceEqual(certificates[0].Raw))
        {
            return verifier.AllowsPurpose([leaf]) ? [leaf] : null;
        }
        return verifier.Extend([leaf]);
    }

    private List<Certificate>? Extend(List<Certificate> chain)
    {
        var child = chain[^1];
        if (IsParent(_root, child, chain) && IsValid(_root, chain, isAuthority: false))
        {
            List<Certificate> whole = [.. chain, _root];
            if (AllowsPurpose(whole))
            {
                return whole;
            }
        }
        foreach (var parent in _intermediates)
        {
            if (IsParent(parent, child, chain) && IsValid(parent, chain, isAuthority: true) && Extend([.. chain, parent]) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private bool IsParent(Certificate parent, Certificate child, List<Certificate> chain)
    {
        if (!child.Issuer.Raw.AsSpan().SequenceEqual(parent.Subject.Raw)
            || chain.Exists(c => c.RawPublicKey.AsSpan().SequenceEqual(parent.RawPublicKey) && c.Subject.Raw.AsSpan().SequenceEqual(parent.Subject.Raw)))
        {
            return false;
        }
        var details = parent.Details;
        var mayNotSign = (parent.Version == 3 && !details.HasBasicConstraints)
            || (details.HasBasicConstraints && !details.IsAuthority)
            || (details.KeyUsage != 0 && (details.KeyUsage & SigningBit) == 0);
        return !mayNotSign
            && ++_signatureChecks <= MostSignatureChecks
            && child.SignatureAlgorithm.Scheme is { } scheme
            && parent.PublicKey.Verify(scheme, child.RawBody, child.Signature);
    }

    private bool IsValid(Certificate certificate, List<Certificate> chain, bool isAuthority)
    {
        var details = certificate.Details;
        if (details.UnhandledCriticalExtensions.Count > 0 || _time < certificate.NotBefore || _time > certificate.NotAfter)
        {
            return false;
        }
        if (details.NameConstraints is { } constraints && chain.Count > 0 && !_constraints.Allows(constraints, chain))
        {
            return false;
        }
        if (isAuthority && (!details.HasBasicConstraints || !details.IsAuthority))
        {
            return false;
        }
        return !details.HasBasicConstraints || details.MaxPathLength < 0 || chain.Count - 1 <= details.MaxPathLength;
    }

    private bool AllowsPurpose(List<Certificate> chain)
    {
        List<int> wanted = _options.KeyUsages.Count == 0 ? [ServerAuthentication] : [.. _options.KeyUsages];
        if (wanted.Contains(AnyPurpose))
        {
            return true;
        }
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            var details = chain[i].Details;
            if (details.ExtendedKeyUsage.Count + details.UnknownExtendedKeyUsage.Count == 0 || details.ExtendedKeyUsage.Contains(AnyPurpose))
            {
                continue;
            }
            wanted.RemoveAll(purpose => !details.ExtendedKeyUsage.Contains(purpose));
            if (wanted.Count == 0)
            {
                return false;
            }
        }
        return true;
    }
}
