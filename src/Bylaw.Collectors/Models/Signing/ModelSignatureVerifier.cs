using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Sigstore;

namespace Bylaw.Collectors.Models.Signing;

/// <summary>Verifies OpenSSF model signatures offline: signature, signer, statement, and every file of the model.</summary>
/// <param name="clock">Says at which time certificates must be valid.</param>
public sealed class ModelSignatureVerifier(TimeProvider clock)
{
    private const string InTotoPayload = "application/vnd.in-toto+json";
    private const string CodeSigningOid = "1.3.6.1.5.5.7.3.3";
    private const int MaxBundleBytes = 64 << 20;

    /// <summary>Finds the signature file beside or inside a model.</summary>
    /// <param name="modelPath">A folder or a file.</param>
    /// <returns>The path, or null when there is none under a usual name.</returns>
    public static string? FindSignature(string modelPath)
    {
        string[] candidates = Directory.Exists(modelPath)
            ? [Path.Combine(modelPath, "model.sig"), Path.Combine(modelPath, "model.sigstore.json"), Path.TrimEndingDirectorySeparator(modelPath) + ".sig"]
            : [modelPath + ".sig", modelPath + ".sigstore.json", Path.Combine(Path.GetDirectoryName(modelPath) ?? "", "model.sig")];
        return Array.Find(candidates, File.Exists);
    }

    /// <summary>Verifies a signature over a model.</summary>
    /// <param name="signatureFile">The bundle.</param>
    /// <param name="modelPath">The model's folder, or its only file.</param>
    /// <param name="trust">Who may have signed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public ModelSignatureResult Verify(string signatureFile, string modelPath, ModelTrust trust, CancellationToken cancellationToken = default)
    {
        try
        {
            using var file = File.OpenRead(signatureFile);
            if (file.Length > MaxBundleBytes)
            {
                return Failed(null, null, "the signature file is too large to be one");
            }
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var result = VerifyBundle(bytes, trust, out var statement);
            if (statement is null)
            {
                return result;
            }
            var differences = ModelComparison.Compare(statement, modelPath, signatureFile, cancellationToken);
            return differences.Count == 0 ? result : result with { Verified = false, Problems = [.. result.Problems, .. differences] };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Failed(null, null, $"cannot be read: {fault.Message}");
        }
    }

    /// <summary>Verifies the bundle alone: who signed, and that the statement is sound.</summary>
    internal ModelSignatureResult VerifyBundle(byte[] bundle, ModelTrust trust, out ModelStatement? statement)
    {
        statement = null;
        try
        {
            using var json = JsonDocument.Parse(bundle, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            if (!json.RootElement.TryGetProperty("dsseEnvelope", out var envelopeJson) ||
                !json.RootElement.TryGetProperty("verificationMaterial", out var material))
            {
                return Failed(null, null, "the bundle needs `verificationMaterial` and `dsseEnvelope`");
            }
            if (!DsseEnvelope.TryParse(JsonSerializer.SerializeToUtf8Bytes(envelopeJson), out var envelope, out var problem))
            {
                return Failed(null, null, problem);
            }
            if (envelope.PayloadType != InTotoPayload)
            {
                return Failed(null, null, "the envelope holds no in-toto statement");
            }
            statement = ModelStatement.Read(envelope.Payload);
            return VerifySigner(bundle, material, envelope, statement, trust);
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or InvalidOperationException or CryptographicException or FormatException or KeyNotFoundException)
        {
            statement = null;
            return Failed(null, null, fault is InvalidDataException ? fault.Message : $"the bundle is damaged: {fault.Message}");
        }
    }

    private ModelSignatureResult VerifySigner(byte[] bundle, JsonElement material, DsseEnvelope envelope, ModelStatement statement, ModelTrust trust)
    {
        if (material.TryGetProperty("publicKey", out _))
        {
            return VerifyKey(envelope, trust);
        }
        if (material.TryGetProperty("x509CertificateChain", out var chain))
        {
            var certificates = chain.GetProperty("certificates").EnumerateArray()
                .Select(c => X509CertificateLoader.LoadCertificate(c.GetProperty("rawBytes").GetBytesFromBase64())).ToList();
            return certificates.Count > 0 ? VerifyCertificate(envelope, certificates, trust) : Failed(null, "certificate", "the certificate chain is empty");
        }
        return material.TryGetProperty("certificate", out _)
            ? VerifySigstore(bundle, statement, trust)
            : Failed(null, null, "the bundle names neither key nor certificate");
    }

    private static ModelSignatureResult VerifyKey(DsseEnvelope envelope, ModelTrust trust)
    {
        var signer = trust.Keys.FirstOrDefault(k => envelope.Verify([k]));
        return signer is not null ? Verified(signer.KeyId, "key")
            : Failed(null, "key", trust.Keys.IsEmpty ? "it is signed with a key, and no trusted key was given" : "no trusted key made the signature");
    }

    private ModelSignatureResult VerifyCertificate(DsseEnvelope envelope, List<X509Certificate2> certificates, ModelTrust trust)
    {
        var leaf = certificates[0];
        var signer = leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        if (!PublicVerificationKey.TryFromSpki(leaf.PublicKey.ExportSubjectPublicKeyInfo(), out var key) || !envelope.Verify([key]))
        {
            return Failed(signer, "certificate", "the certificate's key did not make the signature");
        }
        if (trust.Roots.IsEmpty)
        {
            return Failed(signer, "certificate", "it is signed with a certificate, and no trusted root was given");
        }
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trust.Roots.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(certificates.Skip(1).ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(CodeSigningOid));
        return chain.Build(leaf)
            ? Verified(signer, "certificate")
            : Failed(signer, "certificate", $"the certificate leads to no trusted root: {string.Join(", ", chain.ChainStatus.Select(s => s.Status).Distinct())}");
    }

    private static ModelSignatureResult VerifySigstore(byte[] bundle, ModelStatement statement, ModelTrust trust)
    {
        if (!SigstoreBundle.TryParse(bundle, out var parsed, out var problem))
        {
            return Failed(null, "sigstore", problem);
        }
        if (trust.Sigstore is null)
        {
            return Failed(null, "sigstore", "it is signed keyless, and no trusted root of Sigstore was given");
        }
        var policy = new SignerPolicy { Identity = trust.Identity, Issuer = trust.Issuer };
        return SigstoreVerifier.TryVerify(parsed, Convert.FromHexString(statement.SubjectDigest), trust.Sigstore, policy, out problem)
            ? Verified(trust.Identity!, "sigstore")
            : Failed(null, "sigstore", problem);
    }

    private static ModelSignatureResult Verified(string signer, string method) => new(true, true, signer, method, []);

    private static ModelSignatureResult Failed(string? signer, string? method, string problem) => new(true, false, signer, method, [problem]);
}
