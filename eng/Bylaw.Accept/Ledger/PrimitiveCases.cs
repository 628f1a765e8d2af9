using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Notes;

namespace Bylaw.Accept.Ledger;

/// <summary>Signature, MAC and cipher vectors: Wycheproof files by their algorithm, CCTV's Ed25519 edge cases by their flags.</summary>
internal static class PrimitiveCases
{
    /// <summary>A component of small order beside the prime-order one leaves the plain equation deciding; all other flags mean refusal.</summary>
    private static readonly HashSet<string> _harmless = ["low_order_component_A", "low_order_component_R"];

    public static void Run(string folder, Tally tally)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (!name.StartsWith("wycheproof_", StringComparison.Ordinal) && !name.StartsWith("cctv_", StringComparison.Ordinal))
            {
                continue;
            }
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var id = LedgerSet.Id(folder, file);
            if (document.RootElement.ValueKind == JsonValueKind.Array)
            {
                RunCctv(id, document.RootElement, tally);
            }
            else
            {
                RunWycheproof(id, document.RootElement, tally);
            }
        }
    }

    private static void RunCctv(string id, JsonElement cases, Tally tally)
    {
        foreach (var item in cases.EnumerateArray())
        {
            var flags = item.TryGetProperty("flags", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select(f => f.GetString()!).ToList()
                : [];
            var got = Ed25519.Verify(Hex(item, "key"), Encoding.UTF8.GetBytes(item.GetProperty("msg").GetString()!), Hex(item, "sig"));
            LedgerSet.Expect(tally, $"{id}#{item.GetProperty("number")}", flags.TrueForAll(_harmless.Contains), got, string.Join(' ', flags));
        }
    }

    private static void RunWycheproof(string id, JsonElement json, Tally tally)
    {
        var algorithm = json.GetProperty("algorithm").GetString();
        foreach (var group in json.GetProperty("testGroups").EnumerateArray())
        {
            var verify = algorithm switch
            {
                "EDDSA" => Eddsa(group),
                "ECDSA" => Ecdsa(group),
                "HMACSHA256" => t => Hmac(group, t),
                "AES-GCM" => t => AesGcmOpens(group, t),
                _ => null,
            };
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var name = $"{id}#{test.GetProperty("tcId")}";
                if (verify is null)
                {
                    tally.Skip(name, $"declined: the ledger uses no {algorithm}");
                }
                else if (algorithm == "AES-GCM" && (group.GetProperty("ivSize").GetInt32() != 96 || group.GetProperty("tagSize").GetInt32() != 128))
                {
                    tally.Skip(name, "declined: the vault uses nonces of 96 and tags of 128 bits only");
                }
                else
                {
                    LedgerSet.Expect(tally, name, test.GetProperty("result").GetString() == "valid", verify(test));
                }
            }
        }
    }

    private static Func<JsonElement, bool> Eddsa(JsonElement group)
    {
        var key = Hex(group.GetProperty("publicKey"), "pk");
        return t => Ed25519.Verify(key, Hex(t, "msg"), Hex(t, "sig"));
    }

    private static Func<JsonElement, bool> Ecdsa(JsonElement group) =>
        PublicVerificationKey.TryFromSpki(Hex(group, "publicKeyDer"), out var key)
            ? t => key.Verify(Hex(t, "msg"), Hex(t, "sig"))
            : _ => false;

    private static bool Hmac(JsonElement group, JsonElement test)
    {
        var mac = HMACSHA256.HashData(Hex(test, "key"), Hex(test, "msg"));
        return CryptographicOperations.FixedTimeEquals(mac.AsSpan(0, group.GetProperty("tagSize").GetInt32() / 8), Hex(test, "tag"));
    }

    private static bool AesGcmOpens(JsonElement group, JsonElement test)
    {
        using var cipher = new AesGcm(Hex(test, "key"), group.GetProperty("tagSize").GetInt32() / 8);
        var ciphertext = Hex(test, "ct");
        var plain = new byte[ciphertext.Length];
        try
        {
            cipher.Decrypt(Hex(test, "iv"), ciphertext, Hex(test, "tag"), plain, Hex(test, "aad"));
            return plain.AsSpan().SequenceEqual(Hex(test, "msg"));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static byte[] Hex(JsonElement json, string name) => Convert.FromHexString(json.GetProperty(name).GetString()!);
}
