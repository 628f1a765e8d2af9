using Bylaw.Ledger.Storage;

namespace Bylaw.Ledger.Tests.Simulation;

/// <summary>A file with what is on the plate, what is in the cache, and the sectors that differ.</summary>
internal sealed class SimulatedFile(SimulatedDisk disk, string path, Random chance)
{
    private const int Sector = 512;
    private readonly SortedSet<long> _dirty = [];
    private byte[] _plate = [];
    private byte[] _cache = [];
    private int _length;
    private bool _lengthDirty;

    public long Length => _length;

    public int Read(long offset, Span<byte> buffer)
    {
        var count = (int)Math.Clamp(_length - offset, 0, buffer.Length);
        if (count > 0)
        {
            _cache.AsSpan((int)offset, count).CopyTo(buffer);
        }
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            disk.Step("pwrite", path);
        }
        catch (Exception error) when (error is PowerCut or DiskException)
        {
            Put(offset, bytes[..chance.Next(bytes.Length + 1)]); // a part had gone in
            throw;
        }
        Put(offset, bytes);
    }

    public void Truncate(long length)
    {
        disk.Step("ftruncate", path);
        if (length != _length)
        {
            Resize((int)length);
            _lengthDirty = true;
        }
    }

    public void Sync()
    {
        try
        {
            disk.Step("fdatasync", path);
        }
        catch (DiskException)
        {
            // The kernel tells once, and then takes the pages for clean: they are read from the cache, and lost at a power cut.
            _dirty.Clear();
            if (disk.SyncLies)
            {
                return;
            }
            throw;
        }
        Grow(ref _plate, _length);
        foreach (var sector in _dirty)
        {
            CopySector(sector);
        }
        _plate = _plate[.._length];
        _dirty.Clear();
        _lengthDirty = false;
    }

    public void Restart()
    {
        var length = !_lengthDirty || chance.Next(2) == 0 ? _plate.Length : _length;
        if (_length > _plate.Length && _lengthDirty && chance.Next(3) == 0)
        {
            length = chance.Next(_plate.Length, _length + 1);
        }
        Grow(ref _plate, Math.Max(length, _plate.Length));
        foreach (var sector in _dirty.Where(s => s * Sector < length && chance.Next(2) == 0))
        {
            CopySector(sector);
        }
        _plate = _plate[..length];
        _cache = (byte[])_plate.Clone();
        _length = length;
        _dirty.Clear();
        _lengthDirty = false;
    }

    private void Put(long offset, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }
        var end = (int)offset + bytes.Length;
        if (end > _length)
        {
            Resize(end);
            _lengthDirty = true;
        }
        bytes.CopyTo(_cache.AsSpan((int)offset));
        for (var sector = offset / Sector; sector * Sector < end; sector++)
        {
            _dirty.Add(sector);
        }
    }

    private void Resize(int length)
    {
        if (length > _cache.Length)
        {
            Grow(ref _cache, Math.Max(length, _cache.Length * 2));
        }
        else if (length < _length)
        {
            _cache.AsSpan(length, _length - length).Clear();
        }
        _length = length;
    }

    private void CopySector(long sector)
    {
        var from = (int)(sector * Sector);
        var count = Math.Min(Sector, Math.Min(_cache.Length, _plate.Length) - from);
        if (count > 0)
        {
            _cache.AsSpan(from, count).CopyTo(_plate.AsSpan(from));
        }
    }

    private static void Grow(ref byte[] bytes, int length)
    {
        if (bytes.Length < length)
        {
            Array.Resize(ref bytes, length);
        }
    }
}
