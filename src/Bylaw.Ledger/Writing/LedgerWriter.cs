using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Storage;

namespace Bylaw.Ledger.Writing;

/// <summary>
/// Writes a ledger: one instance in one process. Callers queue records; a committer thread writes what has queued up as one
/// batch, syncs it, and then tells the callers. The sync is the clock: there is no timer between a record and the disk.
/// </summary>
/// <remarks>Safe to call from many threads. A failure of the disk ends the ledger: waiters fail, and so does every later call.</remarks>
public sealed class LedgerWriter : IAsyncDisposable
{
    private const int MaxBatchEntries = 16_384;
    private const int MaxBatchBytes = 8 << 20;
    private const int MaxSpooledEntries = 256;

    private readonly LedgerOptions _options;
    private readonly IDisposable _lock;
    private readonly SegmentLog _log;
    private readonly Publisher _publisher;
    private readonly Thread _committer;
    private readonly SemaphoreSlim _room;
    private readonly object _gate = new();
    private readonly object _spoolGate = new();
    private readonly SpoolFile? _spool;
    private readonly Queue<PendingRecord?> _spooled = new();
    private bool _spoolWaits;
    private Queue<PendingRecord> _queue = new();
    private LedgerException? _failure;
    private bool _closing;

    private LedgerWriter(LedgerOptions options, IDisposable @lock, SegmentLog log, Publisher publisher, SpoolFile spool)
    {
        // Whatever the present choice, what an earlier one left in the spool has been taken up by now.
        _spool = options.WhenFull == FullQueue.Spool ? spool : null;
        if (_spool is null)
        {
            spool.Dispose();
        }
        _options = options;
        _lock = @lock;
        _log = log;
        _publisher = publisher;
        _room = new SemaphoreSlim(options.QueueLimit);
        _committer = new Thread(Commit) { IsBackground = true, Name = "ledger committer" };
    }

    /// <summary>Gets why no checkpoint can be signed, although records can be read; null when all is well.</summary>
    public string? SigningRefused => _publisher.Refusal;

    /// <summary>Gets the number of durable entries.</summary>
    public long Size => Interlocked.Read(ref _size);

    private long _size;

