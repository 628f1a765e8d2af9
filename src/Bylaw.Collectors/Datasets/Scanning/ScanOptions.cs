using Bylaw.Detection;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>Says what to look for and where to stop.</summary>
public sealed record ScanOptions
{
    /// <summary>Gets the detector's options.</summary>
    public DetectorOptions Detector { get; init; } = DetectorOptions.Default;

    /// <summary>Gets the most bytes that one archive may unpack to. Default 1 GiB.</summary>
    public long MaxUnpackedBytes { get; init; } = 1L << 30;

    /// <summary>Gets the most entries read from one archive. Default 10,000.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>Gets how much larger than its packed size an entry may become. Default 200.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Gets how deep archives inside archives are read. Default 2.</summary>
    public int MaxArchiveDepth { get; init; } = 2;

    /// <summary>Gets how many findings in text are listed; all are counted. Default 1,000.</summary>
    public int MaxListed { get; init; } = 1_000;

    /// <summary>Gets how many rows are scanned; 0 for all. A bound makes the scan incomplete.</summary>
    public long MaxRows { get; init; }

    /// <summary>Gets where progress is told, some times a second and on any thread; null for nowhere.</summary>
    public Action<ScanProgress>? Progress { get; init; }
}

/// <summary>Says how far the scan of one file, table or stream is.</summary>
/// <param name="Rows">Rows scanned so far; 0 where there are none.</param>
/// <param name="Bytes">Bytes of the source read so far; 0 where its reader does not tell.</param>
public readonly record struct ScanProgress(long Rows, long Bytes);
