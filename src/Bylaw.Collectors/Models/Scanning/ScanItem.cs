namespace Bylaw.Collectors.Models.Scanning;

/// <summary>One run of bytes to look into: a file, a member of an archive, or bytes inside a pickle.</summary>
/// <param name="Location">The file, then members, joined by <c>!</c>.</param>
/// <param name="Open">Opens the bytes from their start; may be called more than once.</param>
/// <param name="Depth">How many archives enclose it.</param>
internal sealed record ScanItem(string Location, Func<Stream> Open, int Depth)
{
    private static readonly HashSet<string> _pickleEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pkl", ".pickle", ".pck", ".pcl", ".p", ".joblib", ".dill", ".sav", ".pt", ".pth", ".ckpt", ".npy", ".npz", ".cloudpickle", ".jl",
    };

    private static readonly HashSet<string> _archiveEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".lzma", ".zst", ".lz4", ".cab", ".iso", ".keras", ".h5", ".hdf5", ".gguf", ".nemo", ".mar",
    };

    /// <summary>Gets whether the name promises a pickle, so that failing to read one is a fault and not plain data.</summary>
    public bool PromisesPickle { get; init; } = _pickleEndings.Contains(Path.GetExtension(Location));

    /// <summary>Gets whether the bytes belong to a TorchScript archive, whose classes are its own.</summary>
    public bool InTorchScript { get; init; }

    /// <summary>Tells whether a name promises a pickle.</summary>
    public static bool NamePromisesPickle(string name) => _pickleEndings.Contains(Path.GetExtension(name));

    /// <summary>Tells whether a name promises an archive or another format with a mark of its own, so that bytes without any mark are a fault.</summary>
    public static bool NamePromisesArchive(string name) => _archiveEndings.Contains(Path.GetExtension(name));
}