    /// <summary>Opens a ledger for writing, and recovers it when the last writer did not close it.</summary>
    /// <param name="options">Where and how.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="LedgerException">Another process writes it, or it is damaged, or it disagrees with what was signed before.</exception>
    public static LedgerWriter Open(LedgerOptions options)
    {
        var folder = new LedgerFolder(options.Folder);
        IDisposable? held = null;
        SegmentLog? log = null;
        try
        {
            options.Disk.CreateFolder(folder.Root);
            held = options.Disk is PosixDisk
                ? PosixDisk.TryLock(folder.Lock) ?? throw new LedgerException($"another process writes the ledger {folder.Root}; one may")
                : NoLock.Instance;
            log = SegmentLog.Open(options.Disk, folder.Segments, options.MaxSegmentBytes);
            var publisher = Publisher.Open(options, folder, log.Range);
            if (publisher.Refusal is { } refusal)
            {
                publisher.Dispose();
                throw new LedgerException($"the ledger {folder.Root} may be read but not written: {refusal}");
            }
            var writer = new LedgerWriter(options, held, log, publisher, TakeUpSpool(options, folder, log, publisher)) { _size = log.Range.Size };
            publisher.Failed = writer.Fail;
            publisher.Start();
            writer._committer.Start();
            return writer;
        }
        catch (Exception error) when (error is InvalidDataException or DiskException)
        {
            log?.Dispose();
            held?.Dispose();
            throw new LedgerException($"the ledger {folder.Root} cannot be opened for writing: {error.Message}", error);
        }
        catch
        {
            log?.Dispose();
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Appends an entry, and completes when it has come as far as asked.</summary>
    /// <param name="entry">The exact bytes of the leaf, 1 to 65,535.</param>
    /// <param name="level">How far it must have come.</param>
    /// <param name="cancellationToken">Stops waiting for room in the queue; an entry that is queued is always written.</param>
    /// <returns>Where it stands.</returns>
    /// <exception cref="LedgerException">It was not taken, or the disk failed; in the latter case it may or may not be found later.</exception>
    public Task<LedgerReceipt> AppendAsync(ReadOnlyMemory<byte> entry, AckLevel level, CancellationToken cancellationToken = default)
    {
        if (entry.Length is 0 or > EntryBundle.MaxEntryBytes)
        {
            throw new ArgumentException($"an entry has 1 to {EntryBundle.MaxEntryBytes} bytes; put larger content into the blob store", nameof(entry));
        }
        if (level is AckLevel.Checkpointed or AckLevel.Witnessed && _options.Signer is null)
        {
            throw new LedgerException("this ledger was opened without a signing key: only durable records can be had");
        }
        if (level == AckLevel.Witnessed && _options.Witnesses.IsEmpty)
        {
            throw new LedgerException("no witness is configured");
        }
        if (_spool is not null)
        {
            return AppendOrSpool(_spool, entry, level);
        }
        // The usual way makes no state machine: at tens of thousands a second the garbage would be felt.
        return _room.Wait(0, CancellationToken.None) ? Enqueue(entry, level)
            : _options.WhenFull == FullQueue.Deny ? throw new LedgerException("the ledger's queue is full")
            : AppendWhenRoomAsync(entry, level, cancellationToken);
    }

    private async Task<LedgerReceipt> AppendWhenRoomAsync(ReadOnlyMemory<byte> entry, AckLevel level, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await Enqueue(entry, level).ConfigureAwait(false);
    }

    /// <summary>Queues a record, or spools it when the queue is full or others wait in the spool: order is kept.</summary>
    private Task<LedgerReceipt> AppendOrSpool(SpoolFile spool, ReadOnlyMemory<byte> entry, AckLevel level)
    {
        lock (_spoolGate)
        {
            if (!spool.IsActive && _room.Wait(0, CancellationToken.None))
            {
                return Enqueue(entry, level);
            }
            lock (_gate)
            {
                if (_failure is not null || _closing)
                {
                    throw _failure ?? new LedgerException("the ledger is closed");
                }
            }
            try
            {
                spool.Append(entry.Span, Size);
            }
            catch (DiskException error)
            {
                var failure = new LedgerException($"the disk failed, and the ledger takes no more: {error.Message}", error);
                Fail(failure);
                throw failure;
            }
            var pending = level == AckLevel.Spooled ? null : new PendingRecord(entry, level);
            _spooled.Enqueue(pending);
            lock (_gate)
            {
                _spoolWaits = true;
                Monitor.Pulse(_gate);
            }
            return pending?.Task ?? Task.FromResult(new LedgerReceipt(-1, AckLevel.Spooled, null));
        }
    }

    private Task<LedgerReceipt> Enqueue(ReadOnlyMemory<byte> entry, AckLevel level)
    {
        var pending = new PendingRecord(entry, level);
        lock (_gate)
        {
            if (_failure is not null || _closing)
            {
                _room.Release();
                throw _failure ?? new LedgerException("the ledger is closed");
            }
            _queue.Enqueue(pending);
            Monitor.Pulse(_gate);
        }
        return pending.Task;
    }

    /// <summary>Writes what is queued, makes a last checkpoint, and lets the ledger go.</summary>
    /// <returns>Completes when all is done.</returns>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closing)
            {
                return;
            }
            _closing = true;
            Monitor.Pulse(_gate);
        }
        await Task.Run(_committer.Join).ConfigureAwait(false);
        await Task.Run(_publisher.Stop).ConfigureAwait(false);
        _publisher.Dispose();
        _spool?.Dispose();
        _log.Dispose();
        _lock.Dispose();
        _room.Dispose();
    }

