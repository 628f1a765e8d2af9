using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;

namespace Bylaw.Ledger.Verifying;

/// <summary>What a full verification found.</summary>
public sealed record VerificationReport
{
    /// <summary>Gets how many entries were hashed.</summary>
    public long Entries { get; init; }

    /// <summary>Gets how many of the oldest entries are gone, so that their hashes were taken from the tiles instead.</summary>
    public long Pruned { get; init; }

    /// <summary>Gets the index of the record in the log that says so; null when nothing is gone.</summary>
    public long? PrunedBy { get; init; }

    /// <summary>Gets how many stored tiles were compared with the recomputed ones.</summary>
    public long Tiles { get; init; }

    /// <summary>Gets what is wrong; empty when nothing is.</summary>
    public string Problem { get; init; } = "";
}

/// <summary>Verifies a whole tile log: recomputes every hash from the entries' bytes and compares.</summary>
/// <remarks>
/// Stored tiles are never used, only compared with what the entries give: a verifier that starts from tiles accepts a log whose
/// tiles and entries tell different stories. Bundles are hashed on all processors; everything above them in order.
/// One exception: where the oldest bundles are gone, their leaf hashes come from the lowest tiles, and that is accepted only when a
/// <c>prune</c> record among the entries that are there says that they were removed.
/// </remarks>
public static class TileLogVerifier
{
    private const int BundlesAtOnce = 64;

