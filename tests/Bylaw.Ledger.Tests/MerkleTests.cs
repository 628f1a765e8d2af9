using Bylaw.Ledger.Merkle;
using CsCheck;

namespace Bylaw.Ledger.Tests;

public sealed class MerkleTests
{
    [Fact]
    public void A_compact_range_gives_the_root_of_the_recursive_definition()
    {
        for (var size = 0; size <= 70; size++)
        {
            var leaves = Leaves(size);
            var range = new CompactRange();
            foreach (var leaf in leaves)
            {
                range.Append(leaf);
            }

            Assert.Equal(Reference(leaves), range.Root());
        }
    }

    [Fact]
    public void Every_proof_we_make_verifies_and_no_flipped_bit_does() =>
        Gen.Select(Gen.Long[1, 1100], Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000], Gen.Int[0, 255], Gen.Int[0, 70]).Sample(
            (size, a, b, bit, node) =>
            {
                var source = new MemoryTiles(size);
                var tree = new TileTree(source, size);
                var root = tree.Root(size).ToArray();
                var index = (ulong)(a % size);
                var leaf = source.Leaves[(int)index].ToArray();
                var proof = tree.InclusionProof((long)index).ConvertAll(h => h.ToArray());
                Assert.True(MerkleProof.VerifyInclusion(index, (ulong)size, leaf, proof, root));

                var oldSize = 1 + (b % size);
                var oldRoot = tree.Root(oldSize).ToArray();
                var consistency = tree.ConsistencyProof(oldSize).ConvertAll(h => h.ToArray());
                Assert.True(MerkleProof.VerifyConsistency((ulong)oldSize, (ulong)size, oldRoot, root, consistency));

                Flip(leaf, bit);
                Assert.False(MerkleProof.VerifyInclusion(index, (ulong)size, leaf, proof, root));
                Flip(leaf, bit);
                if (proof.Count > 0)
                {
                    Flip(proof[node % proof.Count], bit);
                    Assert.False(MerkleProof.VerifyInclusion(index, (ulong)size, leaf, proof, root));
                }
                if (consistency.Count > 0)
                {
                    Flip(consistency[node % consistency.Count], bit);
                    Assert.False(MerkleProof.VerifyConsistency((ulong)oldSize, (ulong)size, oldRoot, root, consistency));
                    Flip(consistency[node % consistency.Count], bit);
                }
                Flip(oldRoot, bit);
                Assert.False(MerkleProof.VerifyConsistency((ulong)oldSize, (ulong)size, oldRoot, root, consistency));
            },
            iter: 200);

    [Theory]
    [InlineData(0, 256, "tile/0/000")]
    [InlineData(1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(1000, 17, "tile/0/x001/000.p/17")]
    public void A_tile_is_named_in_groups_of_three_digits(long index, int width, string path) =>
        Assert.Equal(path, TilePath.OfTile(0, index, width));

    internal static List<MerkleHash> Leaves(long size) =>
        [.. Enumerable.Range(0, (int)size).Select(i => MerkleHash.OfLeaf(BitConverter.GetBytes(i)))];

    private static void Flip(byte[] bytes, int bit) => bytes[bit / 8 % bytes.Length] ^= (byte)(1 << (bit % 8));

    private static MerkleHash Reference(List<MerkleHash> leaves)
    {
        if (leaves.Count < 2)
        {
            return leaves.Count == 0 ? MerkleHash.EmptyRoot : leaves[0];
        }
        var split = 1;
        while (split * 2 < leaves.Count)
        {
            split *= 2;
        }
        return MerkleHash.OfNode(Reference(leaves[..split]), Reference(leaves[split..]));
    }

    /// <summary>Hash tiles of a small log, made in the plainest way.</summary>
    private sealed class MemoryTiles : ITileSource
    {
        private readonly Dictionary<string, byte[]> _tiles = [];

        public MemoryTiles(long size)
        {
            Leaves = MerkleTests.Leaves(size);
            var level = Leaves;
            for (var number = 0; level.Count > 0; number++)
            {
                var above = new List<MerkleHash>();
                foreach (var (index, chunk) in level.Chunk(TilePath.Width).Index())
                {
                    _tiles[TilePath.OfTile(number, index, chunk.Length)] = [.. chunk.SelectMany(h => h.ToArray())];
                    if (chunk.Length == TilePath.Width)
                    {
                        above.Add(Reference([.. chunk]));
                    }
                }
                level = above;
            }
        }

        public List<MerkleHash> Leaves { get; }

        public byte[]? Read(string path) => _tiles.GetValueOrDefault(path);
    }
}
