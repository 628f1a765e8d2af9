using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;

namespace Bylaw.Ledger.Writing;

/// <summary>Asks the witnesses, all at once, each from the size that it knows.</summary>
internal static class Witnessing
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Returns the note with every good cosignature added, how many witnesses gave one, and why the others did not.</summary>
    public static (SignedNote Note, int Count, string Refusals) Collect(LedgerOptions options, TileTree tree, SignedNote note, long lastSize)
    {
        using var patience = new CancellationTokenSource(_patience, options.Clock);
        // Proofs come from one tree object, which is not thread-safe: they are made before the questions go out.
        var questions = options.Witnesses.Select(w => AskAsync(w, Proofs(tree, w, lastSize), tree, note, patience.Token)).ToArray();
        var answers = Task.WhenAll(questions).GetAwaiter().GetResult();
        var good = answers.SelectMany(a => a.Signatures).ToList();
        var refusals = options.Witnesses.Zip(answers).Where(p => p.Second.Signatures.Count == 0).Select(p => $"{p.First.Key.Name}: {p.Second.Refusal}");
        return (note.With(good), good.Select(s => (s.Name, s.KeyId)).Distinct().Count(), string.Join("; ", refusals));
    }

    private static (long OldSize, List<MerkleHash> Proof) Proofs(TileTree tree, IWitnessClient witness, long lastSize)
    {
        var old = Math.Min(witness.KnownSize > 0 ? witness.KnownSize : 0, Math.Max(lastSize, tree.Size));
        return (old, old is 0 ? [] : tree.ConsistencyProof(old));
    }

    private static async Task<(List<NoteSignature> Signatures, string? Refusal)> AskAsync(
        IWitnessClient witness, (long OldSize, List<MerkleHash> Proof) start, TileTree tree, SignedNote note, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await witness.CosignAsync(start.OldSize, start.Proof, note.ToString(), cancellationToken).ConfigureAwait(false);
            if (answer.Count == 0 && witness.KnownSize != start.OldSize && witness.KnownSize > 0 && witness.KnownSize <= tree.Size)
            {
                // The witness knows another size than we thought, and said which.
                List<MerkleHash> proof;
                lock (tree)
                {
                    proof = tree.ConsistencyProof(witness.KnownSize);
                }
                answer = await witness.CosignAsync(witness.KnownSize, proof, note.ToString(), cancellationToken).ConfigureAwait(false);
            }
            // What a witness sends is believed only as far as its key verifies it.
            return ([.. answer.Where(s => s.KeyId == witness.Key.KeyId && s.Name == witness.Key.Name && witness.Key.Verify(note.TextBytes, s.Signature))],
                witness.Refusal ?? "its cosignature does not verify under its key");
        }
        catch (OperationCanceledException)
        {
            return ([], $"it did not answer within {_patience.TotalSeconds} s");
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            return ([], $"it cannot be reached: {error.Message}");
        }
    }
}
