using Bylaw.Ledger.Storage;
using Microsoft.Win32.SafeHandles;

namespace Bylaw.LedgerFaults;

/// <summary>The control: the ledger's disk built on <c>RandomAccess.FlushToDisk</c>, whose failures nobody sees.</summary>
internal sealed class FlushToDiskDisk : ILedgerDisk
{
    private readonly PosixDisk _real = PosixDisk.Instance;

    public ILedgerFile Open(string path, bool create) => new FlushedFile(path, create ? FileMode.OpenOrCreate : FileMode.Open);

    public ILedgerFile? OpenRead(string path) => _real.OpenRead(path);

    public IReadOnlyList<string> List(string folder) => _real.List(folder);

    public void CreateFolder(string folder) => _real.CreateFolder(folder);

    public void Rename(string from, string to) => _real.Rename(from, to);

    public void Delete(string path) => _real.Delete(path);

    public void SyncFolder(string folder)
    {
        // .NET has no call for it at all.
    }

    private sealed class FlushedFile(string path, FileMode mode) : ILedgerFile
    {
        private readonly SafeFileHandle _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite);

        public long Length => RandomAccess.GetLength(_handle);

        public int Read(long offset, Span<byte> buffer)
        {
            var done = 0;
            for (int got; done < buffer.Length && (got = RandomAccess.Read(_handle, buffer[done..], offset + done)) > 0; done += got)
            {
            }
            return done;
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

        public void SyncData() => RandomAccess.FlushToDisk(_handle);

        public void Truncate(long length) => RandomAccess.SetLength(_handle, length);

        public void Dispose() => _handle.Dispose();
    }
}
