using System.Text.Json;
using Bylaw.Ledger.Merkle;

namespace Bylaw.Accept.Ledger;

/// <summary>Inclusion and consistency proofs, also of subtrees; the kind is told by the folder's name.</summary>
internal static class MerkleCases
{
    public static void Run(string folder, Tally tally)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var id = LedgerSet.Id(folder, file);
            var kind = Array.FindLast(
                id.Split('/'), s => s is "inclusion" or "consistency" or "subtreeinclusion" or "subtreeconsistency");
            if (kind is null)
            {
                continue;
            }
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var json = document.RootElement;
            var wantError = json.TryGetProperty("wantErr", out var error) && error.GetBoolean();
            LedgerSet.Expect(tally, id, !wantError, Verify(kind, json));
        }
    }

    private static bool Verify(string kind, JsonElement json) => kind switch
    {
        "inclusion" => MerkleProof.VerifyInclusion(
            Number(json, "leafIdx"), Number(json, "treeSize"), Bytes(json, "leafHash"), Proof(json), Bytes(json, "root")),
        "consistency" => MerkleProof.VerifyConsistency(
            Number(json, "size1"), Number(json, "size2"), Bytes(json, "root1"), Bytes(json, "root2"), Proof(json)),
        "subtreeinclusion" => MerkleProof.VerifySubtreeInclusion(
            Number(json, "leafIdx"), Number(json, "start"), Number(json, "end"), Bytes(json, "leafHash"), Proof(json), Bytes(json, "root")),
        _ => MerkleProof.VerifySubtreeConsistency(
            Number(json, "start"), Number(json, "end"), Number(json, "size"), Bytes(json, "root1"), Bytes(json, "root2"), Proof(json)),
    };

    private static ulong Number(JsonElement json, string name) => json.GetProperty(name).GetUInt64();

    private static byte[] Bytes(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetBytesFromBase64() : [];

    private static List<byte[]> Proof(JsonElement json) =>
        json.TryGetProperty("proof", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(h => h.GetBytesFromBase64())]
            : [];
}
