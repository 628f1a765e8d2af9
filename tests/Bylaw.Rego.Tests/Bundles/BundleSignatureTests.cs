using System.Security.Cryptography;
using System.Text;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Bundles.Signatures;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Bundles;

/// <summary>Signatures of bundles: what we sign verifies, and nothing that was changed does.</summary>
public sealed class BundleSignatureTests
{
    private static readonly string _secret = string.Concat(Enumerable.Repeat("bundle-", 6));

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS512")]
    [InlineData("PS384")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("HS256")]
    [InlineData("HS512")]
    public void A_bundle_signed_by_the_key_is_verified(string algorithm)
    {
        var (signing, verification) = Keys(algorithm);
        var packed = Pack(signing);

        var bundle = Bundle.ReadArchive("b", new MemoryStream(packed), verification: verification);

        Assert.Equal(SignatureState.Verified, bundle.Signature);
        Assert.Single(bundle.Modules);
    }

    [Fact]
    public void The_signature_of_another_key_is_refused()
    {
        var (signing, _) = Keys("ES256");
        var (_, other) = Keys("ES256");

        Assert.Contains("not that of the given key", Refusal(Pack(signing), other), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_does_not_choose_how_it_is_checked()
    {
        // The public key as a shared secret: the oldest forgery of tokens there is.
        var (_, verification) = Keys("RS256");
        var forged = Pack(new BundleSigning(verification.Key) { Algorithm = "HS256" });

        Assert.Contains("\"HS256\", but RS256 is asked for", Refusal(forged, verification), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_without_a_signature_is_refused_when_a_key_is_given() =>
        Assert.Contains("bundle missing .signatures.json file", Refusal(Pack(null), Keys("HS256").Verification), StringComparison.Ordinal);

    [Fact]
    public void A_signed_bundle_read_without_a_key_says_so() =>
        Assert.Equal(SignatureState.NotVerified, Bundle.ReadArchive("b", new MemoryStream(Pack(Keys("HS256").Signing))).Signature);

    [Theory]
    [InlineData("change", "p.rego: digest mismatch")]
    [InlineData("add", "file extra.txt not included in bundle signature")]
    [InlineData("remove", "file p.rego specified in bundle signatures but not found")]
    public void A_file_that_was_changed_added_or_removed_is_found(string what, string message)
    {
        var (signing, verification) = Keys("HS256");
        List<BundleFile> files = [File("/p.rego", "package p"), File("/data.json", "{}")];
        files.Add(File("/.signatures.json", BundleSignatures.Sign(files, signing).ToJson()));
        switch (what)
        {
            case "change":
                files[0] = File("/p.rego", "package p\n");
                break;
            case "add":
                files.Add(File("/extra.txt", "x"));
                break;
            default:
                files.RemoveAt(0);
                break;
        }

        Assert.Contains(message, Assert.Throws<FormatException>(() => BundleSignatures.Verify(files, verification)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_can_be_excluded_by_pattern()
    {
        var (signing, verification) = Keys("HS256");
        List<BundleFile> files = [File("/data.json", "{}")];
        files.Add(File("/.signatures.json", BundleSignatures.Sign(files, signing).ToJson()));
        files.Add(File("/notes/a/b.txt", "x"));

        BundleSignatures.Verify(files, verification with { ExcludedFiles = ["notes/**"] });
        Assert.Throws<FormatException>(() => BundleSignatures.Verify(files, verification with { ExcludedFiles = ["notes/*"] }));
    }

    [Theory]
    [InlineData("write", "scope mismatch: the signature is for `read`, not `write`")]
    [InlineData("", "scope mismatch")]
    public void The_scope_must_be_the_one_that_is_asked_for(string scope, string message)
    {
        var (signing, verification) = Keys("HS256");
        var packed = Pack(signing with { Claims = RegoObject.Create(("scope", "read"), ("keyid", "k1")) });

        Assert.Contains(message, Refusal(packed, verification with { Scope = scope }), StringComparison.Ordinal);
        Assert.Contains("names the key \"k1\"", Refusal(packed, verification with { Scope = "read", KeyId = "k2" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_are_digested_by_what_they_say()
    {
        var (signing, verification) = Keys("HS256");
        List<BundleFile> files = [File("/data.json", """{"b": [1.50, "<é>"], "a": {}}""")];
        var signature = BundleSignatures.Sign(files, signing);
        List<BundleFile> same = [File("/data.json", "{\"a\":{},\n \"b\":[1.50,\"<\\u00e9>\"]}"), File("/.signatures.json", signature.ToJson())];
        List<BundleFile> other = [File("/data.json", """{"a":{},"b":[1.5,"<é>"]}"""), File("/.signatures.json", signature.ToJson())];

        BundleSignatures.Verify(same, verification);
        Assert.Throws<FormatException>(() => BundleSignatures.Verify(other, verification));
        // The digest that OPA's signer gives for this text: SHA-256 of {"a":{},"b":[1.50,"<é>"]}.
        var payload = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(signature.Get("signatures").AsArray()[0].AsString().Split('.')[1]));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData("""{"a":{},"b":[1.50,"<é>"]}"""u8)), payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA-1")]
    [InlineData("CRC32")]
    public void Digests_that_can_be_forged_are_refused(string algorithm)
    {
        var (signing, verification) = Keys("HS256");
        var claims = RegoObject.Create(("files", RegoArray.Create(RegoObject.Create(("name", "p.rego"), ("hash", "00"), ("algorithm", algorithm)))));
        var header = System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"HS256"}"""u8);
        var signed = $"{header}.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(RegoValue.From(claims).ToJson()))}";
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(signing.Key), Encoding.UTF8.GetBytes(signed));
        var token = $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(mac)}";
        List<BundleFile> files = [File("/p.rego", "package p"), File("/.signatures.json", RegoValue.From(RegoObject.Create(("signatures", RegoArray.Create(token)))).ToJson())];

        Assert.Contains(algorithm, Assert.Throws<FormatException>(() => BundleSignatures.Verify(files, verification)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"signatures": []}""")]
    [InlineData("""{"signatures": ["a.b"]}""")]
    [InlineData("""{"signatures": ["a.b.c"]}""")]
    [InlineData("""{"signatures": ["a.b.c"], "plugin": "other"}""")]
    [InlineData("""[]""")]
    [InlineData("""{""")]
    public void A_broken_signature_file_is_refused(string text)
    {
        List<BundleFile> files = [File("/.signatures.json", text)];

        Assert.Throws<FormatException>(() => BundleSignatures.Verify(files, Keys("HS256").Verification));
    }

    [Fact]
    public void A_key_that_does_not_fit_the_algorithm_is_refused_by_name()
    {
        var (signing, _) = Keys("ES256");

        Assert.Contains("RS256", Assert.Throws<FormatException>(() => BundleSignatures.Sign([], signing with { Algorithm = "RS256" })).Message, StringComparison.Ordinal);
        Assert.Contains("no signature algorithm `XS1`", Assert.Throws<FormatException>(() => BundleSignatures.Sign([], signing with { Algorithm = "XS1" })).Message, StringComparison.Ordinal);
    }

    private static string Refusal(byte[] packed, BundleVerification verification) =>
        Assert.Throws<FormatException>(() => Bundle.ReadArchive("b", new MemoryStream(packed), verification: verification)).Message;

    private static byte[] Pack(BundleSigning? signing)
    {
        var bundle = new Bundle(
            BundleManifest.Default, [new BundleModule("/p.rego", new Text.SourceText("p.rego", "package p\n"), null)], RegoObject.Create(("a", 1)), []);
        using var packed = new MemoryStream();
        BundleWriter.Write(bundle, "r1", RegoVersion.V1, packed, signing);
        return packed.ToArray();
    }

    private static BundleFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    private static (BundleSigning Signing, BundleVerification Verification) Keys(string algorithm)
    {
        switch (algorithm[..2])
        {
            case "HS":
                return (new BundleSigning(_secret) { Algorithm = algorithm }, new BundleVerification(_secret) { Algorithm = algorithm });
            case "ES":
                using (var key = ECDsa.Create(algorithm == "ES256" ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384))
                {
                    return (new BundleSigning(key.ExportPkcs8PrivateKeyPem()) { Algorithm = algorithm },
                        new BundleVerification(key.ExportSubjectPublicKeyInfoPem()) { Algorithm = algorithm });
                }
            default:
                using (var key = RSA.Create(2048))
                {
                    return (new BundleSigning(key.ExportRSAPrivateKeyPem()) { Algorithm = algorithm },
                        new BundleVerification(key.ExportSubjectPublicKeyInfoPem()) { Algorithm = algorithm });
                }
        }
    }
}
