using System.Runtime.InteropServices;

namespace Bylaw.Ledger.Storage;

/// <summary>The real disk, on Linux and other POSIX systems.</summary>
public sealed class PosixDisk : ILedgerDisk
{
    private const int OwnerAndGroup = 0x1A0; // rw-r-----

    /// <summary>Gets the one instance; it holds no state.</summary>
    public static PosixDisk Instance { get; } = new();

    /// <inheritdoc/>
    public ILedgerFile Open(string path, bool create)
    {
        var descriptor = LibC.Open(path, LibC.ReadWrite | LibC.CloseOnExec | (create ? LibC.Create : 0), OwnerAndGroup);
        return descriptor >= 0 ? new PosixFile(descriptor, path) : throw LibC.Failure("open", path);
    }

    /// <inheritdoc/>
    public ILedgerFile? OpenRead(string path)
    {
        var descriptor = LibC.Open(path, LibC.ReadOnly | LibC.CloseOnExec, 0);
        return descriptor >= 0 ? new PosixFile(descriptor, path)
            : Marshal.GetLastPInvokeError() == LibC.NoEntry ? null
            : throw LibC.Failure("open", path);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f))] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DiskException("list", folder, 0, error.Message);
        }
    }

    /// <inheritdoc/>
    public void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DiskException("mkdir", folder, 0, error.Message);
        }
    }

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        if (LibC.Rename(from, to) != 0)
        {
            throw LibC.Failure("rename", to);
        }
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        if (LibC.Unlink(path) != 0 && Marshal.GetLastPInvokeError() != LibC.NoEntry)
        {
            throw LibC.Failure("unlink", path);
        }
    }

    /// <inheritdoc/>
    public void SyncFolder(string folder)
    {
        var descriptor = LibC.Open(folder, LibC.ReadOnly | LibC.CloseOnExec, 0);
        if (descriptor < 0)
        {
            throw LibC.Failure("open", folder);
        }
        var result = LibC.FSync(descriptor);
        var failure = result == 0 ? null : LibC.Failure("fsync", folder);
        _ = LibC.Close(descriptor); // nothing was written through it
        if (failure is not null)
        {
            throw failure;
        }
    }

    /// <summary>
    /// A lock let go of by name: a child process that is just being started shares the descriptor until it runs its program, and closing
    /// ours would leave the lock with it.
    /// </summary>
    private sealed class HeldLock(int descriptor) : IDisposable
    {
        private int _descriptor = descriptor;

        public void Dispose()
        {
            var held = Interlocked.Exchange(ref _descriptor, -1);
            if (held >= 0)
            {
                _ = LibC.FLock(held, LibC.LockRelease); // the descriptor ends with the next call in any case
                _ = LibC.Close(held);
            }
        }
    }

    /// <summary>Takes a lock that ends with the process; null when another process holds it.</summary>
    /// <param name="path">The lock file; it is made when absent.</param>
    /// <returns>What to dispose to let go, or null.</returns>
    public static IDisposable? TryLock(string path)
    {
        var descriptor = LibC.Open(path, LibC.ReadWrite | LibC.CloseOnExec | LibC.Create, OwnerAndGroup);
        if (descriptor < 0)
        {
            throw LibC.Failure("open", path);
        }
        if (LibC.FLock(descriptor, LibC.LockExclusive | LibC.LockNonBlocking) == 0)
        {
            return new HeldLock(descriptor);
        }
        var busy = Marshal.GetLastPInvokeError() == LibC.WouldBlock;
        var failure = LibC.Failure("flock", path);
        _ = LibC.Close(descriptor);
        return busy ? null : throw failure;
    }
}

/// <summary>A file descriptor with checked calls.</summary>
internal sealed class PosixFile(int descriptor, string path) : ILedgerFile
{
    private int _descriptor = descriptor;

    public long Length
    {
        get
        {
            var length = LibC.LSeek(_descriptor, 0, LibC.SeekEnd);
            return length >= 0 ? length : throw LibC.Failure("lseek", path);
        }
    }

    public unsafe int Read(long offset, Span<byte> buffer)
    {
        var done = 0;
        fixed (byte* start = buffer)
        {
            while (done < buffer.Length)
            {
                var count = LibC.PRead(_descriptor, start + done, buffer.Length - done, offset + done);
                if (count == 0)
                {
                    break;
                }
                if (count < 0)
                {
                    if (Marshal.GetLastPInvokeError() == LibC.Interrupted)
                    {
                        continue;
                    }
                    throw LibC.Failure("pread", path);
                }
                done += (int)count;
            }
        }
        return done;
    }

    public unsafe void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var done = 0; done < bytes.Length;)
            {
                // A short write is no error: the rest follows, and a lasting cause shows itself on the next call.
                var count = LibC.PWrite(_descriptor, start + done, bytes.Length - done, offset + done);
                if (count <= 0)
                {
                    if (count < 0 && Marshal.GetLastPInvokeError() == LibC.Interrupted)
                    {
                        continue;
                    }
                    throw count == 0 ? new DiskException("pwrite", path, 0, "nothing was written") : LibC.Failure("pwrite", path);
                }
                done += (int)count;
            }
        }
    }

    public void SyncData()
    {
        // Never retried: after one failure the kernel may have dropped the pages and would answer "done" to a second call.
        if (LibC.FDataSync(_descriptor) != 0)
        {
            throw LibC.Failure("fdatasync", path);
        }
    }

    public void Truncate(long length)
    {
        if (LibC.FTruncate(_descriptor, length) != 0)
        {
            throw LibC.Failure("ftruncate", path);
        }
    }

    public void Dispose()
    {
        var descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor >= 0)
        {
            _ = LibC.Close(descriptor); // what mattered was synced before
        }
    }
}
