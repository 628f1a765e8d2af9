using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Verifying;

namespace Bylaw.Ledger.Storage;

/// <summary>
/// Writes hash tiles and entry bundles behind the log. They follow from the segments, so they are written without haste, and a
/// checkpoint does not wait for them to last: what a power cut takes is written anew from the last size that was synced.
/// </summary>
internal sealed class TileStore
{
    private readonly ILedgerDisk _disk;
    private readonly string _folder;
    private readonly List<Level> _levels = [];
    private List<string> _unsynced = [];
    private readonly MemoryStream _bundle = new();
    private readonly bool _writeBundles;
    private CompactRange _tree = new();

    private TileStore(ILedgerDisk disk, string folder, bool writeBundles)
    {
        _disk = disk;
        _folder = folder;
        _writeBundles = writeBundles;
    }

    /// <summary>The number of leaves that the tiles cover.</summary>
    public long Size => _tree.Size;

    /// <summary>The root that the tiles give.</summary>
    public MerkleHash Root() => _tree.Root();

    /// <summary>Takes up the tiles that stand at a size when they give its root; else starts anew from the first entry.</summary>
    public static TileStore Open(ILedgerDisk disk, string folder, long size, MerkleHash root, bool writeBundles)
    {
        var store = new TileStore(disk, folder, writeBundles);
        if (size > 0)
        {
            try
            {
                var source = new DiskTileSource(disk, folder);
                if (new TileTree(source, size).Root(size) == root)
                {
                    store.Load(source, size);
                    if (store.Root() != root)
                    {
                        return new TileStore(disk, folder, writeBundles);
                    }
                }
            }
            catch (InvalidDataException)
            {
                return new TileStore(disk, folder, writeBundles);
            }
        }
        return store;
    }

    /// <summary>Adds an entry.</summary>
    public void Append(ReadOnlySpan<byte> entry)
    {
        var leaf = MerkleHash.OfLeaf(entry);
        if (_writeBundles)
        {
            EntryBundle.Append(_bundle, entry);
        }
        Add(leaf);
        if (_tree.Size % TilePath.Width == 0 && _writeBundles)
        {
            WriteFull(TilePath.OfEntries((_tree.Size / TilePath.Width) - 1), _bundle.GetBuffer().AsSpan(0, (int)_bundle.Length));
            _bundle.SetLength(0);
        }
    }

    /// <summary>Adds an entry of which only the hash is left. Its bundle is not written; those that were pruned fill whole bundles.</summary>
    public void AppendPruned(MerkleHash leaf) => Add(leaf);

    /// <summary>Whether there are files that <see cref="TakeUnsynced"/> has not handed out yet.</summary>
    public bool HasUnsynced => _unsynced.Count > 0;

    /// <summary>Hands out the files written since it was asked last; <see cref="Sync"/> makes them last.</summary>
    public List<string> TakeUnsynced()
    {
        var files = _unsynced;
        _unsynced = [];
        return files;
    }

