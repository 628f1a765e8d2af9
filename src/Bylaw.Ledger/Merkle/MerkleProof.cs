using System.Numerics;
using System.Security.Cryptography;

namespace Bylaw.Ledger.Merkle;

/// <summary>Checks inclusion and consistency proofs of RFC 6962 trees, and of subtrees of such trees.</summary>
/// <remarks>
/// Every method answers false to whatever does not prove its claim: wrong length, wrong order, spare nodes, impossible sizes.
/// Sources: RFC 9162, sections 2.1.3.2 and 2.1.4.2 (the walk by bits); draft-ietf-plants-merkle-tree-certs, sections 4.3 and 4.4 (subtrees).
/// </remarks>
public static class MerkleProof
{
    /// <summary>Tells whether a leaf stands at an index of a tree.</summary>
    /// <param name="index">The leaf's index, from 0.</param>
    /// <param name="size">The number of leaves of the tree.</param>
    /// <param name="leafHash">The leaf's hash.</param>
    /// <param name="proof">The siblings from the leaf upwards.</param>
    /// <param name="root">The root that is believed.</param>
    /// <returns>True when the proof leads from the leaf to the root.</returns>
    public static bool VerifyInclusion(
        ulong index, ulong size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root) =>
        TryRootFromInclusion(index, size, leafHash, proof, out var computed) && Same(computed.ToArray(), root);

