using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Accept.Ledger;

/// <summary>The DSSE vector: pre-authentication encoding, and an ECDSA signature in fixed form over it.</summary>
internal static class DsseCases
{
    public static void Run(string folder, Tally tally)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Where(f => f.Contains("dsse-", StringComparison.Ordinal)))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var json = document.RootElement;
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("pae", out var pae))
            {
                continue;
            }
            var id = LedgerSet.Id(folder, file);
            var encoded = DsseEnvelope.PreAuthenticationEncoding(
                json.GetProperty("payloadType").GetString()!, Encoding.UTF8.GetBytes(json.GetProperty("body").GetString()!));
            LedgerSet.Expect(tally, id + "#pae", true, Encoding.UTF8.GetString(encoded) == pae.GetString());
            if (json.TryGetProperty("ecdsaP256", out var point))
            {
                var key = Key(point);
                var signature = json.GetProperty("sigB64RawRS").GetBytesFromBase64();
                LedgerSet.Expect(tally, id + "#signature", true, key.VerifyFixedForm(encoded, signature));
                encoded[^1] ^= 1;
                LedgerSet.Expect(tally, id + "#changed", false, key.VerifyFixedForm(encoded, signature));
            }
        }
    }

    private static PublicVerificationKey Key(JsonElement point)
    {
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Coordinate(point, "x"), Y = Coordinate(point, "y") },
        });
        return PublicVerificationKey.TryFromSpki(ecdsa.ExportSubjectPublicKeyInfo(), out var key)
            ? key
            : throw new InvalidDataException("the vector's key is not a key");
    }

    private static byte[] Coordinate(JsonElement point, string name)
    {
        var bytes = BigInteger.Parse(point.GetProperty(name).GetString()!, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