    private void Commit()
    {
        var batch = new List<PendingRecord>();
        var entries = new List<ReadOnlyMemory<byte>>();
        while (Take(batch, out var fromSpool))
        {
            entries.Clear();
            entries.AddRange(batch.Select(p => p.Entry));
            var leaves = new MerkleHash[batch.Count];
            var first = _log.Range.Size;
            try
            {
                _log.Append(entries, _options.Clock.GetUtcNow(), leaves);
            }
            catch (DiskException error)
            {
                Fail(new LedgerException($"the disk failed, and the ledger takes no more: {error.Message}", error), batch);
                return;
            }
            Interlocked.Exchange(ref _size, _log.Range.Size);
            if (!fromSpool)
            {
                _room.Release(batch.Count);
            }
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Index = first + i;
                if (batch[i].Level is AckLevel.Durable or AckLevel.Spooled)
                {
                    batch[i].SetResult(new LedgerReceipt(first + i, AckLevel.Durable, null));
                }
            }
            _publisher.Add(batch);
            if (fromSpool && !ClearSpool())
            {
                return;
            }
        }
    }

    /// <summary>Waits for records and takes as many as go into one batch; false when the ledger ends.</summary>
    private bool Take(List<PendingRecord> batch, out bool fromSpool)
    {
        batch.Clear();
        fromSpool = false;
        lock (_gate)
        {
            while (_queue.Count == 0 && !_spoolWaits)
            {
                if (_closing || _failure is not null)
                {
                    return false;
                }
                Monitor.Wait(_gate);
            }
            var bytes = 0;
            while (batch.Count < MaxBatchEntries && _queue.TryPeek(out var next) && (bytes += next.Entry.Length) <= MaxBatchBytes)
            {
                batch.Add(_queue.Dequeue());
            }
        }
        // What is queued came before what is spooled.
        if (batch.Count == 0)
        {
            fromSpool = true;
            return TakeSpooled(batch);
        }
        return true;
    }

    private bool TakeSpooled(List<PendingRecord> batch)
    {
        lock (_spoolGate)
        {
            if (_failure is not null)
            {
                return false;
            }
            foreach (var entry in _spool!.Take(MaxSpooledEntries))
            {
                batch.Add(_spooled.Dequeue() ?? new PendingRecord(entry, AckLevel.Spooled));
            }
            lock (_gate)
            {
                _spoolWaits = _spool.Waiting > 0;
            }
            if (batch.Count > 0)
            {
                return true;
            }
        }
        Fail(new LedgerException("the spool cannot be read back; its records are still in it, and the ledger takes no more"));
        return false;
    }

    /// <summary>Empties the spool once the log holds all of it; false when the disk failed.</summary>
    private bool ClearSpool()
    {
        lock (_spoolGate)
        {
            try
            {
                if (_spool!.Waiting == 0)
                {
                    _spool.Clear();
                }
                return true;
            }
            catch (DiskException error)
            {
                Fail(new LedgerException($"the disk failed, and the ledger takes no more: {error.Message}", error));
                return false;
            }
        }
    }

    /// <summary>Puts into the log what a crash left in the spool.</summary>
    private static SpoolFile TakeUpSpool(LedgerOptions options, LedgerFolder folder, SegmentLog log, Publisher publisher)
    {
        var (spool, left) = SpoolFile.Open(
            options.Disk,
            folder.Spool,
            from => new SegmentReader(options.Disk, folder.Segments).ReadFrom(from).SelectMany(b => b.Entries()));
        foreach (var chunk in left.Chunk(MaxSpooledEntries))
        {
            log.Append([.. chunk.Select(c => (ReadOnlyMemory<byte>)c)], options.Clock.GetUtcNow(), new MerkleHash[chunk.Length]);
            foreach (var entry in chunk)
            {
                publisher.Follow(entry);
            }
        }
        if (left.Count > 0)
        {
            spool.Clear();
        }
        return spool;
    }

    private void Fail(LedgerException failure) => Fail(failure, []);

    private void Fail(LedgerException failure, List<PendingRecord> batch)
    {
        Queue<PendingRecord> waiting;
        lock (_gate)
        {
            _failure ??= failure;
            waiting = _queue;
            _queue = new Queue<PendingRecord>();
            Monitor.Pulse(_gate);
        }
        _publisher.Abandon(failure);
        List<PendingRecord> spooled;
        lock (_spoolGate)
        {
            spooled = [.. _spooled.OfType<PendingRecord>()];
            _spooled.Clear();
        }
        foreach (var pending in spooled)
        {
            pending.TrySetException(failure); // on the disk all the same: the next opening takes them up
        }
        foreach (var pending in batch.Concat(waiting))
        {
            pending.TrySetException(failure);
        }
        // Those who wait for room must come in and learn of the failure; each lets the next one in.
        _room.Release(Math.Max(1, batch.Count + waiting.Count));
    }

    /// <summary>Stands for the lock on a disk that no other process sees.</summary>
    private sealed class NoLock : IDisposable
    {
        public static NoLock Instance { get; } = new();

        public void Dispose()
        {
        }
    }
}
