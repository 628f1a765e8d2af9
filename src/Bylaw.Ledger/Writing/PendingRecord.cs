namespace Bylaw.Ledger.Writing;

/// <summary>A record on its way, with the one who waits for it.</summary>
/// <remarks>Continuations run elsewhere, so a slow caller never holds up the committer.</remarks>
internal sealed class PendingRecord(ReadOnlyMemory<byte> entry, AckLevel level)
    : TaskCompletionSource<LedgerReceipt>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public ReadOnlyMemory<byte> Entry { get; } = entry;

    public AckLevel Level { get; } = level;

    public long Index { get; set; }
}
