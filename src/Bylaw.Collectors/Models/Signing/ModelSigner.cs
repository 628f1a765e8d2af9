using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Collectors.Models.Signing;

/// <summary>Signs a model as OpenSSF Model Signing 1.0 has it: a bundle with a DSSE envelope over an in-toto statement that lists every file.</summary>
/// <remarks>What it writes, <see cref="ModelSignatureVerifier"/> accepts from whoever trusts the key or the certificate's root.</remarks>
public static class ModelSigner
{
    private const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>Signs every file of a model.</summary>
    /// <param name="modelPath">The model's folder, or its only file.</param>
    /// <param name="signatureFile">Where the signature will stand; a file there is not part of the model.</param>
    /// <param name="key">The signer's private key: P-256, P-384 or P-521.</param>
    /// <param name="certificates">The certificate of the key and those it leads through; empty to sign by the key alone.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The bundle, and the manifest of what was signed.</returns>
    /// <exception cref="InvalidDataException">There is no file, or the first certificate is of another key.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<(JsonObject Bundle, ModelManifest Manifest)> SignAsync(
        string modelPath, string signatureFile, ECDsa key, IReadOnlyList<X509Certificate2> certificates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(certificates);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        if (certificates.Count > 0 && !certificates[0].PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey))
        {
            throw new InvalidDataException("the first certificate is not that of the key");
        }
        var manifest = await ModelManifest.ReadAsync(modelPath, signatureFile, cancellationToken).ConfigureAwait(false);
        if (manifest.Files.Count == 0)
        {
            throw new InvalidDataException($"{modelPath} holds no file to sign");
        }
        var payload = Encoding.UTF8.GetBytes(Statement(modelPath, signatureFile, manifest).ToJsonString());
        var hash = key.KeySize switch { 384 => HashAlgorithmName.SHA384, 521 => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA256 };
        var signature = key.SignData(DsseEnvelope.PreAuthenticationEncoding(PayloadType, payload), hash, DSASignatureFormat.Rfc3279DerSequence);
        JsonObject material = certificates.Count == 0
            ? new() { ["publicKey"] = new JsonObject { ["hint"] = Convert.ToHexStringLower(SHA256.HashData(publicKey)) } }
            : new()
            {
                ["x509CertificateChain"] = new JsonObject
                {
                    ["certificates"] = new JsonArray([.. certificates.Select(c => (JsonNode)new JsonObject { ["rawBytes"] = Convert.ToBase64String(c.RawData) })]),
                },
            };
        material["tlogEntries"] = new JsonArray();
        return (new JsonObject
        {
            ["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.3+json",
            ["verificationMaterial"] = material,
            ["dsseEnvelope"] = new DsseEnvelope { PayloadType = PayloadType, Payload = payload, Signatures = [new DsseSignature("", signature)] }.ToJson(),
        }, manifest);
    }

    private static JsonObject Statement(string modelPath, string signatureFile, ModelManifest manifest)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(modelPath)));
        var inside = Path.GetRelativePath(modelPath, signatureFile).Replace('\\', '/');
        return new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = name, ["digest"] = new JsonObject { ["sha256"] = manifest.Digest } }),
            ["predicateType"] = "https://model_signing/signature/v1.0",
            ["predicate"] = new JsonObject
            {
                ["serialization"] = new JsonObject
                {
                    ["method"] = "files", ["hash_type"] = "sha256", ["allow_symlinks"] = false,
                    ["ignore_paths"] = Directory.Exists(modelPath) && !inside.StartsWith("..", StringComparison.Ordinal) ? new JsonArray(inside) : new JsonArray(),
                },
                ["resources"] = new JsonArray([.. manifest.Files.Select(f => (JsonNode)new JsonObject { ["name"] = f.Key, ["algorithm"] = "sha256", ["digest"] = f.Value })]),
            },
        };
    }
}
