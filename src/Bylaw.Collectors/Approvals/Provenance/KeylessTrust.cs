using Bylaw.Ledger.Sigstore;

namespace Bylaw.Collectors.Approvals.Provenance;

/// <summary>Which identity may sign without a key of its own, and the root that certificates, log entries and time stamps of it must lead to. Nothing is fetched.</summary>
internal sealed class KeylessTrust
{
    private readonly TrustedRoot _root;
    private readonly SignerPolicy _signer;

    private KeylessTrust(TrustedRoot root, SignerPolicy signer)
    {
        _root = root;
        _signer = signer;
    }

    /// <summary>Reads the trusted root.</summary>
    /// <exception cref="InvalidDataException">The file is no trusted root.</exception>
    public static KeylessTrust Read(string rootFile, string identity, string issuer) =>
        TrustedRoot.TryParse(File.ReadAllBytes(rootFile), out var root, out var problem)
            ? new KeylessTrust(root, new SignerPolicy { Identity = identity, Issuer = issuer })
            : throw new InvalidDataException($"the trusted root `{Path.GetFileName(rootFile)}`: {problem}");

    /// <summary>Verifies the bundle of a statement that names all digests of one of the sets.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="digests">The sets of which one must be stated whole.</param>
    /// <param name="problem">Set to what does not hold.</param>
    public bool Verifies(ProvenanceStatement statement, List<List<string>> digests, ref string problem)
    {
        if (statement.Bundle is null)
        {
            return false;
        }
        if (!SigstoreBundle.TryParse(statement.Bundle, out var bundle, out var malformed))
        {
            problem = malformed;
            return false;
        }
        var stated = digests.Find(d => d.Count > 0 && d.TrueForAll(statement.Subjects.Contains));
        if (stated is null)
        {
            return false;
        }
        foreach (var digest in stated)
        {
            if (!SigstoreVerifier.TryVerify(bundle, Convert.FromHexString(digest), _root, _signer, out var reason))
            {
                problem = reason;
                return false;
            }
        }
        return true;
    }
}