    /// <summary>Computes the root that an inclusion proof leads to.</summary>
    /// <param name="index">The leaf's index, from 0.</param>
    /// <param name="size">The number of leaves of the tree.</param>
    /// <param name="leafHash">The leaf's hash.</param>
    /// <param name="proof">The siblings from the leaf upwards.</param>
    /// <param name="root">The computed root.</param>
    /// <returns>False when the proof does not have the shape that index and size ask for.</returns>
    public static bool TryRootFromInclusion(
        ulong index, ulong size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> proof, out MerkleHash root)
    {
        root = default;
        if (index >= size || leafHash.Length != MerkleHash.Size || !WellFormed(proof))
        {
            return false;
        }
        var fn = index;
        var sn = size - 1;
        var hash = new MerkleHash(leafHash);
        foreach (var step in proof)
        {
            if (sn == 0)
            {
                return false;
            }
            var sibling = new MerkleHash(step);
            if ((fn & 1) == 1 || fn == sn)
            {
                hash = MerkleHash.OfNode(sibling, hash);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                hash = MerkleHash.OfNode(hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        root = hash;
        return sn == 0;
    }

    /// <summary>Tells whether a tree is a prefix of a larger one.</summary>
    /// <param name="oldSize">The number of leaves of the older tree. A proof from 0 to a larger size proves nothing and is refused.</param>
    /// <param name="newSize">The number of leaves of the newer tree.</param>
    /// <param name="oldRoot">The older root.</param>
    /// <param name="newRoot">The newer root.</param>
    /// <param name="proof">The nodes of the proof.</param>
    /// <returns>True when the newer tree extends the older.</returns>
    public static bool VerifyConsistency(
        ulong oldSize, ulong newSize, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> newRoot, IReadOnlyList<byte[]> proof)
    {
        if (oldSize > newSize)
        {
            return false;
        }
        if (oldSize == newSize)
        {
            return proof.Count == 0 && Same(oldRoot, newRoot) && (oldSize > 0 || Same(oldRoot, MerkleHash.EmptyRoot.ToArray()));
        }
        return oldSize > 0 && VerifySubtreeConsistency(0, oldSize, newSize, oldRoot, newRoot, proof);
    }

    /// <summary>Tells whether leaves <c>[start, end)</c> can be a subtree: not empty, and aligned to the power of two that covers it.</summary>
    /// <param name="start">The first leaf's index.</param>
    /// <param name="end">The index after the last leaf.</param>
    /// <returns>True when the range is one subtree.</returns>
    public static bool IsSubtree(ulong start, ulong end)
    {
        if (start >= end)
        {
            return false;
        }
        var width = end - start;
        // Above 2^63 no power of two of 64 bits covers the range; only start 0 is aligned to anything that large.
        return width > 1UL << 63 ? start == 0 : start % BitOperations.RoundUpToPowerOf2(width) == 0;
    }

    /// <summary>Tells whether a leaf stands at an index within a subtree.</summary>
    /// <param name="index">The leaf's index in the whole tree.</param>
    /// <param name="start">The subtree's first leaf.</param>
    /// <param name="end">The index after the subtree's last leaf.</param>
    /// <param name="leafHash">The leaf's hash.</param>
    /// <param name="proof">The siblings from the leaf upwards.</param>
    /// <param name="root">The subtree's root.</param>
    /// <returns>True when the proof leads from the leaf to the subtree's root.</returns>
    public static bool VerifySubtreeInclusion(
        ulong index, ulong start, ulong end, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root) =>
        IsSubtree(start, end) && index >= start && index < end
        && VerifyInclusion(index - start, end - start, leafHash, proof, root);

    /// <summary>Tells whether leaves <c>[start, end)</c> with a given root are part of a larger tree.</summary>
    /// <param name="start">The subtree's first leaf.</param>
    /// <param name="end">The index after the subtree's last leaf.</param>
    /// <param name="size">The number of leaves of the whole tree.</param>
    /// <param name="subtreeRoot">The subtree's root.</param>
    /// <param name="root">The whole tree's root.</param>
    /// <param name="proof">The nodes of the proof.</param>
    /// <returns>True when both roots follow from the proof.</returns>
    public static bool VerifySubtreeConsistency(
        ulong start, ulong end, ulong size, ReadOnlySpan<byte> subtreeRoot, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> proof)
    {
        if (start == end && end <= size)
        {
            // No leaves: part of every tree, and its root is known.
            return proof.Count == 0 && Same(subtreeRoot, MerkleHash.EmptyRoot.ToArray());
        }
        if (!IsSubtree(start, end) || end > size || !WellFormed(proof))
        {
            return false;
        }
        if (start == 0 && end == size)
        {
            return proof.Count == 0 && Same(subtreeRoot, root);
        }
        if (subtreeRoot.Length != MerkleHash.Size)
        {
            return false;
        }
        var fn = start;
        var sn = end - 1;
        var tn = size - 1;
        // Climb to the largest perfect subtree that the claimed subtree ends with; when its right edge is the
        // tree's own, that is the subtree itself.
        while (sn == tn ? fn != sn : fn != sn && (sn & 1) == 1)
        {
            fn >>= 1;
            sn >>= 1;
            tn >>= 1;
        }
        var next = 0;
        MerkleHash known = new(subtreeRoot);
        if (fn != sn)
        {
            if (proof.Count == 0)
            {
                return false;
            }
            known = new MerkleHash(proof[next++]);
        }
        var subtree = known;
        var whole = known;
        for (; next < proof.Count; next++)
        {
            if (tn == 0)
            {
                return false;
            }
            var node = new MerkleHash(proof[next]);
            if ((sn & 1) == 1 || sn == tn)
            {
                if (fn < sn)
                {
                    subtree = MerkleHash.OfNode(node, subtree);
                }
                whole = MerkleHash.OfNode(node, whole);
                while ((sn & 1) == 0 && sn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                    tn >>= 1;
                }
            }
            else
            {
                whole = MerkleHash.OfNode(whole, node);
            }
            fn >>= 1;
            sn >>= 1;
            tn >>= 1;
        }
        return tn == 0 && Same(subtree.ToArray(), subtreeRoot) && Same(whole.ToArray(), root);
    }

    private static bool WellFormed(IReadOnlyList<byte[]> proof)
    {
        // A tree of 2^64 leaves is 64 high, and a consistency proof has at most one node more.
        if (proof.Count > 65)
        {
            return false;
        }
        foreach (var node in proof)
        {
            if (node is not { Length: MerkleHash.Size })
            {
                return false;
            }
        }
        return true;
    }

    private static bool Same(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        CryptographicOperations.FixedTimeEquals(left, right);
}
