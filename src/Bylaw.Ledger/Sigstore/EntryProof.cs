using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;

namespace Bylaw.Ledger.Sigstore;

/// <summary>Checks that a log holds an entry: by proof and checkpoint, and by the log's signed promise.</summary>
internal static class EntryProof
{
    public static TrustedLog FindLog(TransparencyEntry entry, TrustedRoot root) =>
        root.TransparencyLogs.FirstOrDefault(l => l.LogId.AsSpan().SequenceEqual(entry.LogId))
        ?? throw new VerificationFailure("the entry is of a log that is not trusted");

    /// <summary>Checks the inclusion proof up to a checkpoint that the log signed.</summary>
    public static void VerifyInclusion(TransparencyEntry entry, InclusionMaterial inclusion, TrustedLog log)
    {
        var problem = "";
        VerificationFailure.Unless(SignedNote.TryParse(Encoding.UTF8.GetBytes(inclusion.Checkpoint), out var note, out problem), problem);
        VerificationFailure.Unless(Checkpoint.TryParse(note.Text, out var checkpoint, out problem), problem);
        // The key id of a Rekor checkpoint is the head of the log's id.
        var keyId = BinaryPrimitives.ReadUInt32BigEndian(log.LogId);
        VerificationFailure.Unless(
            note.Signatures.Any(s => s.KeyId == keyId && s.Name == log.Host && log.Key.Verify(note.TextBytes, s.Signature)),
            "the log has not signed the checkpoint");
        VerificationFailure.Unless(
            checkpoint.Size == inclusion.TreeSize && checkpoint.Root.ToArray().AsSpan().SequenceEqual(inclusion.Root),
            "the checkpoint is not the one that the proof leads to");
        VerificationFailure.Unless(
            MerkleProof.VerifyInclusion(
                (ulong)inclusion.Index, (ulong)inclusion.TreeSize, MerkleHash.OfLeaf(entry.Body).ToArray(), inclusion.Hashes, inclusion.Root),
            "the inclusion proof does not lead from the entry to the checkpoint");
    }

    /// <summary>Checks the log's promise, and returns the time that it states.</summary>
    public static DateTimeOffset VerifyPromise(TransparencyEntry entry, byte[] signature, TrustedLog log)
    {
        // The signed form is canonical JSON of exactly these members; base64 and hexadecimal need no escapes.
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"body\":\"{Convert.ToBase64String(entry.Body)}\",\"integratedTime\":{entry.IntegratedTime},\"logID\":\"{Convert.ToHexStringLower(entry.LogId)}\",\"logIndex\":{entry.LogIndex}}}");
        VerificationFailure.Unless(
            log.Key.Verify(Encoding.UTF8.GetBytes(message), signature), "the log's promise for the entry does not verify");
        VerificationFailure.Unless(entry.IntegratedTime is > 0 and < 253_402_300_800, "the log states no time for the entry");
        return DateTimeOffset.FromUnixTimeSeconds(entry.IntegratedTime);
    }
}
