using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Ledger.Dsse;

/// <summary>One signature of an envelope.</summary>
/// <param name="KeyId">A hint which key it is by; empty when there is none. It is not authenticated.</param>
/// <param name="Signature">The signature's bytes.</param>
public sealed record DsseSignature(string KeyId, byte[] Signature);

/// <summary>A payload with its type and signatures over both.</summary>
/// <remarks>Source: DSSE v1.0.2. Reading proves nothing; <see cref="Verify"/> does.</remarks>
public sealed record DsseEnvelope
{
    /// <summary>Gets the media type of the payload.</summary>
    public required string PayloadType { get; init; }

    /// <summary>Gets the payload's bytes.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>Gets the signatures.</summary>
    public required ImmutableArray<DsseSignature> Signatures { get; init; }

    /// <summary>Returns the bytes that are signed: type and payload, each led by its length.</summary>
    /// <param name="payloadType">The media type.</param>
    /// <param name="payload">The payload.</param>
    /// <returns>The pre-authentication encoding.</returns>
    public static byte[] PreAuthenticationEncoding(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        var head = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {type.Length} ");
        var middle = string.Create(CultureInfo.InvariantCulture, $" {payload.Length} ");
        return [.. Encoding.ASCII.GetBytes(head), .. type, .. Encoding.ASCII.GetBytes(middle), .. payload];
    }

    /// <summary>Reads an envelope from JSON.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="problem">What is wrong, when it cannot be read.</param>
    /// <returns>True when it is well formed and carries a signature.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out DsseEnvelope envelope, out string problem)
    {
        envelope = null!;
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            return TryRead(document.RootElement, out envelope, out problem);
        }
        catch (JsonException error)
        {
            problem = $"the envelope is not JSON: {error.Message}";
            return false;
        }
    }

    /// <summary>Tells whether at least one of the keys has signed the envelope.</summary>
    /// <param name="keys">The keys that are trusted.</param>
    /// <param name="threshold">How many different keys must have signed. Default 1.</param>
    /// <returns>True when enough have.</returns>
    public bool Verify(IReadOnlyCollection<PublicVerificationKey> keys, int threshold = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 1);
        var message = PreAuthenticationEncoding(PayloadType, Payload);
        // The key id is only a hint, so each key is tried on each signature.
        return keys.Where(k => Signatures.Any(s => k.Verify(message, s.Signature))).Select(k => k.KeyId).Distinct().Count() >= threshold;
    }

    /// <summary>Returns the envelope as JSON.</summary>
    /// <returns>A new object.</returns>
    public JsonObject ToJson() => new()
    {
        ["payload"] = Convert.ToBase64String(Payload),
        ["payloadType"] = PayloadType,
        ["signatures"] = new JsonArray([.. Signatures.Select(s =>
            (JsonNode)new JsonObject { ["keyid"] = s.KeyId, ["sig"] = Convert.ToBase64String(s.Signature) })]),
    };

    internal static bool TryRead(JsonElement root, out DsseEnvelope envelope, out string problem)
    {
        envelope = null!;
        problem = "the envelope needs `payload`, `payloadType` and `signatures`";
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("payload", out var payload)
            || !root.TryGetProperty("payloadType", out var type)
            || type.ValueKind != JsonValueKind.String
            || !root.TryGetProperty("signatures", out var list)
            || list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }
        if (!TryBase64(payload, out var payloadBytes))
        {
            problem = "the envelope's payload is not base64";
            return false;
        }
        var signatures = ImmutableArray.CreateBuilder<DsseSignature>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("sig", out var sig) || !TryBase64(sig, out var bytes))
            {
                problem = "a signature of the envelope is not base64";
                return false;
            }
            var keyId = item.TryGetProperty("keyid", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "";
            signatures.Add(new DsseSignature(keyId, bytes));
        }
        if (signatures.Count == 0)
        {
            problem = "the envelope has no signature";
            return false;
        }
        problem = "";
        envelope = new DsseEnvelope { PayloadType = type.GetString()!, Payload = payloadBytes, Signatures = signatures.ToImmutable() };
        return true;
    }

    /// <summary>DSSE lets a reader meet standard or URL-safe base64.</summary>
    private static bool TryBase64(JsonElement value, out byte[] bytes)
    {
        bytes = [];
        if (value.ValueKind != JsonValueKind.String)
        {
            return false;
        }
        var text = value.GetString()!.Replace('-', '+').Replace('_', '/');
        text = text.PadRight(text.Length + ((4 - (text.Length % 4)) % 4), '=');
        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, buffer, out var length))
        {
            return false;
        }
        bytes = buffer[..length];
        return true;
    }
}
