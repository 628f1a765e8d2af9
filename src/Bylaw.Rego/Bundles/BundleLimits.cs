namespace Bylaw.Rego.Bundles;

/// <summary>The bounds of reading one bundle. Every bound is on by default.</summary>
public sealed record BundleLimits
{
    /// <summary>The bounds used when none are given.</summary>
    public static BundleLimits Default { get; } = new();

    /// <summary>Files and folders in the archive. Default 100,000; at least 1.</summary>
    public int MaxEntries
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 100_000;

    /// <summary>Bytes of one file that is read. Default 256 MiB; at least 1.</summary>
    public long MaxFileBytes
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 256L << 20;

    /// <summary>Bytes of the whole bundle when unpacked, with the files that are passed over. Default 1 GiB; at least 1.</summary>
    public long MaxTotalBytes
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 1L << 30;
}
