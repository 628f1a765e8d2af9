using System.Text;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;

namespace Bylaw.Ledger.Writing;

/// <summary>
/// Follows the committer: writes tiles, remembers what it is about to sign, signs, asks the witnesses, and publishes the
/// checkpoint. It computes every root again from the entries, so a committer gone wrong is not signed for.
/// </summary>
internal sealed class Publisher : IDisposable
{
    private readonly LedgerOptions _options;
    private readonly LedgerFolder _folder;
    private readonly TileStore _tiles;
    private readonly HeadFile _head;
    private readonly HeadFile? _anchor;
    private readonly HeadFile _synced;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private List<PendingRecord> _incoming = [];
    private bool _stopping;
    private bool _published;
    private LedgerException? _abandoned;
    private (List<string> Files, long Size, MerkleHash Root, long Since)? _ageing;

    private Publisher(LedgerOptions options, LedgerFolder folder, TileStore tiles, HeadFile head, HeadFile? anchor, HeadFile synced)
    {
        _synced = synced;
        _options = options;
        _folder = folder;
        _tiles = tiles;
        _head = head;
        _anchor = anchor;
        _thread = new Thread(Run) { IsBackground = true, Name = "ledger publisher" };
    }

    /// <summary>
    /// After this time the system has written tiles back by itself, and a sync of them costs next to nothing. Synced at once, they
    /// would hold up the committer's own syncs, whose callers wait.
    /// </summary>
    private static readonly TimeSpan _tileAge = TimeSpan.FromSeconds(40);

    /// <summary>Why nothing may be signed; null when all is well.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Told when publishing failed for good.</summary>
    public Action<LedgerException> Failed { get; set; } = _ => { };

    public static Publisher Open(LedgerOptions options, LedgerFolder folder, CompactRange durable)
    {
        var head = HeadFile.Open(options.Disk, folder.Head);
        HeadFile? anchor = null;
        HeadFile? synced = null;
        try
        {
            anchor = options.AnchorFile is { } file ? HeadFile.Open(options.Disk, file) : null;
            var reader = new SegmentReader(options.Disk, folder.Segments);
            var refusal = Refuse(head.Last, reader, durable, "the ledger's own memory")
                ?? (anchor is null ? null : Refuse(anchor.Last, reader, durable, $"the anchor {options.AnchorFile}"))
                ?? RefuseLostAnchor(head.Last, anchor, options.AnchorFile);
            // When the head is refused, the publisher is closed at once and these tiles are never used.
            synced = HeadFile.OpenOrForget(options.Disk, folder.Synced);
            var start = refusal is null && synced.Last.Size <= durable.Size ? synced.Last : default;
            var tiles = TileStore.Open(options.Disk, folder.Root, start.Size, start.Root, options.WriteBundles);
            var publisher = new Publisher(options, folder, tiles, head, anchor, synced) { Refusal = refusal };
            var there = tiles.Size; // less than was synced, when tiles are missing
            if (refusal is null)
            {
                publisher.CatchUp(reader, durable);
                publisher._published = publisher.IsPublished();
                if (tiles.HasUnsynced || there < head.Last.Size)
                {
                    tiles.Flush(); // those that the published checkpoint names must be there again
                }
            }
            return publisher;
        }
        catch
        {
            head.Dispose();
            anchor?.Dispose();
            synced?.Dispose();
            throw;
        }
    }

    public void Start() => _thread.Start();

    /// <summary>Takes a durable batch. The list is copied.</summary>
    public void Add(List<PendingRecord> batch)
    {
        lock (_gate)
        {
            if (_abandoned is null)
            {
                _incoming.AddRange(batch);
                Monitor.Pulse(_gate);
                return;
            }
        }
        foreach (var pending in batch)
        {
            pending.TrySetException(_abandoned);
        }
    }

    /// <summary>Fails everybody who waits for a checkpoint.</summary>
    public void Abandon(LedgerException failure)
    {
        List<PendingRecord> waiting;
        lock (_gate)
        {
            _abandoned ??= failure;
            waiting = _incoming;
            _incoming = [];
            Monitor.Pulse(_gate);
        }
        foreach (var pending in waiting)
        {
            pending.TrySetException(failure);
        }
    }