    /// <summary>Verifies a log at a checkpoint whose signatures were checked before.</summary>
    /// <param name="source">The log's resources; it is asked from several threads at once.</param>
    /// <param name="checkpoint">The believed checkpoint.</param>
    /// <param name="report">Counts, and what is wrong.</param>
    /// <param name="onEntry">Called with each entry's index and bytes, in order, before its bundle is found good.</param>
    /// <param name="earlier">Earlier believed checkpoints; each must be the root at its size.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>True when entries, tiles and checkpoints agree.</returns>
    public static bool TryVerify(
        ITileSource source,
        Checkpoint checkpoint,
        out VerificationReport report,
        Action<long, ReadOnlyMemory<byte>>? onEntry = null,
        IEnumerable<Checkpoint>? earlier = null,
        CancellationToken cancellationToken = default)
    {
        var work = new Work(source, checkpoint, earlier ?? []);
        try
        {
            work.RequireRoot(0, default);
            var bundles = (checkpoint.Size + TilePath.Width - 1) / TilePath.Width;
            var hashed = new HashedBundle[BundlesAtOnce];
            for (long first = 0; first < bundles; first += BundlesAtOnce)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (start, count) = (first, (int)Math.Min(BundlesAtOnce, bundles - first));
                Parallel.For(0, count, i => hashed[i] = HashedBundle.Read(source, start + i, checkpoint.Size, onEntry is not null));
                for (var i = 0; i < count; i++)
                {
                    work.Add(start + i, hashed[i], onEntry);
                }
            }
            work.Close();
            report = work.Report("");
            return true;
        }
        catch (InvalidDataException error)
        {
            report = work.Report(error.Message);
            return false;
        }
    }

    /// <summary>What follows from one bundle, or why nothing does.</summary>
    private readonly record struct HashedBundle(byte[] Leaves, MerkleHash Root, byte[]? Bytes, string? Problem, string? TileProblem, bool IsPruned = false)
    {
        public int Count => Leaves.Length / MerkleHash.Size;

        public static HashedBundle Read(ITileSource source, long bundle, long size, bool keep)
        {
            var width = (int)Math.Min(TilePath.Width, size - (bundle * TilePath.Width));
            try
            {
                if (source.TryReadBundleBytes(bundle, width, out var path) is not { } bytes)
                {
                    // Only whole bundles are ever pruned; Add judges whether this one may be gone.
                    return width == TilePath.Width && source.Read(TilePath.OfTile(0, bundle)) is { Length: TilePath.Width * MerkleHash.Size } tile
                        ? new HashedBundle(tile, Fold(tile), null, null, null, IsPruned: true)
                        : throw new InvalidDataException($"the entry bundle {path} is missing");
                }
                var leaves = new byte[width * MerkleHash.Size];
                var rest = bytes.AsSpan();
                for (var i = 0; i < width; i++)
                {
                    if (rest.Length < 2 || rest.Length < 2 + ((rest[0] << 8) | rest[1]))
                    {
                        throw new InvalidDataException($"the entry bundle {path} is malformed");
                    }
                    var length = (rest[0] << 8) | rest[1];
                    MerkleHash.OfLeaf(rest.Slice(2, length)).CopyTo(leaves.AsSpan(i * MerkleHash.Size));
                    rest = rest[(2 + length)..];
                }
                // A full bundle may stand where a partial one was asked for; then entries follow that are not ours to judge.
                if (!rest.IsEmpty && path == TilePath.OfEntries(bundle, width))
                {
                    throw new InvalidDataException($"the entry bundle {path} is malformed");
                }
                keep |= PruneClaim.MayHold(bytes);
                return new HashedBundle(leaves, Fold(leaves), keep ? bytes : null, null, CompareTile(source, 0, bundle, leaves, size));
            }
            catch (InvalidDataException error)
            {
                return new HashedBundle([], default, null, error.Message, null);
            }
        }
    }

    /// <summary>The root over hashes in a row.</summary>
    private static MerkleHash Fold(ReadOnlySpan<byte> hashes)
    {
        var range = new CompactRange();
        for (; !hashes.IsEmpty; hashes = hashes[MerkleHash.Size..])
        {
            range.Append(new MerkleHash(hashes[..MerkleHash.Size]));
        }
        return range.Root();
    }

    /// <summary>Compares a stored tile with what it must hold; null when they agree.</summary>
    private static string? CompareTile(ITileSource source, int level, long index, ReadOnlySpan<byte> hashes, long size)
    {
        var count = hashes.Length / MerkleHash.Size;
        var path = TilePath.OfTile(level, index, count);
        var stored = source.Read(path);
        if (stored is null && count < TilePath.Width && source.Read(TilePath.OfTile(level, index)) is { } full)
        {
            stored = full[..Math.Min(full.Length, hashes.Length)];
        }
        return stored is null ? $"the tile {path} is missing at size {size}"
            : stored.AsSpan().SequenceEqual(hashes) ? null
            : $"the tile {path} does not follow from the entries";
    }

    /// <summary>Puts the bundles together in order: roots at the checkpoints' sizes, and the tiles above the lowest level.</summary>
    private sealed class Work(ITileSource source, Checkpoint checkpoint, IEnumerable<Checkpoint> earlier)
    {
        private readonly ILookup<long, Checkpoint> _roots = earlier.Where(c => c.Size <= checkpoint.Size).Append(checkpoint).ToLookup(c => c.Size);
        private readonly SortedSet<long> _sizes = [.. earlier.Where(c => c.Size <= checkpoint.Size).Select(c => c.Size), checkpoint.Size];
        private readonly List<(byte[] Hashes, int Count, long Index)> _open = [];
        private readonly CompactRange _tiles = new();

        private readonly List<(long Index, PruneClaim Claim)> _claims = [];
        private long _pruned;
        private MerkleHash _prunedRoot;

        public long Entries { get; private set; }

        public long Compared { get; private set; }

        public VerificationReport Report(string problem) => new()
        {
            Entries = Entries - _pruned,
            Pruned = _pruned,
            PrunedBy = _pruned == 0 ? null : _claims.Where(c => c.Claim.Until >= _pruned).Select(c => (long?)c.Index).FirstOrDefault(),
            Tiles = Compared,
            Problem = problem,
        };

        public void Add(long bundle, HashedBundle hashed, Action<long, ReadOnlyMemory<byte>>? onEntry)
        {
            if (hashed.Problem is not null)
            {
                throw new InvalidDataException(hashed.Problem);
            }
            var first = bundle * TilePath.Width;
            if (hashed.IsPruned)
            {
                if (_pruned != first)
                {
                    throw new InvalidDataException($"the entry bundle {TilePath.OfEntries(bundle)} is missing, and entries before it are there");
                }
                _pruned = first + hashed.Count;
            }
            else if (hashed.Bytes is { } claiming && PruneClaim.MayHold(claiming))
            {
                ReadClaims(first, claiming, hashed.Count);
            }
            if (onEntry is not null && hashed.Bytes is not null)
            {
                var rest = hashed.Bytes.AsMemory();
                for (var i = 0; i < hashed.Count; i++)
                {
                    var length = (rest.Span[0] << 8) | rest.Span[1];
                    onEntry(first + i, rest.Slice(2, length));
                    rest = rest[(2 + length)..];
                }
            }
            foreach (var size in _sizes.GetViewBetween(first + 1, first + hashed.Count))
            {
                RequireRoot(size, hashed.Leaves.AsSpan(0, (int)(size - first) * MerkleHash.Size));
            }
            Entries += hashed.Count;
            Count(hashed.TileProblem);
            if (hashed.Count == TilePath.Width)
            {
                _tiles.Append(hashed.Root);
                Append(1, hashed.Root);
                if (hashed.IsPruned)
                {
                    _prunedRoot = _tiles.Root();
                }
            }
        }

        private void ReadClaims(long first, ReadOnlySpan<byte> bytes, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var length = (bytes[0] << 8) | bytes[1];
                if (PruneClaim.TryRead(bytes.Slice(2, length), out var claim))
                {
                    _claims.Add((first + i, claim));
                }
                bytes = bytes[(2 + length)..];
            }
        }

        /// <summary>Compares the tiles that are not full, and requires a reason for entries that are gone.</summary>
        public void Close()
        {
            if (_pruned > 0 && !_claims.Exists(c => c.Claim.Until >= _pruned))
            {
                throw new InvalidDataException($"the oldest {_pruned} entries are gone, and no record in the log says that they were pruned");
            }
            if (_claims.Exists(c => c.Claim.Until == _pruned && c.Claim.Root != _prunedRoot.ToBase64()))
            {
                throw new InvalidDataException($"the record that says that {_pruned} entries were pruned names another root for them");
            }
            for (var level = 1; level < _open.Count; level++)
            {
                var (hashes, count, index) = _open[level];
                if (count > 0)
                {
                    Count(CompareTile(source, level, index, hashes.AsSpan(0, count * MerkleHash.Size), checkpoint.Size));
                }
            }
        }

        /// <summary>Requires the root at a size to be what checkpoints say: the whole tiles so far, and some leaves behind them.</summary>
        public void RequireRoot(long size, ReadOnlySpan<byte> leaves)
        {
            if (!_roots.Contains(size))
            {
                return;
            }
            var root = _tiles.Size == 0 ? Fold(leaves)
                : leaves.IsEmpty ? _tiles.Root()
                : Join(_tiles, leaves);
            if (_roots[size].Any(c => c.Root != root))
            {
                throw new InvalidDataException(
                    $"the entries give root {root.ToBase64()} at size {size}, a checkpoint says {_roots[size].First(c => c.Root != root).Root.ToBase64()}");
            }
        }

        private static MerkleHash Join(CompactRange tiles, ReadOnlySpan<byte> leaves)
        {
            var root = Fold(leaves);
            for (var i = tiles.Nodes.Length - 1; i >= 0; i--)
            {
                root = MerkleHash.OfNode(tiles.Nodes[i], root);
            }
            return root;
        }

        private void Append(int level, MerkleHash hash)
        {
            while (level >= _open.Count)
            {
                _open.Add((new byte[TilePath.Width * MerkleHash.Size], 0, 0));
            }
            var (hashes, count, index) = _open[level];
            hash.CopyTo(hashes.AsSpan(count * MerkleHash.Size));
            _open[level] = (hashes, ++count, index);
            if (count == TilePath.Width)
            {
                Count(CompareTile(source, level, index, hashes, checkpoint.Size));
                _open[level] = (hashes, 0, index + 1);
                Append(level + 1, Fold(hashes));
            }
        }

        private void Count(string? problem)
        {
            if (problem is not null)
            {
                throw new InvalidDataException(problem);
            }
            Compared++;
        }
    }
}
