using System.Numerics;

namespace Bylaw.Ledger.Merkle;

/// <summary>Holds the right edge of a growing tree: the roots of its perfect subtrees, largest first.</summary>
/// <remarks>Appending costs amortised one node hash. Not safe for concurrent use; copy it to hand it on.</remarks>
public sealed class CompactRange
{
    private readonly MerkleHash[] _nodes = new MerkleHash[64];
    private int _count;

    /// <summary>Starts an empty range.</summary>
    public CompactRange()
    {
    }

    /// <summary>Takes up a range that was saved.</summary>
    /// <param name="size">The number of leaves.</param>
    /// <param name="nodes">The roots of the perfect subtrees, largest first: one for each bit set in the size.</param>
    /// <exception cref="ArgumentException">The number of nodes does not fit the size.</exception>
    public CompactRange(long size, ReadOnlySpan<MerkleHash> nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (nodes.Length != BitOperations.PopCount((ulong)size))
        {
            throw new ArgumentException($"{nodes.Length} nodes do not fit a tree of {size} leaves", nameof(nodes));
        }
        nodes.CopyTo(_nodes);
        _count = nodes.Length;
        Size = size;
    }

    /// <summary>Gets the number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Gets the roots of the perfect subtrees, largest first.</summary>
    public ReadOnlySpan<MerkleHash> Nodes => _nodes.AsSpan(0, _count);

    /// <summary>Adds a leaf on the right.</summary>
    /// <param name="leaf">The leaf's hash.</param>
    public void Append(MerkleHash leaf)
    {
        var node = leaf;
        for (var merges = BitOperations.TrailingZeroCount(~(ulong)Size); merges > 0; merges--)
        {
            node = MerkleHash.OfNode(_nodes[--_count], node);
        }
        _nodes[_count++] = node;
        Size++;
    }

    /// <summary>Computes the root over all leaves.</summary>
    /// <returns>The root; the empty root when there is no leaf.</returns>
    public MerkleHash Root()
    {
        if (_count == 0)
        {
            return MerkleHash.EmptyRoot;
        }
        var root = _nodes[_count - 1];
        for (var i = _count - 2; i >= 0; i--)
        {
            root = MerkleHash.OfNode(_nodes[i], root);
        }
        return root;
    }

    /// <summary>Copies the range.</summary>
    /// <returns>A range that grows on its own.</returns>
    public CompactRange Copy() => new(Size, Nodes);
}