    /// <summary>Publishes what is left and ends the thread.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }
        _thread.Join();
    }

    public void Dispose()
    {
        _head.Dispose();
        _anchor?.Dispose();
        _synced.Dispose();
    }

    private static string? Refuse(SignIntent signed, SegmentReader reader, CompactRange durable, string memory) =>
        signed.Sequence == 0 ? null
        : signed.Size > durable.Size
            ? $"{memory} says that {signed.Size} entries were signed for, and only {durable.Size} are here: entries are lost, or an old copy was put back"
        : reader.RootAt(signed.Size) != signed.Root
            ? $"{memory} says that another root was signed for size {signed.Size}: the entries were changed"
        : null;

    private static string? RefuseLostAnchor(SignIntent head, HeadFile? anchor, string? file) =>
        anchor is not null && anchor.Last.Sequence == 0 && head.Sequence > 0
            ? $"the anchor {file} is lost; when you are sure that this is the newest copy, write it anew with `bylaw log keys anchor`"
            : null;

    /// <summary>Tells whether the last intent came as far as its checkpoint: a crash may have come between.</summary>
    private bool IsPublished()
    {
        using var file = _options.Disk.OpenRead(_folder.Checkpoint);
        if (file is null)
        {
            return false;
        }
        var bytes = new byte[file.Length];
        return SignedNote.TryParse(bytes.AsSpan(0, file.Read(0, bytes)), out var note, out _)
            && Checkpoint.TryParse(note.Text, out var checkpoint, out _)
            && checkpoint.Size == _head.Last.Size
            && checkpoint.Root == _head.Last.Root;
    }

    private void CatchUp(SegmentReader reader, CompactRange durable)
    {
        foreach (var leaf in PrunedLeaves.Read(_options.Disk, _folder.Segments, _tiles.Size))
        {
            _tiles.AppendPruned(leaf);
        }
        foreach (var batch in reader.ReadFrom(_tiles.Size))
        {
            var index = batch.FirstIndex;
            foreach (var entry in batch.Entries())
            {
                if (index++ >= _tiles.Size && _tiles.Size < durable.Size)
                {
                    _tiles.Append(entry.Span);
                }
            }
        }
        if (_tiles.Size != durable.Size || _tiles.Root() != durable.Root())
        {
            throw new InvalidDataException("the segments do not give the root of their last trailer");
        }
    }

    private void Run()
    {
        var waiting = new List<PendingRecord>();
        var batch = new List<PendingRecord>();
        var due = _options.Clock.GetTimestamp();
        try
        {
            while (Take(batch, waiting.Count > 0 || _tiles.Size > _head.Last.Size || _ageing is not null || _tiles.HasUnsynced))
            {
                foreach (var pending in batch)
                {
                    Follow(pending.Entry.Span);
                    if (pending.Level is AckLevel.Checkpointed or AckLevel.Witnessed)
                    {
                        waiting.Add(pending);
                    }
                }
                if (waiting.Count > 0 || _options.Clock.GetElapsedTime(due) >= _options.CheckpointInterval)
                {
                    Publish(waiting);
                    waiting.Clear();
                    due = _options.Clock.GetTimestamp();
                    SyncTiles();
                }
            }
            Publish(waiting);
            if (_abandoned is null)
            {
                SyncAllTiles();
            }
        }
        catch (Exception error) when (error is DiskException or InvalidDataException)
        {
            var failure = new LedgerException($"no checkpoint can be published, and the ledger takes no more: {error.Message}", error);
            Failed(failure);
            // Those of the batch too that were not reached: nobody may wait for ever.
            foreach (var pending in waiting.Concat(batch))
            {
                pending.TrySetException(failure);
            }
        }
    }

    /// <summary>Waits for records, or for the time when a checkpoint is due; false when all is done.</summary>
    private bool Take(List<PendingRecord> batch, bool dirty)
    {
        batch.Clear();
        lock (_gate)
        {
            if (_incoming.Count == 0 && !_stopping && _abandoned is null)
            {
                Monitor.Wait(_gate, dirty ? _options.CheckpointInterval : Timeout.InfiniteTimeSpan);
            }
            batch.AddRange(_incoming);
            _incoming.Clear();
            return batch.Count > 0 || (!_stopping && _abandoned is null);
        }
    }

    /// <summary>Takes up one durable entry; the thread's work, open to tests that run without threads.</summary>
    internal void Follow(ReadOnlySpan<byte> entry) => _tiles.Append(entry);

    /// <summary>Signs and publishes what has been followed; the thread's work, open to tests that run without threads.</summary>
    internal void Publish(List<PendingRecord> waiting)
    {
        if (_options.Signer is not { } signer || (_tiles.Size == _head.Last.Size && waiting.Count == 0 && _published))
        {
            return;
        }
        _tiles.Flush();
        var (size, root) = (_tiles.Size, _tiles.Root());
        var old = _head.Last;
        // The intent lasts first, outside and inside the folder: from here on no other root is ever signed for this size.
        _anchor?.Write(size, root);
        _head.Write(size, root);
        var text = new Checkpoint(_options.Origin, size, root).ToText();
        var note = SignedNote.Create(text, signer.Sign(Encoding.UTF8.GetBytes(text), _options.Clock.GetUtcNow()));
        WriteCheckpoint(note.ToString());
        _published = true;
        Complete(waiting, AckLevel.Checkpointed, note);

        if (_options.Witnesses.IsEmpty)
        {
            return;
        }
        var (cosigned, count, refusals) = Witnessing.Collect(_options, new TileTree(new DiskTileSource(_options.Disk, _folder.Root), size), note, old.Size);
        WriteCheckpoint(cosigned.ToString());
        if (count >= (_options.Quorum ?? _options.Witnesses.Length))
        {
            Complete(waiting, AckLevel.Witnessed, cosigned);
            return;
        }
        var failure = new LedgerException($"only {count} of {_options.Witnesses.Length} witnesses have cosigned ({refusals}); the record is durable and checkpointed");
        foreach (var pending in waiting.Where(p => p.Level == AckLevel.Witnessed))
        {
            pending.TrySetException(failure);
        }
    }

    /// <summary>Makes tiles last that are old enough, then begins with the next ones.</summary>
    private void SyncTiles()
    {
        if (_ageing is not { } ageing)
        {
            if (_tiles.HasUnsynced)
            {
                _ageing = (_tiles.TakeUnsynced(), _tiles.Size, _tiles.Root(), _options.Clock.GetTimestamp());
            }
        }
        else if (_options.Clock.GetElapsedTime(ageing.Since) >= _tileAge)
        {
            _tiles.Sync(ageing.Files);
            _synced.Write(ageing.Size, ageing.Root);
            _ageing = null;
        }
    }

    /// <summary>Makes all tiles of the present size last; the thread's last work, open to tests that run without threads.</summary>
    internal void SyncAllTiles()
    {
        if (_synced.Last.Size == _tiles.Size && _synced.Last.Root == _tiles.Root() && !_tiles.HasUnsynced)
        {
            return;
        }
        _tiles.Flush();
        _tiles.Sync([.. _ageing?.Files ?? [], .. _tiles.TakeUnsynced()]);
        _synced.Write(_tiles.Size, _tiles.Root());
        _ageing = null;
    }

    private static void Complete(List<PendingRecord> waiting, AckLevel level, SignedNote note)
    {
        var text = note.ToString();
        foreach (var pending in waiting)
        {
            if (pending.Level == level)
            {
                pending.TrySetResult(new LedgerReceipt(pending.Index, level, text));
            }
        }
    }

    private void WriteCheckpoint(string note)
    {
        var next = _folder.Checkpoint + ".next";
        using (var file = _options.Disk.Open(next, create: true))
        {
            file.Truncate(0);
            file.Write(0, Encoding.UTF8.GetBytes(note));
            file.SyncData();
        }
        _options.Disk.Rename(next, _folder.Checkpoint);
        _options.Disk.SyncFolder(_folder.Root);
    }
}
