using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Samples;

/// <summary>The keys of the samples' people. They follow from their names, so that a sample can be made anew and broken on purpose: they protect nothing.</summary>
internal static class SampleKeys
{
    private const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>Makes the private key of a person.</summary>
    public static ECDsa Of(string person) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = SHA256.HashData(Encoding.UTF8.GetBytes($"bylaw sample key of {person}")),
    });

    /// <summary>Writes a person's public key to <c>keys/PERSON.pub.pem</c>.</summary>
    public static void WritePublic(SampleFolder folder, string person)
    {
        using var key = Of(person);
        folder.Write($"keys/{person}.pub.pem", key.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>Gets the id by which a person's key is named as signer.</summary>
    public static string IdOf(string person)
    {
        using var key = Of(person);
        return PublicVerificationKey.TryFromSpki(key.ExportSubjectPublicKeyInfo(), out var known) ? known.KeyId : throw new CryptographicException("no key");
    }

    /// <summary>Signs an in-toto statement.</summary>
    public static JsonObject Sign(string person, JsonObject statement)
    {
        using var key = Of(person);
        var payload = Encoding.UTF8.GetBytes(statement.ToJsonString());
        var signature = key.SignData(DsseEnvelope.PreAuthenticationEncoding(PayloadType, payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new DsseEnvelope { PayloadType = PayloadType, Payload = payload, Signatures = [new DsseSignature(IdOf(person), signature)] }.ToJson();
    }

    /// <summary>Writes a signed file, unless one with the same payload and a good signature is there: signatures differ each time, and files should not.</summary>
    public static void WriteSigned(SampleFolder folder, string path, string person, JsonObject envelope, Func<JsonObject, JsonObject>? around = null)
    {
        if (folder.Exists(path) && JsonNode.Parse(folder.Read(path)) is JsonObject there)
        {
            var inner = around is null ? there : there["dsseEnvelope"] as JsonObject;
            using var key = Of(person);
            if (inner?["payload"]?.ToString() == envelope["payload"]!.ToString()
                && PublicVerificationKey.TryFromSpki(key.ExportSubjectPublicKeyInfo(), out var known)
                && DsseEnvelope.TryParse(JsonSerializer.SerializeToUtf8Bytes(inner), out var old, out _) && old.Verify([known]))
            {
                return;
            }
        }
        folder.Write(path, around is null ? envelope : around(envelope));
    }
}
