using System.Text;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;

namespace Bylaw.Ledger.Tests;

public sealed class NoteTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void A_checkpoint_opens_with_the_logs_key_and_enough_witnesses()
    {
        using var log = NoteSigner.Generate("log.example/a");
        using var witness = NoteSigner.Generate("witness.example/w", witness: true);
        var note = Sign(new Checkpoint("log.example/a", 3, MerkleHash.EmptyRoot), log, witness);
        var policy = new CheckpointPolicy { LogKeys = [log.Verifier], Witnesses = [witness.Verifier], Quorum = 1 };

        Assert.True(policy.TryOpen(note, out var opened, out var problem), problem);
        Assert.Equal(3, opened.Size);
    }

    [Fact]
    public void A_checkpoint_with_too_few_witnesses_does_not_open()
    {
        using var log = NoteSigner.Generate("log.example/a");
        using var witness = NoteSigner.Generate("witness.example/w", witness: true);
        var note = Sign(new Checkpoint("log.example/a", 3, MerkleHash.EmptyRoot), log);
        var policy = new CheckpointPolicy { LogKeys = [log.Verifier], Witnesses = [witness.Verifier], Quorum = 1 };

        Assert.False(policy.TryOpen(note, out _, out var problem));
        Assert.Equal("0 of the needed 1 witnesses have cosigned", problem);
    }

    [Fact]
    public void One_witness_counts_once_however_often_it_signed()
    {
        using var log = NoteSigner.Generate("log.example/a");
        using var witness = NoteSigner.Generate("witness.example/w", witness: true);
        using var other = NoteSigner.Generate("other.example/w", witness: true);
        var note = Sign(new Checkpoint("log.example/a", 3, MerkleHash.EmptyRoot), log, witness, witness);
        var policy = new CheckpointPolicy { LogKeys = [log.Verifier], Witnesses = [witness.Verifier, other.Verifier], Quorum = 2 };

        Assert.False(policy.TryOpen(note, out _, out _));
    }

    [Fact]
    public void No_changed_byte_of_a_note_is_believed()
    {
        using var log = NoteSigner.Generate("log.example/a");
        var note = Sign(new Checkpoint("log.example/a", 3, MerkleHash.EmptyRoot), log);
        var policy = new CheckpointPolicy { LogKeys = [log.Verifier] };
        var good = Encoding.UTF8.GetString(note);

        for (var i = 0; i < note.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = (byte[])note.Clone();
                changed[i] ^= (byte)(1 << bit);
                Assert.False(policy.TryOpen(changed, out _, out _), $"byte {i} bit {bit} of {good}");
            }
        }
    }

    [Fact]
    public void Keys_survive_being_written_and_read()
    {
        using var signer = NoteSigner.Generate("log.example/a");

        Assert.True(NoteSigner.TryParse(signer.Export(), out var again));
        Assert.True(NoteVerifier.TryParse(signer.Verifier.ToString()!, out var verifier, out _));
        Assert.Equal(signer.KeyId, again.KeyId);
        Assert.True(verifier.Verify("x"u8, again.Sign("x"u8, _now).Signature));
        again.Dispose();
    }

    [Fact]
    public void A_proof_file_verifies_and_a_changed_one_does_not()
    {
        using var log = NoteSigner.Generate("log.example/a");
        var (left, right) = (MerkleHash.OfLeaf("a"u8), MerkleHash.OfLeaf("b"u8));
        var note = Sign(new Checkpoint("log.example/a", 2, MerkleHash.OfNode(left, right)), log);
        var proof = new TlogProof { Index = 1, Hashes = [left], Checkpoint = Encoding.UTF8.GetString(note), Extra = [1, 2] };
        var policy = new CheckpointPolicy { LogKeys = [log.Verifier] };

        Assert.True(TlogProof.TryParse(proof.ToString(), out var read, out _));
        Assert.True(read.Verify("b"u8, policy, out _, out var problem), problem);
        Assert.False(read.Verify("a"u8, policy, out _, out _));
        Assert.False((read with { Index = 0 }).Verify("b"u8, policy, out _, out _));
        Assert.False((read with { Hashes = [right] }).Verify("b"u8, policy, out _, out _));
    }

    private static byte[] Sign(Checkpoint checkpoint, params NoteSigner[] signers) =>
        Encoding.UTF8.GetBytes(SignedNote.Create(
            checkpoint.ToText(), [.. signers.Select(s => s.Sign(Encoding.UTF8.GetBytes(checkpoint.ToText()), _now))]).ToString());
}
