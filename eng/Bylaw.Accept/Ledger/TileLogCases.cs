using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Verifying;

namespace Bylaw.Accept.Ledger;

/// <summary>Tile logs: each folder with <c>checkpoint</c> and <c>tile/</c>, at each checkpoint that lies in it.</summary>
internal static class TileLogCases
{
    /// <summary>The published verifier key of Tessera's test log; a log is only worth something against a key known beforehand.</summary>
    private static readonly string[] _knownKeys = ["example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"];

    public static void Run(string folder, Tally tally)
    {
        foreach (var log in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder).Order(StringComparer.Ordinal))
        {
            if (!File.Exists(Path.Combine(log, "checkpoint")) || !Directory.Exists(Path.Combine(log, "tile")))
            {
                continue;
            }
            var source = new FolderTileSource(log);
            Checkpoint? last = null;
            foreach (var file in Directory.EnumerateFiles(log, "checkpoint*").OrderBy(f => Order(f)))
            {
                last = RunCheckpoint(LedgerSet.Id(folder, file), file, source, last, tally) ?? last;
            }
        }
    }

    private static long Order(string file) =>
        long.TryParse(Path.GetExtension(file).TrimStart('.'), out var number) ? number : long.MaxValue;

    private static Checkpoint? RunCheckpoint(string id, string file, FolderTileSource source, Checkpoint? earlier, Tally tally)
    {
        var problem = "";
        if (!SignedNote.TryParse(File.ReadAllBytes(file), out var note, out problem) || !Checkpoint.TryParse(note.Text, out var checkpoint, out problem))
        {
            tally.Fail(id, problem);
            return null;
        }
        var keys = _knownKeys.Select(k => NoteVerifier.TryParse(k, out var v, out _) ? v : null).OfType<NoteVerifier>()
            .Where(v => v.Name == checkpoint.Origin).ToList();
        if (keys.Count > 0)
        {
            LedgerSet.Expect(tally, id + "#signature", true, note.Verify(keys, out var signers) && signers.Count == 1);
        }
        var good = TileLogVerifier.TryVerify(source, checkpoint, out var report);
        LedgerSet.Expect(tally, id + "#recomputed", true, good, report.Problem);

        var tree = new TileTree(source, checkpoint.Size);
        for (long index = 0; good && index < checkpoint.Size; index++)
        {
            var leaf = MerkleHash.OfLeaf(source.ReadEntry(index, checkpoint.Size).Span).ToArray();
            var proof = tree.InclusionProof(index).Select(h => h.ToArray()).ToList();
            var root = checkpoint.Root.ToArray();
            LedgerSet.Expect(
                tally, $"{id}#inclusion-{index}", true, MerkleProof.VerifyInclusion((ulong)index, (ulong)checkpoint.Size, leaf, proof, root));
            leaf[0] ^= 1;
            LedgerSet.Expect(
                tally, $"{id}#changed-{index}", false, MerkleProof.VerifyInclusion((ulong)index, (ulong)checkpoint.Size, leaf, proof, root));
        }
        if (good && earlier is { Size: > 0 })
        {
            var proof = tree.ConsistencyProof(earlier.Size).Select(h => h.ToArray()).ToList();
            LedgerSet.Expect(tally, id + "#consistency", true, MerkleProof.VerifyConsistency(
                (ulong)earlier.Size, (ulong)checkpoint.Size, earlier.Root.ToArray(), checkpoint.Root.ToArray(), proof));
        }
        return checkpoint;
    }
}
