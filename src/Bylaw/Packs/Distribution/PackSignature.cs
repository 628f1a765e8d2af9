using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Notes;

namespace Bylaw.Packs.Distribution;

/// <summary>A signature over a pack: an in-toto statement that names pack and digest, in a DSSE envelope.</summary>
public static class PackSignature
{
    /// <summary>The type of what is stated.</summary>
    public const string PredicateType = "urn:bylaw:pack:v1";

    private const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>Signs a pack.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="digest">The digest of its contents, 64 hexadecimal digits.</param>
    /// <param name="key">An Ed25519 key.</param>
    /// <returns>The envelope as JSON text.</returns>
    public static string Sign(Pack pack, string digest, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(key);
        var statement = new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = pack.Id, ["digest"] = new JsonObject { ["sha256"] = digest } }),
            ["predicateType"] = PredicateType,
            ["predicate"] = new JsonObject { ["version"] = pack.Version, ["controls"] = pack.Controls.Length },
        };
        var payload = Encoding.UTF8.GetBytes(statement.ToJsonString());
        var signature = key.Sign(DsseEnvelope.PreAuthenticationEncoding(PayloadType, payload));
        var envelope = new DsseEnvelope
        {
            PayloadType = PayloadType,
            Payload = payload,
            Signatures = [new DsseSignature(PublicVerificationKey.FromEd25519(key.PublicKey).KeyId, signature)],
        };
        return envelope.ToJson().ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
    }

    /// <summary>Checks a signature.</summary>
    /// <param name="envelope">The envelope as JSON text.</param>
    /// <param name="digest">The digest of the contents that are at hand.</param>
    /// <param name="keys">The keys that are trusted.</param>
    /// <returns>Null when a trusted key signed exactly these contents; else what is wrong, in one line.</returns>
    public static string? Problem(ReadOnlyMemory<byte> envelope, string digest, IReadOnlyCollection<PublicVerificationKey> keys)
    {
        if (!DsseEnvelope.TryParse(envelope, out var parsed, out var problem))
        {
            return problem;
        }
        if (keys.Count == 0)
        {
            return "no key is trusted: name the public key that it must be signed by";
        }
        if (parsed.PayloadType != PayloadType || !parsed.Verify(keys))
        {
            return "the signature is by none of the trusted keys, or what was signed has been changed";
        }
        try
        {
            var statement = JsonNode.Parse(parsed.Payload) as JsonObject ?? [];
            var signed = statement["subject"]?[0]?["digest"]?["sha256"]?.ToString();
            return statement["predicateType"]?.ToString() != PredicateType ? "what was signed is no pack"
                : signed != digest ? $"the signature is over contents {signed}, and these are {digest}: the pack was changed after it was signed"
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return "what was signed is no statement about a pack";
        }
    }
}
