using System.Buffers.Binary;
using System.IO.Hashing;
using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Storage;

/// <summary>The size and root that were signed last, or were about to be.</summary>
/// <param name="Sequence">Counts the intents; 0 before the first.</param>
/// <param name="Size">The tree's size.</param>
/// <param name="Root">The tree's root.</param>
internal readonly record struct SignIntent(long Sequence, long Size, MerkleHash Root);

/// <summary>
/// Keeps the last sign-intent in two slots written by turns, so that a torn write never loses the older one. An intent lasts
/// before its checkpoint is signed: whatever happens next, no second root is ever signed for that size.
/// </summary>
internal sealed class HeadFile : IDisposable
{
    private const int SlotBytes = 512;
    private const int UsedBytes = 8 + 8 + MerkleHash.Size + 4;
    private readonly ILedgerFile _file;

    private HeadFile(ILedgerFile file) => _file = file;

    /// <summary>The last intent; <c>default</c> when there is none yet.</summary>
    public SignIntent Last { get; private set; }

    /// <summary>Opens the file, or makes it and its folder.</summary>
    /// <exception cref="InvalidDataException">The file has content, and neither slot is whole.</exception>
    public static HeadFile Open(ILedgerDisk disk, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        disk.CreateFolder(folder);
        var file = disk.Open(path, create: true);
        try
        {
            disk.SyncFolder(folder);
            var head = new HeadFile(file);
            head.Load(path);
            return head;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file whose loss costs nothing but work: a damaged one is begun anew.</summary>
    public static HeadFile OpenOrForget(ILedgerDisk disk, string path)
    {
        try
        {
            return Open(disk, path);
        }
        catch (InvalidDataException)
        {
            disk.Delete(path);
            return Open(disk, path);
        }
    }

    /// <summary>Makes an intent last.</summary>
    public void Write(long size, MerkleHash root)
    {
        var intent = new SignIntent(Last.Sequence + 1, size, root);
        Span<byte> slot = stackalloc byte[UsedBytes];
        BinaryPrimitives.WriteInt64LittleEndian(slot, intent.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(slot[8..], size);
        root.CopyTo(slot[16..]);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[(UsedBytes - 4)..], Crc32.HashToUInt32(slot[..(UsedBytes - 4)]));
        _file.Write(intent.Sequence % 2 * SlotBytes, slot);
        _file.SyncData();
        Last = intent;
    }

    public void Dispose() => _file.Dispose();

    private void Load(string path)
    {
        Span<byte> slot = stackalloc byte[UsedBytes];
        for (var i = 0; i < 2; i++)
        {
            if (_file.Read(i * SlotBytes, slot) < UsedBytes
                || BinaryPrimitives.ReadUInt32LittleEndian(slot[(UsedBytes - 4)..]) != Crc32.HashToUInt32(slot[..(UsedBytes - 4)]))
            {
                continue;
            }
            var intent = new SignIntent(
                BinaryPrimitives.ReadInt64LittleEndian(slot), BinaryPrimitives.ReadInt64LittleEndian(slot[8..]), new MerkleHash(slot.Slice(16, MerkleHash.Size)));
            if (intent.Sequence > Last.Sequence)
            {
                Last = intent;
            }
        }
        // The first write goes to the second slot: while the first slot is blank, a torn one there means nothing was ever signed.
        if (Last.Sequence == 0 && _file.Read(0, slot) > 0 && slot.IndexOfAnyExcept((byte)0) >= 0)
        {
            throw new InvalidDataException($"{path} is damaged: neither of its slots is whole");
        }
    }
}
