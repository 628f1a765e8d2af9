using System.Security.Cryptography;
using System.Text.Json;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Sigstore;

namespace Bylaw.Accept.Ledger;

/// <summary>Sigstore's conformance bundles: one folder a case; a name that ends in <c>_fail</c> must be refused.</summary>
internal static class SigstoreCases
{
    private const string DefaultIdentity =
        "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";

    private const string DefaultIssuer = "https://token.actions.githubusercontent.com";

    public static void Run(string folder, string? trustedRootFile, Tally tally)
    {
        var publicGood = trustedRootFile is not null ? File.ReadAllBytes(trustedRootFile) : PublicGoodRoot.Find();
        foreach (var file in Directory.EnumerateFiles(folder, "bundle.sigstore.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var place = Path.GetDirectoryName(file)!;
            var id = LedgerSet.Id(folder, place);
            var rootFile = Path.Combine(place, "trusted_root.json");
            var rootBytes = File.Exists(rootFile) ? File.ReadAllBytes(rootFile) : publicGood;
            if (rootBytes is null)
            {
                tally.Skip(id, "owed: needs Sigstore's public root; install npm, or give trusted-root=FILE");
                continue;
            }
            var problem = Verify(place, file, rootBytes);
            LedgerSet.Expect(tally, id, !place.EndsWith("_fail", StringComparison.Ordinal), problem.Length == 0, problem);
        }
    }

    private static string Verify(string place, string bundleFile, byte[] rootBytes)
    {
        if (!TrustedRoot.TryParse(rootBytes, out var root, out var problem)
            || !SigstoreBundle.TryParse(File.ReadAllBytes(bundleFile), out var bundle, out problem))
        {
            return problem;
        }
        var artifact = Path.Combine(place, "artifact");
        if (!File.Exists(artifact))
        {
            artifact = Path.Combine(place, "..", "a.txt");
        }
        var policy = new SignerPolicy
        {
            Identity = ReadOr(place, "identity", DefaultIdentity),
            Issuer = ReadOr(place, "issuer", DefaultIssuer),
        };
        var keyFile = Path.Combine(place, "key.pub");
        if (File.Exists(keyFile))
        {
            if (!PublicVerificationKey.TryFromPem(File.ReadAllText(keyFile), out var key))
            {
                return "key.pub is not a public key";
            }
            policy = new SignerPolicy { Key = key };
        }
        return SigstoreVerifier.TryVerify(bundle, SHA256.HashData(File.ReadAllBytes(artifact)), root, policy, out problem) ? "" : problem;
    }

    private static string ReadOr(string place, string name, string otherwise)
    {
        var file = Path.Combine(place, name);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : otherwise;
    }
}

/// <summary>Finds the trusted root of Sigstore's public instance in the copy of npm on this machine, which ships it.</summary>
internal static class PublicGoodRoot
{
    public static byte[]? Find()
    {
        foreach (var lib in new[] { "/usr/lib/node_modules", "/usr/local/lib/node_modules", "/usr/share/nodejs" })
        {
            foreach (var seeds in new[] { "npm/node_modules/@sigstore/tuf/seeds.json", "@sigstore/tuf/seeds.json" })
            {
                var path = Path.Combine(lib, seeds);
                if (File.Exists(path))
                {
                    using var document = JsonDocument.Parse(File.ReadAllBytes(path));
                    return document.RootElement.EnumerateObject().First().Value
                        .GetProperty("targets").GetProperty("trusted_root.json").GetBytesFromBase64();
                }
            }
        }
        return null;
    }
}
