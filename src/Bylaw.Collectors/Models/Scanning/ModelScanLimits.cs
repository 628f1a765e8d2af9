namespace Bylaw.Collectors.Models.Scanning;

/// <summary>The bounds of one model scan. What lies beyond a bound is reported as not scanned, never as clean.</summary>
public sealed record ModelScanLimits
{
    /// <summary>Gets the safe default.</summary>
    public static ModelScanLimits Default { get; } = new();

    /// <summary>How many archives may be nested in each other. Default 5; at least 1.</summary>
    public int MaxDepth
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 5;

    /// <summary>Bytes that may come out of compression in one file. Default 16 GiB; at least 1.</summary>
    public long MaxExpandedBytes
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 16L << 30;

    /// <summary>Bytes of a compressed archive that are held in memory to look at its members. Default 512 MiB; at least 1.</summary>
    public long MaxSpooledBytes
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 512L << 20;
}
