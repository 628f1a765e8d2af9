using System.Numerics;

namespace Bylaw.Ledger.Merkle;

/// <summary>Hands out the resources of a tile log by their path.</summary>
public interface ITileSource
{
    /// <summary>Reads one resource.</summary>
    /// <param name="path">A path as <see cref="TilePath"/> names it.</param>
    /// <returns>Its bytes; null when there is none.</returns>
    byte[]? Read(string path);
}

/// <summary>Computes nodes and proofs of a tree of a given size from its hash tiles.</summary>
/// <remarks>The tiles are taken at their word: whoever uses a proof must check it against a trusted root. Not thread-safe.</remarks>
public sealed class TileTree
{
    private readonly ITileSource _source;
    private readonly Dictionary<(int Level, long Index), byte[]> _tiles = [];

    /// <summary>Opens a tree.</summary>
    /// <param name="source">Where the tiles are.</param>
    /// <param name="size">The number of leaves.</param>
    public TileTree(ITileSource source, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        _source = source;
        Size = size;
    }

    /// <summary>Gets the number of leaves.</summary>
    public long Size { get; }

    /// <summary>Computes the root over the first leaves.</summary>
    /// <param name="size">How many leaves, at most the tree's size.</param>
    /// <returns>The root.</returns>
    /// <exception cref="InvalidDataException">A tile is missing or short.</exception>
    public MerkleHash Root(long size) => size == 0 ? MerkleHash.EmptyRoot : Range(0, size);

    /// <summary>Makes the proof that a leaf stands in the tree.</summary>
    /// <param name="index">The leaf's index.</param>
    /// <returns>The siblings from the leaf upwards.</returns>
    /// <exception cref="InvalidDataException">A tile is missing or short.</exception>
    public List<MerkleHash> InclusionProof(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Size);
        var proof = new List<MerkleHash>();
        var (start, end) = (0L, Size);
        while (end - start > 1)
        {
            var middle = start + Split(end - start);
            if (index < middle)
            {
                proof.Add(Range(middle, end));
                end = middle;
            }
            else
            {
                proof.Add(Range(start, middle));
                start = middle;
            }
        }
        proof.Reverse();
        return proof;
    }

    /// <summary>Makes the proof that the tree extends a smaller one.</summary>
    /// <param name="oldSize">The size of the smaller tree, 1 to the tree's size.</param>
    /// <returns>The nodes of the proof; none when both are one tree.</returns>
    /// <exception cref="InvalidDataException">A tile is missing or short.</exception>
    public List<MerkleHash> ConsistencyProof(long oldSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(oldSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, Size);
        var proof = new List<MerkleHash>();
        var (start, end, known) = (0L, Size, true);
        while (oldSize != end)
        {
            var middle = start + Split(end - start);
            if (oldSize <= middle)
            {
                proof.Add(Range(middle, end));
                end = middle;
            }
            else
            {
                proof.Add(Range(start, middle));
                start = middle;
                known = false;
            }
        }
        if (!known)
        {
            proof.Add(Range(start, end));
        }
        proof.Reverse();
        return proof;
    }

    /// <summary>The largest power of two below a size of at least 2.</summary>
    private static long Split(long size) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)size - 1));

    private MerkleHash Range(long start, long end)
    {
        var size = end - start;
        if (BitOperations.IsPow2(size))
        {
            var level = BitOperations.Log2((ulong)size);
            return Node(level, start >> level);
        }
        var middle = start + Split(size);
        return MerkleHash.OfNode(Range(start, middle), Range(middle, end));
    }

    private MerkleHash Node(int level, long index)
    {
        // A tile stores every eighth level; what lies between is folded from the stored level below.
        var (tileLevel, up) = (level / 8, level % 8);
        var first = index << up;
        var tile = Tile(tileLevel, first / TilePath.Width);
        var offset = (int)(first % TilePath.Width);
        return Fold(tile.AsSpan(offset * MerkleHash.Size, (1 << up) * MerkleHash.Size));
    }

    private static MerkleHash Fold(ReadOnlySpan<byte> hashes)
    {
        if (hashes.Length == MerkleHash.Size)
        {
            return new MerkleHash(hashes);
        }
        var half = hashes.Length / 2;
        return MerkleHash.OfNode(Fold(hashes[..half]), Fold(hashes[half..]));
    }

    private byte[] Tile(int level, long index)
    {
        if (_tiles.TryGetValue((level, index), out var tile))
        {
            return tile;
        }
        var width = (int)Math.Min(TilePath.Width, (Size >> (8 * level)) - (index * TilePath.Width));
        // A full tile may stand where a partial one was asked for.
        tile = _source.Read(TilePath.OfTile(level, index, width))
            ?? (width < TilePath.Width ? _source.Read(TilePath.OfTile(level, index)) : null);
        if (tile is null || tile.Length < width * MerkleHash.Size || tile.Length % MerkleHash.Size != 0)
        {
            throw new InvalidDataException($"the tile {TilePath.OfTile(level, index, width)} is missing or short");
        }
        _tiles[(level, index)] = tile;
        return tile;
    }
}
