using Bylaw.Ledger.Notes;

namespace Bylaw.Ledger.Writing;

/// <summary>How far a record must have come before its writer is told.</summary>
public enum AckLevel
{
    /// <summary>It is on the disk: <c>fdatasync</c> said so.</summary>
    Durable,

    /// <summary>Besides, a signed checkpoint covers it.</summary>
    Checkpointed,

    /// <summary>Besides, the configured number of witnesses have cosigned that checkpoint.</summary>
    Witnessed,

    /// <summary>
    /// It is on the disk and will enter the log, also after a crash; where the ledger spools and its queue is full it has no index yet.
    /// Otherwise the same as <see cref="Durable"/>.
    /// </summary>
    Spooled,
}

/// <summary>Tells where a record stands.</summary>
/// <param name="Index">Its index in the log; -1 while it is spooled.</param>
/// <param name="Level">How far it has come.</param>
/// <param name="Checkpoint">The signed checkpoint that covers it; null at <see cref="AckLevel.Durable"/>.</param>
public sealed record LedgerReceipt(long Index, AckLevel Level, string? Checkpoint);

/// <summary>Tells that the ledger cannot take, or cannot promise, a record. Whoever guards something must deny.</summary>
/// <param name="message">What happened, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What happens to a writer that finds the queue full. No choice loses a record.</summary>
public enum FullQueue
{
    /// <summary>It waits.</summary>
    Block,

    /// <summary>It is refused at once, and must deny what it guards.</summary>
    Deny,

    /// <summary>
    /// It is written to a spool on the disk, synced, and whatever comes later queues up behind it there. The writer waits for the log,
    /// unless <see cref="AckLevel.Spooled"/> will do.
    /// </summary>
    Spool,
}

/// <summary>Asks one witness to cosign a checkpoint.</summary>
public interface IWitnessClient
{
    /// <summary>Gets the key that the cosignature must be by.</summary>
    NoteVerifier Key { get; }

    /// <summary>Gets the size that this witness has cosigned last, so far as is known here; 0 at first.</summary>
    long KnownSize { get; }

    /// <summary>Gets why the last question brought no cosignature, in words for a person; null when it brought one.</summary>
    string? Refusal { get; }

    /// <summary>Asks for a cosignature.</summary>
    /// <param name="oldSize">The size that the proof starts from.</param>
    /// <param name="proof">The consistency proof from there.</param>
    /// <param name="checkpoint">The signed checkpoint.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The signature lines; none when the witness refused, after which <see cref="KnownSize"/> may have changed.</returns>
    Task<IReadOnlyList<NoteSignature>> CosignAsync(
        long oldSize, IReadOnlyList<Merkle.MerkleHash> proof, string checkpoint, CancellationToken cancellationToken);
}
