using Bylaw.Ledger.Storage;

namespace Bylaw.Ledger.Tests.Simulation;

/// <summary>Ends a run at the moment the power goes.</summary>
internal sealed class PowerCut : Exception;

/// <summary>
/// A disk with a page cache: what is written lasts only after a sync that succeeds; names last only after the folder is synced.
/// At a power cut any subset of the sectors still in the cache survives.
/// </summary>
internal sealed class SimulatedDisk(Random chance) : ILedgerDisk
{
    private readonly Dictionary<string, SimulatedFile> _names = new(StringComparer.Ordinal);
    private Dictionary<string, SimulatedFile> _lasting = new(StringComparer.Ordinal);
    private readonly List<(string Folder, Action<Dictionary<string, SimulatedFile>> Change)> _nameChanges = [];

    /// <summary>How many changes are still let through; the next one cuts the power. Negative: for ever.</summary>
    public long CutAfter { get; set; } = -1;

    /// <summary>How many changes are still let through before one fails with <see cref="FaultErrno"/>. Negative: for ever.</summary>
    public long FaultAfter { get; set; } = -1;

    public int FaultErrno { get; set; } = 5;

    /// <summary>Makes a failed sync look like success, as .NET's own flush does on Linux.</summary>
    public bool SyncLies { get; set; }

    public long Changes { get; private set; }

    public ILedgerFile Open(string path, bool create)
    {
        if (!_names.TryGetValue(path, out var file))
        {
            if (!create)
            {
                throw new DiskException("open", path, 2, "no such file");
            }
            Step("open", path);
            file = new SimulatedFile(this, path, chance);
            ChangeName(path, names => names[path] = file);
        }
        return new Handle(file);
    }

    public ILedgerFile? OpenRead(string path) => _names.TryGetValue(path, out var file) ? new Handle(file) : null;

    public IReadOnlyList<string> List(string folder) => [.. _names.Keys.Where(n => Path.GetDirectoryName(n) == folder).Select(n => Path.GetFileName(n))];

    public void CreateFolder(string folder)
    {
    }

    public void Rename(string from, string to)
    {
        Step("rename", to);
        var file = _names[from];
        ChangeName(to, names =>
        {
            names.Remove(from);
            names[to] = file;
        });
    }

    public void Delete(string path)
    {
        if (_names.ContainsKey(path))
        {
            Step("unlink", path);
            ChangeName(path, names => names.Remove(path));
        }
    }

    public void SyncFolder(string folder)
    {
        Step("fsync", folder);
        foreach (var (_, change) in _nameChanges.Where(c => c.Folder == folder))
        {
            change(_lasting);
        }
        _nameChanges.RemoveAll(c => c.Folder == folder);
    }

    /// <summary>What is found when the power comes back.</summary>
    public void Restart()
    {
        // A journal keeps names in order: some first part of the changes has lasted.
        foreach (var (_, change) in _nameChanges.Take(chance.Next(_nameChanges.Count + 1)))
        {
            change(_lasting);
        }
        _nameChanges.Clear();
        foreach (var file in _names.Values.Concat(_lasting.Values).Distinct().ToList())
        {
            file.Restart();
        }
        _names.Clear();
        foreach (var (name, file) in _lasting)
        {
            _names[name] = file;
        }
        _lasting = new Dictionary<string, SimulatedFile>(_names, StringComparer.Ordinal);
        CutAfter = -1;
        FaultAfter = -1;
    }

    internal void Step(string operation, string path)
    {
        Changes++;
        if (CutAfter >= 0 && CutAfter-- == 0)
        {
            throw new PowerCut();
        }
        if (FaultAfter >= 0 && FaultAfter-- == 0)
        {
            throw new DiskException(operation, path, FaultErrno, FaultErrno == 28 ? "no space left on device" : "input/output error");
        }
    }

    private void ChangeName(string path, Action<Dictionary<string, SimulatedFile>> change)
    {
        change(_names);
        _nameChanges.Add((Path.GetDirectoryName(path)!, change));
    }

    private sealed class Handle(SimulatedFile file) : ILedgerFile
    {
        public long Length => file.Length;

        public int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => file.Write(offset, bytes);

        public void SyncData() => file.Sync();

        public void Truncate(long length) => file.Truncate(length);

        public void Dispose()
        {
        }
    }
}
