namespace Bylaw.Ledger.Storage;

/// <summary>What the ledger asks of a file system. A plug, so that a simulated disk can crash in the middle.</summary>
/// <remarks>Every failure throws <see cref="DiskException"/>; nothing is swallowed or retried here.</remarks>
public interface ILedgerDisk
{
    /// <summary>Opens a file for reading and writing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Makes the file when it is absent. Its name lasts only after the folder is synced.</param>
    /// <returns>The open file.</returns>
    ILedgerFile Open(string path, bool create);

    /// <summary>Opens a file for reading; null when it is absent.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file, or null.</returns>
    ILedgerFile? OpenRead(string path);

    /// <summary>Lists the names of the files in a folder, unordered; none when the folder is absent.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Names without the folder.</returns>
    IReadOnlyList<string> List(string folder);

    /// <summary>Makes a folder and those above it.</summary>
    /// <param name="folder">The folder.</param>
    void CreateFolder(string folder);

    /// <summary>Puts a file in the place of another at once.</summary>
    /// <param name="from">The file's path.</param>
    /// <param name="to">Its new path.</param>
    void Rename(string from, string to);

    /// <summary>Removes a file; nothing happens when it is absent.</summary>
    /// <param name="path">The file.</param>
    void Delete(string path);

    /// <summary>Makes names made, changed or removed in a folder last.</summary>
    /// <param name="folder">The folder.</param>
    void SyncFolder(string folder);
}

/// <summary>An open file of the ledger.</summary>
public interface ILedgerFile : IDisposable
{
    /// <summary>Gets the length, in bytes.</summary>
    long Length { get; }

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <param name="buffer">What to fill.</param>
    /// <returns>How many bytes were read.</returns>
    int Read(long offset, Span<byte> buffer);

    /// <summary>Writes all bytes, or throws.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <param name="bytes">What to write.</param>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Makes what was written last, or throws. After a failure nothing about the file may be believed.</summary>
    void SyncData();

    /// <summary>Cuts the file.</summary>
    /// <param name="length">Its new length.</param>
    void Truncate(long length);
}

/// <summary>Tells that the disk did not do what it was asked.</summary>
/// <param name="operation">The system call.</param>
/// <param name="path">The file.</param>
/// <param name="errorNumber">The system's error number; 0 when there is none.</param>
/// <param name="reason">What the system says.</param>
public sealed class DiskException(string operation, string path, int errorNumber, string reason)
    : IOException($"{operation} failed on {path}: {reason}")
{
    /// <summary>Gets the system call that failed.</summary>
    public string Operation { get; } = operation;

    /// <summary>Gets the system's error number.</summary>
    public int ErrorNumber { get; } = errorNumber;
}
