using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bylaw.Collectors.Models.Signing;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Sigstore;

namespace Bylaw.Collectors.Models;

/// <summary>Reads trusted keys, certificates and Sigstore roots from files.</summary>
public static class TrustReader
{
    /// <summary>Reads a public key in PEM.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file holds no public key of a known kind.</exception>
    public static PublicVerificationKey ReadKey(string path)
    {
        try
        {
            return PublicVerificationKey.TryFromPem(File.ReadAllText(path), out var key)
                ? key
                : throw new InvalidDataException($"{path} holds no public key (PEM block PUBLIC KEY: Ed25519, ECDSA or RSA)");
        }
        catch (FormatException)
        {
            throw new InvalidDataException($"{path} holds a damaged PEM block");
        }
    }

    /// <summary>Reads the certificates of a PEM file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file holds no certificate.</exception>
    public static ImmutableArray<X509Certificate2> ReadCertificates(string path)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(File.ReadAllText(path));
            return certificates.Count > 0 ? [.. certificates] : throw new InvalidDataException($"{path} holds no certificate (PEM block CERTIFICATE)");
        }
        catch (CryptographicException fault)
        {
            throw new InvalidDataException($"{path} holds a damaged certificate: {fault.Message}", fault);
        }
    }

    /// <summary>Reads whom to trust.</summary>
    /// <param name="keys">Files with public keys.</param>
    /// <param name="roots">Files with root certificates.</param>
    /// <param name="sigstoreRoot">A Sigstore trusted root, or null.</param>
    /// <param name="identity">The identity that keyless signatures must be by, or null.</param>
    /// <param name="issuer">The issuer of that identity, or null.</param>
    /// <exception cref="InvalidDataException">A file holds something else.</exception>
    public static ModelTrust Read(IEnumerable<string> keys, IEnumerable<string> roots, string? sigstoreRoot, string? identity, string? issuer)
    {
        TrustedRoot? sigstore = null;
        if (sigstoreRoot is not null && !TrustedRoot.TryParse(File.ReadAllBytes(sigstoreRoot), out sigstore, out var problem))
        {
            throw new InvalidDataException($"{sigstoreRoot}: {problem}");
        }
        return new ModelTrust
        {
            Keys = [.. keys.Select(ReadKey)],
            Roots = [.. roots.SelectMany(r => ReadCertificates(r))],
            Sigstore = sigstore,
            Identity = identity,
            Issuer = issuer,
        };
    }
}
