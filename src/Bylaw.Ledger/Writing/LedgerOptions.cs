using System.Collections.Immutable;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;

namespace Bylaw.Ledger.Writing;

/// <summary>How a ledger is written. Check <see cref="LedgerFolder"/> for what lies where.</summary>
public sealed record LedgerOptions
{
    /// <summary>Gets the ledger's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the log's name on its checkpoints.</summary>
    public required string Origin { get; init; }

    /// <summary>Gets the key that signs checkpoints; null to write without signing, so that only <see cref="AckLevel.Durable"/> can be had.</summary>
    public NoteSigner? Signer { get; init; }

    /// <summary>
    /// Gets the file that remembers the last signed head outside the ledger's folder, beside the key; so that an old copy of
    /// the folder, put back whole, is noticed. Null to keep that memory in the folder only.
    /// </summary>
    public string? AnchorFile { get; init; }

    /// <summary>Gets how often a checkpoint is made while records arrive and nobody asks for one. Default 1 s.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the length at which a new segment is begun. Default 64 MiB.</summary>
    public long MaxSegmentBytes
    {
        get;
        init => field = value >= 4096 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 4096");
    } = 64 << 20;

    /// <summary>Gets how many records may wait. Default 65,536.</summary>
    public int QueueLimit
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 65_536;

    /// <summary>Gets what happens to a writer when that many wait. Default: it waits too.</summary>
    public FullQueue WhenFull { get; init; } = FullQueue.Block;

    /// <summary>
    /// Gets whether entry bundles are kept beside the segments, which doubles the room entries take; without them
    /// <c>bylaw log export</c> makes them. Default true.
    /// </summary>
    public bool WriteBundles { get; init; } = true;

    /// <summary>Gets the witnesses to ask.</summary>
    public ImmutableArray<IWitnessClient> Witnesses { get; init; } = [];

    /// <summary>Gets how many witnesses must cosign for <see cref="AckLevel.Witnessed"/>. Default: all.</summary>
    public int? Quorum { get; init; }

    /// <summary>Gets the clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets the disk. Default: the real one.</summary>
    public ILedgerDisk Disk { get; init; } = PosixDisk.Instance;
}