    /// <summary>Makes files last. A partial one that a full one has replaced since is passed over.</summary>
    public void Sync(List<string> files)
    {
        foreach (var path in files)
        {
            using var file = _disk.OpenRead(path);
            file?.SyncData();
        }
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in files)
        {
            // Folders made on the way must last too.
            for (var folder = Path.GetDirectoryName(path); folder is not null && folder.Length >= _folder.Length && folders.Add(folder);)
            {
                folder = Path.GetDirectoryName(folder);
            }
        }
        foreach (var folder in folders)
        {
            _disk.SyncFolder(folder);
        }
    }

    /// <summary>Writes the partial tiles of the present size.</summary>
    public void Flush()
    {
        for (var level = 0; level < _levels.Count; level++)
        {
            var open = _levels[level];
            if (open.Count > 0)
            {
                _unsynced.Add(Write(TilePath.OfTile(level, open.Index, open.Count), open.Hashes.AsSpan(0, open.Count * MerkleHash.Size)));
            }
        }
        var width = (int)(_tree.Size % TilePath.Width);
        if (width > 0 && _writeBundles)
        {
            _unsynced.Add(Write(TilePath.OfEntries(_tree.Size / TilePath.Width, width), _bundle.GetBuffer().AsSpan(0, (int)_bundle.Length)));
        }
    }

    private void Load(DiskTileSource source, long size)
    {
        for (var level = 0; size >> (8 * level) > 0; level++)
        {
            var count = size >> (8 * level);
            var width = (int)(count % TilePath.Width);
            var open = new Level { Index = count / TilePath.Width, Count = width };
            if (width > 0)
            {
                var tile = source.Read(TilePath.OfTile(level, open.Index, width)) ?? source.Read(TilePath.OfTile(level, open.Index));
                if (tile is null || tile.Length < width * MerkleHash.Size)
                {
                    throw new InvalidDataException("a partial tile is missing");
                }
                tile.AsSpan(0, width * MerkleHash.Size).CopyTo(open.Hashes);
            }
            _levels.Add(open);
        }
        if (_writeBundles && size % TilePath.Width != 0)
        {
            foreach (var entry in source.ReadBundle(size / TilePath.Width, size))
            {
                EntryBundle.Append(_bundle, entry.Span);
            }
        }
        else if (_writeBundles && PrunedLeaves.Count(_disk, Path.Combine(_folder, "segments")) < size && source.Read(TilePath.OfEntries((size / TilePath.Width) - 1)) is null)
        {
            throw new InvalidDataException("the last bundle is missing");
        }
        // The right edge, from the open tiles of every level: the perfect subtrees within each, largest level first.
        var nodes = new List<MerkleHash>();
        for (var level = _levels.Count - 1; level >= 0; level--)
        {
            var inner = new CompactRange();
            for (var i = 0; i < _levels[level].Count; i++)
            {
                inner.Append(new MerkleHash(_levels[level].Hashes.AsSpan(i * MerkleHash.Size, MerkleHash.Size)));
            }
            nodes.AddRange(inner.Nodes);
        }
        _tree = new CompactRange(size, [.. nodes]);
    }

    private void Add(MerkleHash leaf)
    {
        _tree.Append(leaf);
        AddTo(0, leaf);
    }

    private void AddTo(int number, MerkleHash hash)
    {
        if (number == _levels.Count)
        {
            _levels.Add(new Level());
        }
        var level = _levels[number];
        hash.CopyTo(level.Hashes.AsSpan(level.Count++ * MerkleHash.Size));
        if (level.Count < TilePath.Width)
        {
            return;
        }
        WriteFull(TilePath.OfTile(number, level.Index), level.Hashes);
        var inner = new CompactRange();
        for (var i = 0; i < TilePath.Width; i++)
        {
            inner.Append(new MerkleHash(level.Hashes.AsSpan(i * MerkleHash.Size, MerkleHash.Size)));
        }
        level.Index++;
        level.Count = 0;
        AddTo(number + 1, inner.Root());
    }

    private void WriteFull(string path, ReadOnlySpan<byte> bytes)
    {
        _unsynced.Add(Write(path, bytes));
        // What the full one holds makes the partial ones superfluous.
        var partial = Path.Combine(_folder, path + ".p");
        foreach (var name in _disk.List(partial))
        {
            _disk.Delete(Path.Combine(partial, name));
        }
    }

    private string Write(string path, ReadOnlySpan<byte> bytes)
    {
        var full = Path.Combine(_folder, path);
        _disk.CreateFolder(Path.GetDirectoryName(full)!);
        using var file = _disk.Open(full, create: true);
        file.Write(0, bytes);
        if (file.Length > bytes.Length)
        {
            file.Truncate(bytes.Length);
        }
        return full;
    }

    /// <summary>The tile of one level that is still being filled.</summary>
    private sealed class Level
    {
        public byte[] Hashes { get; } = new byte[TilePath.Width * MerkleHash.Size];

        public int Count { get; set; }

        public long Index { get; set; }
    }
}

/// <summary>Reads tiles through the disk's port.</summary>
internal sealed class DiskTileSource(ILedgerDisk disk, string folder) : ITileSource
{
    public byte[]? Read(string path)
    {
        using var file = disk.OpenRead(Path.Combine(folder, path));
        if (file is null)
        {
            return null;
        }
        var bytes = new byte[file.Length];
        return bytes[..file.Read(0, bytes)];
    }
}
