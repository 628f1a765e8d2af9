using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Ledger.Sigstore;

/// <summary>What a bundle claims to have put on record.</summary>
/// <param name="Signature">The signature.</param>
/// <param name="Digest">The digest of what was signed: of the file, or of the envelope's pre-authentication encoding.</param>
/// <param name="Envelope">The envelope; null for a plain file.</param>
/// <param name="CertificateDer">The signer's certificate; null for a plain key.</param>
/// <param name="Key">The signer's key.</param>
internal sealed record SignedContent(
    byte[] Signature, byte[] Digest, DsseEnvelope? Envelope, byte[]? CertificateDer, PublicVerificationKey Key);

/// <summary>Compares the body of a log entry with the signature it is said to be about.</summary>
/// <remarks>Source: Rekor entry types hashedrekord 0.0.1 and 0.0.2, dsse 0.0.1 and 0.0.2, intoto 0.0.2.</remarks>
internal static class EntryBody
{
    public static void RequireMatch(byte[] body, SignedContent content)
    {
        using var document = ParseBody(body);
        var json = document.RootElement;
        var spec = json.Member("spec");
        var kind = $"{json.Text("kind")} {json.Text("apiVersion")}";
        switch (kind)
        {
            case "hashedrekord 0.0.1":
                var hash = spec.Member("data").Member("hash");
                Digest(Convert.FromHexString(RequireHex(hash.Text("value"))), content.Digest);
                Signature(spec.Member("signature").Bytes("content"), content);
                Verifier(FromPem(spec.Member("signature").Member("publicKey").Bytes("content")), content);
                break;
            case "hashedrekord 0.0.2":
                var record = spec.Member("hashedRekordV002");
                Digest(record.Member("data").Bytes("digest"), content.Digest);
                Signature(record.Member("signature").Bytes("content"), content);
                Verifier(FromVerifier(record.Member("signature").Member("verifier")), content);
                break;
            case "dsse 0.0.1":
                Digest(Convert.FromHexString(RequireHex(spec.Member("payloadHash").Text("value"))), PayloadDigest(content));
                Any(spec.Items("signatures"), s => (s.Bytes("signature"), FromPem(s.Bytes("verifier"))), content);
                break;
            case "dsse 0.0.2":
                var dsse = spec.Member("dsseV002");
                Digest(dsse.Member("payloadHash").Bytes("digest"), PayloadDigest(content));
                Any(dsse.Items("signatures"), s => (s.Bytes("content"), FromVerifier(s.Member("verifier"))), content);
                break;
            case "intoto 0.0.2":
                var inner = spec.Member("content");
                Digest(Convert.FromHexString(RequireHex(inner.Member("payloadHash").Text("value"))), PayloadDigest(content));
                // This kind holds the signature's base64 text encoded once more.
                Any(
                    inner.Member("envelope").Items("signatures"),
                    s => (Twice(s.Bytes("sig")), FromPem(s.Bytes("publicKey"))),
                    content);
                break;
            default:
                throw new VerificationFailure($"a log entry of kind `{kind}` is not known here");
        }
    }

    private static JsonDocument ParseBody(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
        }
        catch (JsonException)
        {
            throw new VerificationFailure("the log entry's body is not JSON");
        }
    }

    private static byte[] PayloadDigest(SignedContent content)
    {
        VerificationFailure.Unless(content.Envelope is not null, "the log entry is about an envelope, the bundle is not");
        return SHA256.HashData(content.Envelope.Payload);
    }

    private static void Digest(byte[] logged, byte[] actual) =>
        VerificationFailure.Unless(logged.AsSpan().SequenceEqual(actual), "the log entry is about other content");

    private static void Signature(byte[] logged, SignedContent content) =>
        VerificationFailure.Unless(logged.AsSpan().SequenceEqual(content.Signature), "the log entry holds another signature");

    private static void Verifier(byte[] logged, SignedContent content) =>
        VerificationFailure.Unless(IsSigner(logged, content), "the log entry names another certificate or key");

    private static bool IsSigner(byte[] logged, SignedContent content) =>
        logged.AsSpan().SequenceEqual(content.CertificateDer ?? content.Key.SubjectPublicKeyInfo);

    private static void Any(
        IEnumerable<JsonElement> signatures, Func<JsonElement, (byte[] Signature, byte[] Verifier)> read, SignedContent content) =>
        VerificationFailure.Unless(
            signatures.Select(read).Any(s => s.Signature.AsSpan().SequenceEqual(content.Signature) && IsSigner(s.Verifier, content)),
            "the log entry holds no such signature by this signer");

    private static byte[] FromPem(byte[] bytes)
    {
        var pem = Encoding.UTF8.GetString(bytes);
        VerificationFailure.Unless(PemEncoding.TryFind(pem, out var fields), "the log entry's key is not PEM");
        return Convert.FromBase64String(pem[fields.Base64Data]);
    }

    private static byte[] FromVerifier(JsonElement verifier) =>
        (verifier.Optional("x509Certificate") ?? verifier.Member("publicKey")).Bytes("rawBytes");

    private static byte[] Twice(byte[] bytes)
    {
        var buffer = new byte[bytes.Length];
        VerificationFailure.Unless(
            Convert.TryFromBase64String(Encoding.UTF8.GetString(bytes), buffer, out var length), "the log entry's signature is not base64");
        return buffer[..length];
    }

    private static string RequireHex(string text)
    {
        VerificationFailure.Unless(text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit), "the log entry's digest is not hexadecimal");
        return text;
    }
}
