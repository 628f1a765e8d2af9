using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Models.Signing;
using Bylaw.Ledger.Dsse;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Models;

public sealed class ModelSignatureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelSignatureVerifier _verifier = new(TimeProvider.System);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    public void Dispose()
    {
        _folder.Dispose();
        _key.Dispose();
    }

    [Fact]
    public void A_signature_by_a_trusted_key_over_every_file_verifies()
    {
        var signature = Sign();

        var result = _verifier.Verify(signature, _folder.Path, TrustKey());

        Assert.Empty(result.Problems);
        Assert.True(result is { Verified: true, Method: "key" });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_signer_writes_verifies_until_a_file_changes(bool byCertificate)
    {
        _folder.Write("weights.bin", "weights");
        _folder.Write("sub/config.json", "{}");
        var (root, leaf) = Certificates();
        var path = Path.Combine(_folder.Path, "model.sig");

        var (bundle, manifest) = await ModelSigner.SignAsync(_folder.Path, path, _key, byCertificate ? [leaf] : [], TestContext.Current.CancellationToken);
        _folder.Write("model.sig", bundle.ToJsonString());
        var trust = byCertificate ? new ModelTrust { Roots = [root] } : TrustKey();
        var result = _verifier.Verify(path, _folder.Path, trust);

        Assert.Empty(result.Problems);
        Assert.Equal((true, byCertificate ? "certificate" : "key", 2), (result.Verified, result.Method, manifest.Files.Count));
        _folder.Write("weights.bin", "other");
        Assert.False(_verifier.Verify(path, _folder.Path, trust).Verified);
    }

    [Fact]
    public async Task A_certificate_of_another_key_and_a_folder_without_files_are_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (_, leaf) = Certificates();

        await Assert.ThrowsAsync<InvalidDataException>(() => ModelSigner.SignAsync(_folder.Path, "x.sig", _key, [], TestContext.Current.CancellationToken));
        _folder.Write("weights.bin", "weights");
        await Assert.ThrowsAsync<InvalidDataException>(() => ModelSigner.SignAsync(_folder.Path, "x.sig", other, [leaf], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_model_of_one_file_is_signed_beside_it()
    {
        var file = _folder.Write("model.onnx", "weights");
        var (bundle, _) = await ModelSigner.SignAsync(file, file + ".sig", _key, [], TestContext.Current.CancellationToken);
        _folder.Write("model.onnx.sig", bundle.ToJsonString());

        Assert.Empty(_verifier.Verify(file + ".sig", file, TrustKey()).Problems);
    }

    [Fact]
    public void A_changed_file_does_not_verify()
    {
        var signature = Sign();
        _folder.Write("weights.bin", "other");

        Assert.Contains("file 'weights.bin' is not as signed", _verifier.Verify(signature, _folder.Path, TrustKey()).Problems);
    }

    [Fact]
    public void A_file_that_was_added_does_not_verify_even_when_the_statement_ignores_it()
    {
        var signature = Sign(ignored: "extra.pkl");
        _folder.Write("extra.pkl", "x");

        Assert.Contains("file 'extra.pkl' is not covered by the signature", _verifier.Verify(signature, _folder.Path, TrustKey()).Problems);
    }

    [Fact]
    public void A_key_that_nobody_trusts_does_not_verify()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.False(_verifier.Verify(Sign(), _folder.Path, TrustKey(other)).Verified);
        Assert.False(_verifier.Verify(Sign(), _folder.Path, ModelTrust.Nobody).Verified);
    }

    [Fact]
    public void A_certificate_that_leads_to_a_trusted_root_verifies_and_names_its_holder()
    {
        var (root, leaf) = Certificates();
        var signature = Sign(certificate: leaf);

        var result = _verifier.Verify(signature, _folder.Path, new ModelTrust { Roots = [root] });
        var (otherRoot, _) = Certificates();

        Assert.True(result.Verified, string.Join("; ", result.Problems));
        Assert.Equal(("Model builder", "certificate"), (result.Signer, result.Method));
        Assert.False(_verifier.Verify(signature, _folder.Path, new ModelTrust { Roots = [otherRoot] }).Verified);
    }

    [Theory]
    [InlineData("valid/key.bundle.json", "no trusted key was given")]
    [InlineData("valid/certificate.bundle.json", "no trusted root was given")]
    [InlineData("valid/sigstore.bundle.json", "no trusted root of Sigstore was given")]
    public void The_published_valid_bundles_are_sound_and_lack_only_trust(string name, string wanted)
    {
        var bundle = File.ReadAllBytes(Path.Combine(SharedData.Require("ledger-and-schemas/oms/test-vectors/v1.0"), name));

        var result = _verifier.VerifyBundle(bundle, ModelTrust.Nobody, out var statement);

        Assert.NotNull(statement);
        Assert.Contains(wanted, Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void No_published_invalid_bundle_verifies_whoever_is_trusted()
    {
        var folder = SharedData.Require("ledger-and-schemas/oms/test-vectors/v1.0");
        foreach (var path in Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Where(p => p.Contains("/invalid", StringComparison.Ordinal)))
        {
            var result = _verifier.VerifyBundle(File.ReadAllBytes(path), TrustKey(), out _);

            Assert.True(result is { Verified: false, Problems.Length: > 0 }, path);
        }
    }

    [Fact]
    public void Every_flipped_bit_of_a_bundle_is_noticed()
    {
        var bytes = File.ReadAllBytes(Sign());
        var original = Encoding.UTF8.GetString(bytes);
        for (var at = original.IndexOf("\"payload\"", StringComparison.Ordinal) + 12; at < original.IndexOf("\"payloadType\"", StringComparison.Ordinal) - 8; at += 7)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 1;

            Assert.False(_verifier.VerifyBundle(changed, TrustKey(), out _).Verified);
        }
    }

    private ModelTrust TrustKey(ECDsa? key = null)
    {
        Assert.True(PublicVerificationKey.TryFromSpki((key ?? _key).ExportSubjectPublicKeyInfo(), out var trusted));
        return new ModelTrust { Keys = [trusted] };
    }

    private string Sign(string? ignored = null, X509Certificate2? certificate = null)
    {
        _folder.Write("weights.bin", "weights");
        _folder.Write("sub/config.json", "{}");
        var path = Path.Combine(_folder.Path, "model.sig");
        var files = ModelManifest.ListFiles(_folder.Path, path)
            .ToDictionary(f => f, f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder.Path, f)))));
        var manifest = ModelManifest.Of(files);
        var payload = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = "model", ["digest"] = new JsonObject { ["sha256"] = manifest.Digest } }),
            ["predicateType"] = "https://model_signing/signature/v1.0",
            ["predicate"] = new JsonObject
            {
                ["resources"] = new JsonArray([.. manifest.Files.Select(f => (JsonNode)new JsonObject { ["name"] = f.Key, ["digest"] = f.Value, ["algorithm"] = "sha256" })]),
                ["serialization"] = new JsonObject
                {
                    ["method"] = "files", ["hash_type"] = "sha256", ["allow_symlinks"] = false, ["ignore_paths"] = new JsonArray(ignored ?? "model.sig"),
                },
            },
        }.ToJsonString());
        var message = DsseEnvelope.PreAuthenticationEncoding("application/vnd.in-toto+json", payload);
        var signature = _key.SignData(message, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence);
        JsonNode material = certificate is null
            ? new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = "test" } }
            : new JsonObject { ["x509CertificateChain"] = new JsonObject { ["certificates"] = new JsonArray(new JsonObject { ["rawBytes"] = Convert.ToBase64String(certificate.RawData) }) } };
        return _folder.Write("model.sig", new JsonObject
        {
            ["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.3+json",
            ["verificationMaterial"] = material,
            ["dsseEnvelope"] = new DsseEnvelope
            {
                PayloadType = "application/vnd.in-toto+json", Payload = payload, Signatures = [new DsseSignature("", signature)],
            }.ToJson(),
        }.ToJsonString());
    }

    private (X509Certificate2 Root, X509Certificate2 Leaf) Certificates()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UnixEpoch.AddYears(30);
        var rootRequest = new CertificateRequest("CN=Test root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = rootRequest.CreateSelfSigned(now, now.AddYears(200));
        var leafRequest = new CertificateRequest("CN=Model builder", _key, HashAlgorithmName.SHA256);
        leafRequest.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], false));
        var leaf = leafRequest.Create(root, now, now.AddYears(150), [1, 2, 3, 4]);
        return (X509CertificateLoader.LoadCertificate(root.RawData), leaf);
    }
}
