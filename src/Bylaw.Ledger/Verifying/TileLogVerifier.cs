using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;

namespace Bylaw.Ledger.Verifying;

/// <summary>What a full verification found.</summary>
public sealed record VerificationReport
{
    /// <summary>Gets how many entries were hashed.</summary>
    public long Entries { get; init; }

    /// <summary>Gets how many stored tiles were compared with the recomputed ones.</summary>
    public long Tiles { get; init; }

    /// <summary>Gets what is wrong; empty when nothing is.</summary>
    public string Problem { get; init; } = "";
}

/// <summary>Verifies a whole tile log: recomputes every hash from the entries' bytes and compares.</summary>
/// <remarks>
/// Stored tiles are never used, only compared with what the entries give: a verifier that starts from tiles accepts a log whose
/// tiles and entries tell different stories.
/// </remarks>
public static class TileLogVerifier
{
    /// <summary>Verifies a log at a checkpoint whose signatures were checked before.</summary>
    /// <param name="source">The log's resources.</param>
    /// <param name="checkpoint">The believed checkpoint.</param>
    /// <param name="report">Counts, and what is wrong.</param>
    /// <param name="onEntry">Called with each entry's index and bytes, in order.</param>
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
        var roots = (earlier ?? []).Where(c => c.Size <= checkpoint.Size).Append(checkpoint).ToLookup(c => c.Size);
        var range = new CompactRange();
        var levels = new TileComparer(source, checkpoint.Size);
        try
        {
            RequireRoots(roots, range);
            for (long bundle = 0; bundle * TilePath.Width < checkpoint.Size; bundle++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var entry in source.ReadBundle(bundle, checkpoint.Size))
                {
                    onEntry?.Invoke(range.Size, entry);
                    var leaf = MerkleHash.OfLeaf(entry.Span);
                    levels.Append(leaf);
                    range.Append(leaf);
                    RequireRoots(roots, range);
                }
            }
            levels.Close();
            report = new VerificationReport { Entries = range.Size, Tiles = levels.Compared };
            return true;
        }
        catch (InvalidDataException error)
        {
            report = new VerificationReport { Entries = range.Size, Tiles = levels.Compared, Problem = error.Message };
            return false;
        }
    }

    private static void RequireRoots(ILookup<long, Checkpoint> roots, CompactRange range)
    {
        if (!roots.Contains(range.Size))
        {
            return;
        }
        var root = range.Root();
        if (roots[range.Size].Any(c => c.Root != root))
        {
            throw new InvalidDataException(
                $"the entries give root {root.ToBase64()} at size {range.Size}, a checkpoint says {roots[range.Size].First(c => c.Root != root).Root.ToBase64()}");
        }
    }

    /// <summary>Builds the tiles anew, level by level, and compares each with the stored one where there is one.</summary>
    private sealed class TileComparer(ITileSource source, long size)
    {
        private readonly List<(byte[] Hashes, int Count, long Index)> _open = [];

        public long Compared { get; private set; }

        public void Append(MerkleHash leaf) => Append(0, leaf);

        public void Close()
        {
            for (var level = 0; level < _open.Count; level++)
            {
                var (hashes, count, index) = _open[level];
                if (count > 0)
                {
                    Compare(level, index, hashes.AsSpan(0, count * MerkleHash.Size), count);
                }
            }
        }

        private void Append(int level, MerkleHash hash)
        {
            if (level == _open.Count)
            {
                _open.Add((new byte[TilePath.Width * MerkleHash.Size], 0, 0));
            }
            var (hashes, count, index) = _open[level];
            hash.CopyTo(hashes.AsSpan(count * MerkleHash.Size));
            _open[level] = (hashes, ++count, index);
            if (count == TilePath.Width)
            {
                Compare(level, index, hashes, count);
                var range = new CompactRange();
                for (var i = 0; i < count; i++)
                {
                    range.Append(new MerkleHash(hashes.AsSpan(i * MerkleHash.Size, MerkleHash.Size)));
                }
                _open[level] = (hashes, 0, index + 1);
                Append(level + 1, range.Root());
            }
        }

        private void Compare(int level, long index, ReadOnlySpan<byte> hashes, int count)
        {
            var path = TilePath.OfTile(level, index, count);
            var stored = source.Read(path);
            if (stored is null && count < TilePath.Width && source.Read(TilePath.OfTile(level, index)) is { } full)
            {
                stored = full[..Math.Min(full.Length, hashes.Length)];
            }
            if (stored is null)
            {
                throw new InvalidDataException($"the tile {path} is missing at size {size}");
            }
            if (!stored.AsSpan().SequenceEqual(hashes))
            {
                throw new InvalidDataException($"the tile {path} does not follow from the entries");
            }
            Compared++;
        }
    }
}
