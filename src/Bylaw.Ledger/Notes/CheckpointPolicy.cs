using System.Collections.Immutable;

namespace Bylaw.Ledger.Notes;

/// <summary>Says whose word makes a checkpoint believed: the log's keys, and how many of which witnesses.</summary>
public sealed record CheckpointPolicy
{
    /// <summary>Gets the keys of the log; one valid signature by any of them is needed. More than one after a key was rotated.</summary>
    public required ImmutableArray<NoteVerifier> LogKeys { get; init; }

    /// <summary>Gets the origin that the checkpoint must name; null when the name of the signing key must be it.</summary>
    public string? Origin { get; init; }

    /// <summary>Gets the keys of the trusted witnesses.</summary>
    public ImmutableArray<NoteVerifier> Witnesses { get; init; } = [];

    /// <summary>Gets how many of the witnesses must have cosigned. Default 0.</summary>
    public int Quorum { get; init; }

    /// <summary>Opens a checkpoint: reads it and checks every signature that the policy asks for.</summary>
    /// <param name="note">The signed note's bytes.</param>
    /// <param name="checkpoint">The checkpoint, believed.</param>
    /// <param name="problem">Why it is not believed.</param>
    /// <returns>True when it is believed.</returns>
    public bool TryOpen(ReadOnlySpan<byte> note, out Checkpoint checkpoint, out string problem)
    {
        checkpoint = null!;
        if (!SignedNote.TryParse(note, out var signed, out problem) || !Checkpoint.TryParse(signed.Text, out var parsed, out problem))
        {
            return false;
        }
        if (!signed.Verify(LogKeys, out var logSigners))
        {
            problem = "the log's signature on the checkpoint does not verify";
            return false;
        }
        if (logSigners.Count == 0)
        {
            problem = "no known key of the log has signed the checkpoint";
            return false;
        }
        if (Origin is { } origin ? parsed.Origin != origin : !logSigners.Exists(s => s.Name == parsed.Origin))
        {
            problem = $"the checkpoint is of log `{parsed.Origin}`, not of `{Origin ?? logSigners[0].Name}`";
            return false;
        }
        if (!signed.Verify(Witnesses, out var witnesses))
        {
            problem = "a witness's cosignature does not verify";
            return false;
        }
        if (witnesses.Count < Quorum)
        {
            problem = $"{witnesses.Count} of the needed {Quorum} witnesses have cosigned";
            return false;
        }
        checkpoint = parsed;
        return true;
    }
}
