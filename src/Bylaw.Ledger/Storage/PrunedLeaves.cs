using System.Buffers.Binary;
using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Storage;

/// <summary>The leaf hashes of entries that were pruned: what is left of them, so that every root and proof still follows.</summary>
/// <remarks>Magic (8), how many (8, little-endian), the hashes. No checksum: who uses them compares the root that they give.</remarks>
internal static class PrunedLeaves
{
    private const string Name = "pruned";
    private const int HeadBytes = 16;
    private const int HashesAtOnce = 2048;
    private static ReadOnlySpan<byte> Magic => "BYLAWPR1"u8;

    /// <summary>Returns how many entries were pruned; 0 when none were.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static long Count(ILedgerDisk disk, string folder)
    {
        using var file = disk.OpenRead(Path.Combine(folder, Name));
        if (file is null)
        {
            return 0;
        }
        Span<byte> head = stackalloc byte[HeadBytes];
        var count = file.Read(0, head) == HeadBytes && head.StartsWith(Magic) ? BinaryPrimitives.ReadInt64LittleEndian(head[8..]) : -1;
        return count >= 0 && file.Length == HeadBytes + (count * MerkleHash.Size)
            ? count
            : throw new InvalidDataException($"{Path.Combine(folder, Name)}, the hashes of pruned entries, is damaged");
    }

    /// <summary>Reads the hashes from an index on.</summary>
    public static IEnumerable<MerkleHash> Read(ILedgerDisk disk, string folder, long from)
    {
        var count = Count(disk, folder);
        using var file = count > from ? disk.OpenRead(Path.Combine(folder, Name)) : null;
        var buffer = new byte[HashesAtOnce * MerkleHash.Size];
        for (var next = from; file is not null && next < count;)
        {
            var here = (int)Math.Min(HashesAtOnce, count - next);
            if (file.Read(HeadBytes + (next * MerkleHash.Size), buffer.AsSpan(0, here * MerkleHash.Size)) < here * MerkleHash.Size)
            {
                throw new InvalidDataException("the hashes of pruned entries end early");
            }
            for (var i = 0; i < here; i++)
            {
                yield return new MerkleHash(buffer.AsSpan(i * MerkleHash.Size, MerkleHash.Size));
            }
            next += here;
        }
    }

    /// <summary>Replaces the hashes at once; they last when it returns.</summary>
    public static void Write(ILedgerDisk disk, string folder, long count, IEnumerable<MerkleHash> hashes)
    {
        var next = Path.Combine(folder, Name + ".next");
        using (var file = disk.Open(next, create: true))
        {
            file.Truncate(0);
            var head = new byte[HeadBytes];
            Magic.CopyTo(head);
            BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), count);
            file.Write(0, head);
            var at = (long)HeadBytes;
            foreach (var chunk in hashes.Chunk(HashesAtOnce))
            {
                var bytes = new byte[chunk.Length * MerkleHash.Size];
                for (var i = 0; i < chunk.Length; i++)
                {
                    chunk[i].CopyTo(bytes.AsSpan(i * MerkleHash.Size));
                }
                file.Write(at, bytes);
                at += bytes.Length;
            }
            file.SyncData();
        }
        disk.Rename(next, Path.Combine(folder, Name));
        disk.SyncFolder(folder);
    }
}
